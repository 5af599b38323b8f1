"""What a link to the list of people asks for: words, a circle, a letter, an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from apps.contacts.cursors import LARGEST_PK, Key, beyond
from apps.contacts.models import Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.models.searching import asks_nothing, first_matching, matching

if TYPE_CHECKING:
    from apps.accounts.models import Member

SORTS: dict[str, tuple[str, type[Key], bool]] = {
    "name": ("sort_key", str, False),
    "due": ("due_on", date, False),
    "newest": ("created_at", datetime, True),
}
"""Sort → column, its kind, descending. Each has an index that begins with the owner."""
SHOWN = ("due", "before", "resting")
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """What a link to the list asks for; whatever makes no sense in it is left out."""

    q: str = ""
    sort: str = "name"
    show: str = ""
    circle: int | None = None
    letter: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Selection:
        """From the query string of a request."""
        sort, show, circle = query.get("sort", ""), query.get("show", ""), query.get("circle", "")
        letter = query.get("letter", "").upper()
        return cls(
            q=query.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY],
            sort=sort if sort in SORTS else "name",
            show=show if show in SHOWN else "",
            circle=_pk(circle),
            letter=letter if len(letter) == 1 and "A" <= letter <= "Z" else "",
        )

    def link(self, *, after: str = "", **changes: Any) -> str:
        """The query string of the same list with these changes, or of its page after a cursor."""
        wanted = replace(self, **changes)
        named = ("q", "sort", "show", "circle", "letter")
        pairs = {name: value for name in named if (value := getattr(wanted, name))}
        if pairs.get("sort") == "name":
            del pairs["sort"]
        return "?" + urlencode(pairs | ({"after": after} if after else {}))

    @property
    def is_everybody(self) -> bool:
        """Whether it leaves nobody out but by name or order."""
        return not (self.show or self.circle)

    @property
    def everybody(self) -> str:
        """A link to everybody, in this order."""
        return self.link(show="", circle=None, letter="")

    def showing(self) -> dict[str, str]:
        """Links to those who have come round, are from before, or are let be."""
        return {show: self.link(show=show, circle=None, letter="") for show in SHOWN}

    def ordered(self) -> dict[str, str]:
        """Links to the same people in each order."""
        return {sort: self.link(sort=sort, letter="") for sort in SORTS}

    def people(self, member: Member, today: date) -> ContactQuerySet:
        """Everyone it selects, in its order."""
        people: ContactQuerySet = Contact.objects.of(member).filter(matching(member, self.q))
        if self.circle:
            people = people.in_circle(self.circle)
        if self.show == "due":
            people = people.with_rhythm_due(today).not_put_off(today)
        elif self.show == "before":
            people = people.dormant(today)
        elif self.show == "resting":
            people = people.exclude(let_be_at=None)
        if self.sort == "due":
            people = people.filter(due_on__isnull=False)
        if self.letter and self.sort == "name":
            people = people.filter(sort_key__gte=self.letter.lower())
        return people.order_by(*self._order())

    def first(
        self, member: Member, today: date, count: int, begin: tuple[Any, int] | None
    ) -> ContactQuerySet:
        """The first `count` of them, after one with that key and pk."""
        if self._only_searches():
            found = first_matching(member, self.q, count, begin)
            return Contact.objects.of(member).filter(found).order_by(*self._order())
        people = self.people(member, today)
        if begin:
            column, _kind, descending = SORTS[self.sort]
            people = people.filter(beyond((column, "id"), begin, descending=descending))
        return people[:count]

    def _only_searches(self) -> bool:
        narrowed = self.show or self.circle or self.letter
        return self.sort == "name" and not narrowed and not asks_nothing(self.q)

    def _order(self) -> tuple[str, str]:
        column, _kind, descending = SORTS[self.sort]
        sign = "-" if descending else ""
        return f"{sign}{column}", f"{sign}pk"


def _pk(text: str) -> int | None:
    return pk if text.isascii() and text.isdigit() and 0 < (pk := int(text[:20])) <= LARGEST_PK else None
