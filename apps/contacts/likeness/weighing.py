"""Weighing: what speaks for two entries being one person, what against, and the reasons to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.contacts.addresses import MAIL_HOUSES
from apps.contacts.likeness import names
from apps.contacts.likeness.frequency import Frequency
from apps.contacts.likeness.known import Book, Known
from apps.core.fold import fold

ENOUGH = 75
"""Below this a pair is not suggested."""
SHARED = {
    "email": (70, 40, 15),
    "phone": (60, 45, 25),
    "url": (70, 30, 15),
    "messenger": (60, 30, 10),
    "address": (25, 20, 15),
}
"""What an address weighs that two, three, or four and five have; more have 5."""
PLAIN_LOCAL = (28, 22, 12, 8)
"""The same words before the @ where they are the name itself: namesakes have them too."""
BARE, BARE_AMONG_MANY = (40, 40, 25, 15), (10, 10, 10, 0)
"""Nothing tells an entry without an address from another of its name; less where more have the name."""
HALF = ("given", "single")
"""Half a name agrees: only an address or a birthday says more."""
FOR_MANY = frozenset(
    {"info", "office", "kontakt", "contact", "mail", "sales", "admin", "hello", "team", "support"}
)
NOT_LETTERS = re.compile(r"[^a-z]+")
Said = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A pair worth showing; `reasons` are codes of `reasons.WORDS` with what they are about."""

    one: int
    other: int
    weight: int
    reasons: list[list[str]]


class Scales:
    """Weighs pairs of one book."""

    def __init__(self, book: Book) -> None:
        self.book, self.often = book, Frequency(book)

    def weigh(self, one: Known, other: Known) -> Found | None:
        """The pair with its reasons, or None where too little speaks for it."""
        named = names.compare(one, other, self.often)
        if named.weight < names.OTHER_NAME // 2 and not self._agree(one, other):
            return None
        said = [*self._addresses(one, other), *self._birthday(one, other), *self._places(one, other, named)]
        said += [*self._locals(one, other, named, said), *self._city(one, other, named)]
        said += [(self._differing(one, other, named, said), []), *self._bareness(one, other, named, said)]
        weight = named.weight + sum(each for each, _reason in said)
        if weight < ENOUGH:
            return None
        reasons = [reason for each, reason in sorted(said, key=lambda each: -each[0]) if reason and each > 0]
        if len(reasons) > 1:
            reasons = [reason for reason in reasons if reason != ["bare"]]
        return Found(one.pk, other.pk, min(weight, 999), [*_reason(named, one, other), *reasons])

    def _agree(self, one: Known, other: Known) -> bool:
        """Whether enough is shared to look further at two different names."""
        kinds = sum(bool(keys & other.addresses.get(kind, set())) for kind, keys in one.addresses.items())
        return kinds + (one.birthday is not None and one.birthday == other.birthday) > 1

    def _addresses(self, one: Known, other: Known) -> Iterator[Said]:
        for kind, keys in one.addresses.items():
            shared = keys & other.addresses.get(kind, set())
            if shared:
                weight = max(self._weight(kind, key) for key in shared)
                is_of_the_house = weight < 60 and kind == "phone" and one.places & other.places
                yield weight // 2 if is_of_the_house else weight, [kind]

    def _weight(self, kind: str, key: str) -> int:
        count = self.often.addresses[kind][key]
        weights = SHARED[kind]
        weight = weights[0] if count <= 2 else weights[1] if count == 3 else weights[2] if count <= 5 else 5
        is_for_many = kind == "email" and key.partition("@")[0] in FOR_MANY
        return min(weight, 20) if is_for_many else weight

    def _birthday(self, one: Known, other: Known) -> Iterator[Said]:
        mine, theirs = one.birthday, other.birthday
        if not mine or not theirs:
            return
        years = {mine[2], theirs[2]} - {None}
        if mine[:2] == theirs[:2]:
            weight = 5 if len(years) > 1 else 50 if mine[2] and theirs[2] else 30
            yield min(weight, 10) if mine[:2] == (1, 1) else weight, ["birthday"]
        else:
            yield (0 if mine[1::-1] == theirs[:2] and len(years) < 2 else -60), []

    def _places(self, one: Known, other: Known, named: names.Names) -> Iterator[Said]:
        shared = one.places & other.places
        if shared and named.kind not in HALF:
            place = min(shared, key=lambda place: self.often.places[place])
            share = self.often.places[place] / max(self.often.people, 1)
            few = share <= 0.01 or self.often.places[place] <= 10
            yield 50 if few else 25 if share <= 0.05 else 10, ["at", self.book.places.get(place, "")]

    def _locals(self, one: Known, other: Known, named: names.Names, said: list[Said]) -> Iterator[Said]:
        """The same words before the @ at two houses: strong where they say more than the name."""
        if any(reason[:1] == ["email"] for _weight, reason in said):
            return
        mine, theirs = (_locals_of(person) for person in (one, other))
        shared = (mine & theirs) - FOR_MANY
        if not shared or named.weight <= 0 or named.kind in HALF:
            return
        if not all(_is_of_name(local, one) and _is_of_name(local, other) for local in shared):
            yield 45, ["local"]
        else:
            weight = PLAIN_LOCAL[named.rank]
            yield weight // 2 if _are_both(one, other, "phone", shared=False) else weight, ["local"]

    def _city(self, one: Known, other: Known, named: names.Names) -> Iterator[Said]:
        if one.city and other.city and named.kind not in HALF:
            share = self.often.cities[one.city] / max(self.often.people, 1)
            same = one.city == other.city
            yield ((10 if share <= 0.1 else 5) if same else -5), []

    def _differing(self, one: Known, other: Known, named: names.Names, said: list[Said]) -> int:
        """Two addresses of one kind, none of them shared, speak a little against."""
        reasons = {reason[0] for _weight, reason in said if reason}
        step = 0 if named.kind == "given" else 5 if "at" in reasons else 10
        against = 0
        if "local" not in reasons and _are_both(one, other, "email", shared=False):
            houses = _houses_of(one) & _houses_of(other)
            against -= 35 if houses else step
        return against - (step if _are_both(one, other, "phone", shared=False) else 0)

    def _bareness(self, one: Known, other: Known, named: names.Names, said: list[Said]) -> Iterator[Said]:
        """The same name, and nothing that could tell them apart."""
        if named.kind not in ("name", "order", "alike", "nickname", "part"):
            return
        reachable = [
            any(person.addresses.get(kind) for kind in ("email", "phone", "url")) for person in (one, other)
        ]
        if not all(reachable):
            carriers = self.often.names[" ".join(sorted(one.words))]
            yield (BARE if carriers <= 2 else BARE_AMONG_MANY)[named.rank], ["bare"]
        elif not any(_are_both(one, other, kind, shared=None) for kind in ("email", "phone", "url")):
            yield (20, 8, 0, 0)[named.rank], ["bare"]


def _reason(named: names.Names, one: Known, other: Known) -> Iterator[list[str]]:
    if named.kind in ("nickname", "initial"):
        yield [named.kind, *_told(one, other)]
    elif named.kind in ("part", "single"):
        short, long = sorted((one, other), key=lambda person: len(person.words))
        yield ["part", short.name, long.name]
    elif named.kind:
        yield [named.kind]


def _told(one: Known, other: Known) -> list[str]:
    """Two names for a sentence, the shorter first and without what it has in common: Liz, Elizabeth Moss."""
    short, long = sorted((one.name, other.name), key=len)
    first, _space, rest = short.partition(" ")
    return [first if rest and long.endswith(rest) else short, long]


def _are_both(one: Known, other: Known, kind: str, *, shared: bool | None) -> bool:
    """Whether both have addresses of this kind, and whether they share one; None: either."""
    mine, theirs = one.addresses.get(kind), other.addresses.get(kind)
    return bool(mine and theirs) and (shared is None or bool(mine & theirs) is shared)  # type: ignore[operator]


def _locals_of(person: Known) -> set[str]:
    return {key.partition("@")[0] for key in person.addresses.get("email", ())}


def _houses_of(person: Known) -> set[str]:
    """The domains of their addresses that are not open to everybody."""
    houses = {key.partition("@")[2] for key in person.addresses.get("email", ())}
    return {house for house in houses if house.partition(".")[0] not in MAIL_HOUSES}


def _is_of_name(local: str, person: Known) -> bool:
    """Whether the words before the @ are made of the name alone, as half the world's addresses are."""
    if not person.words or any(sign.isdigit() for sign in local):
        return False
    letters = NOT_LETTERS.sub("", fold(local).replace(" ", ""))
    given, family = person.given, person.words[-1]
    forms = {
        given + family,
        family + given,
        given[:1] + family,
        given + family[:1],
        family + given[:1],
        given,
        family,
    }
    return letters in forms or letters == "".join(person.words)
