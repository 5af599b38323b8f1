"""What is known of each of a member's people for comparing them: light, and read in four queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.contacts.models import Affiliation, Contact, ContactPoint, ImportantDate
from apps.contacts.models.contact import TITLES
from apps.core.fold import fold

if TYPE_CHECKING:
    from apps.accounts.models import Member

KINDS = ("email", "phone", "url", "messenger", "address")
BESIDES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\"“„][^\"”“]*[\"”“]")
APOSTROPHE = re.compile(r"(?<=\w)['’`´ʼ](?=\w)")
YOUNGER = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
DEGREES = frozenset({"phd", "md", "msc", "mba", "ma", "bsc", "ing", "dipl", "esq", "mag", "eng"})
NO_NAME = frozenset(map(fold, TITLES)) | DEGREES
Birthday = tuple[int, int, int | None]


@dataclass(slots=True)
class Known:
    """One person: the folded words of the name in order (given first), and all that may agree or not."""

    pk: int
    name: str
    words: tuple[str, ...]
    generation: str = ""
    nickname: str = ""
    city: str = ""
    addresses: dict[str, set[str]] = field(default_factory=dict)
    birthday: Birthday | None = None
    places: set[int] = field(default_factory=set)

    @property
    def given(self) -> str:
        """The first word of the name."""
        return self.words[0] if self.words else ""

    @property
    def family(self) -> str:
        """The last word of a name of several."""
        return self.words[-1] if len(self.words) > 1 else ""


@dataclass(slots=True)
class Book:
    """Everybody, and the names of the places they are at."""

    people: list[Known]
    places: dict[int, str] = field(default_factory=dict)


def book_of(member: Member) -> Book:
    """The whole book of one member, in the scope of the caller."""
    columns = ("pk", "name", "nickname", "city")
    people = {row[0]: known(*row) for row in Contact.objects.of(member).values_list(*columns).iterator()}
    points = ContactPoint.objects.of(member).filter(kind__in=KINDS).exclude(match_key="")
    for pk, kind, key, parts in points.values_list("contact_id", "kind", "match_key", "parts").iterator():
        if pk in people and not _is_only_a_town(parts):
            people[pk].addresses.setdefault(kind, set()).add(key)
    born = ImportantDate.objects.of(member).filter(kind=ImportantDate.Kind.BIRTHDAY)
    for pk, month, day, year in born.values_list("contact_id", "month", "day", "year").iterator():
        if pk in people:
            people[pk].birthday = (month, day, year)
    places: dict[int, str] = {}
    posts = Affiliation.objects.of(member).values_list("contact_id", "organisation_id", "organisation__name")
    for pk, place, name in posts.iterator():
        places[place] = name
        if pk in people:
            people[pk].places.add(place)
    return Book(list(people.values()), places)


def _is_only_a_town(parts: dict[str, str] | None) -> bool:
    """Whether a postal address names no house: half a book may live in Lisbon."""
    return bool(parts) and "street" not in (parts or {})


def known(pk: int, name: str, nickname: str = "", city: str = "") -> Known:
    """A person by name; titles, degrees and what stands in brackets do not count."""
    words = _words(name)
    younger = next((word for word in words[1:] if word in YOUNGER), "")
    kept = [word for word in words if word not in NO_NAME and word not in YOUNGER]
    return Known(pk, name, tuple(kept or words), younger, fold(nickname), fold(city))


def _words(name: str) -> list[str]:
    local, at, domain = name.partition("@")
    if at and "." in domain and " " not in name.strip():
        return [word for word in fold(re.sub(r"[\d_]+", " ", local)).split() if len(word) > 1]
    plain = APOSTROPHE.sub("", BESIDES.sub(" ", name))
    family, comma, given = plain.partition(",")
    if comma and fold(given) and not set(fold(given).split()) <= YOUNGER | DEGREES:
        plain = f"{given} {family}"
    return fold(plain).split() or fold(name).split()


def by_key(people: Iterable[Known], kind: str) -> dict[str, list[Known]]:
    """People by an address of this kind."""
    found: dict[str, list[Known]] = defaultdict(list)
    for person in people:
        for key in person.addresses.get(kind, ()):
            found[key].append(person)
    return found
