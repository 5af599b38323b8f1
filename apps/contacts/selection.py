"""What a link to the list of people asks for: words, filters that combine, a letter, an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models.query import RawQuerySet

from apps.contacts import narrowing
from apps.contacts.cursors import LARGEST_PK, Key, beyond
from apps.contacts.models import Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.models.searching import asks_nothing, first_found, matching

if TYPE_CHECKING:
    from apps.accounts.models import Member

SORTS: dict[str, tuple[str, type[Key], bool]] = {
    "name": ("sort_key", str, False),
    "due": ("due_on", date, False),
    "newest": ("created_at", datetime, True),
}
"""Sort → column, its kind, descending. Each has an index that begins with the owner."""
LONGEST_QUERY = 200
FILTERS = ("show", "circle", "rhythm", "organisation", "city", "relation", "without")
"""What narrows the list; each is a word of the query string, and they combine."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a link to the list asks for; whatever makes no sense in it is left out."""

    q: str = ""
    sort: str = "name"
    show: str = ""
    circle: int | None = None
    rhythm: str = ""
    organisation: str = ""
    city: str = ""
    relation: str = ""
    without: str = ""
    letter: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Selection:
        """From the query string of a request."""
        letter = query.get("letter", "").upper()
        return cls(
            q=_line(query, "q"),
            sort=_one_of(SORTS, query.get("sort", "")) or "name",
            show=_one_of(narrowing.shown(), query.get("show", "")),
            circle=_pk(query.get("circle", "")),
            rhythm=_one_of(narrowing.RHYTHMS, query.get("rhythm", "")),
            organisation=_line(query, "organisation"),
            city=_line(query, "city"),
            relation=_line(query, "relation"),
            without=_one_of(narrowing.WITHOUT, query.get("without", "")),
            letter=letter if len(letter) == 1 and "A" <= letter <= "Z" else "",
        )

    def link(self, *, after: str = "", **changes: Any) -> str:
        """The query string of the same list with these changes, or of its page after a cursor."""
        pairs = replace(self, **changes).pairs()
        return "?" + urlencode(pairs | ({"after": after} if after else {}))

    def pairs(self) -> dict[str, Any]:
        """Its words and their values, as far as they say anything."""
        said = {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        if self.sort == "name":
            del said["sort"]
        return said

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are set."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    def without_filter(self, name: str) -> Selection:
        """The same without one of its filters."""
        nothing: dict[str, Any] = {name: None}
        return replace(self, **nothing)

    @property
    def is_worth_keeping(self) -> bool:
        """Whether it is more than the list as it opens."""
        return bool(self.filters or self.q)

    @property
    def query(self) -> str:
        """What is kept of it under a name: its query string, without a letter."""
        return self.link(letter="").removeprefix("?")

    @property
    def wordless(self) -> str:
        """A link to the same list without the words searched for."""
        return self.link(q="")

    def people(self, member: Member, today: date) -> ContactQuerySet:
        """Everyone it selects, in its order."""
        people: ContactQuerySet = Contact.objects.of(member).filter(matching(member, self.q, notes=True))
        for name, value in self.filters.items():
            people = narrowing.BY[name](people, value, today)
        if self.sort == "due":
            people = people.filter(due_on__isnull=False)
        if self.letter and self.sort == "name":
            people = people.filter(sort_key__gte=self.letter.lower())
        return people.order_by(*self._order())

    def first(
        self, member: Member, today: date, count: int, begin: tuple[Any, int] | None, columns: Sequence[str]
    ) -> ContactQuerySet | RawQuerySet[Any]:
        """The first `count` of them with these columns, after one with that key and pk.

        Who is found by a search alone has a `place` in the order: names first, then notes.
        """
        if self._only_searches():
            return first_found(member, self.q, count, columns, begin)
        people = self.people(member, today)
        if begin:
            column, _kind, descending = SORTS[self.sort]
            people = people.filter(beyond((column, "id"), begin, descending=descending))
        return people.only(*columns)[:count]

    def _only_searches(self) -> bool:
        narrowed = self.filters or self.letter
        return self.sort == "name" and not narrowed and not asks_nothing(self.q)

    def _order(self) -> tuple[str, str]:
        column, _kind, descending = SORTS[self.sort]
        sign = "-" if descending else ""
        return f"{sign}{column}", f"{sign}pk"


def _line(query: Mapping[str, str], name: str) -> str:
    return " ".join(query.get(name, "").replace("\0", "").split())[:LONGEST_QUERY]


def _one_of(known: Mapping[str, Any], value: str) -> str:
    return value if value in known else ""


def _pk(text: str) -> int | None:
    return pk if text.isascii() and text.isdigit() and 0 < (pk := int(text[:20])) <= LARGEST_PK else None
