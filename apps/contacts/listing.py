"""The list of people: what it is narrowed to, in which order, and one page of it in two queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.contacts.cursors import LARGEST_PK, Key, beyond, decode, encode
from apps.contacts.models import Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.models.searching import matching
from apps.contacts.touched import Cells, years_of
from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50
SORTS: dict[str, tuple[str, type[Key], bool]] = {
    "name": ("sort_key", str, False),
    "due": ("due_on", date, False),
    "newest": ("created_at", datetime, True),
}
"""Sort → column, its kind, descending. Each has an index that begins with the owner."""
SHOWN = ("due", "before", "resting")
COLUMNS = (
    *("name", "city", "remember", "relation", "last_touch_on", "due_on", "created_at", "sort_key"),
    *("rhythm_days", "just_remember_on", "let_be_at", "died_on"),
)
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
        column, _kind, descending = SORTS[self.sort]
        sign = "-" if descending else ""
        return people.order_by(f"{sign}{column}", f"{sign}pk")


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list: the line under the name, and the year line or None."""

    person: Contact
    line: str
    cells: Cells | None


@dataclass(frozen=True, slots=True)
class Group:
    """People with one word in the margin; no word where the page before ended with it."""

    label: str
    anchor: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its groups, and the query string of the next one or ""."""

    groups: list[Group]
    more: str


def page(member: Member, selection: Selection, after: str, today: date) -> Page:
    """The page that begins after this cursor; the first one for a cursor that makes no sense."""
    column, kind, descending = SORTS[selection.sort]
    people = selection.people(member, today).only(*COLUMNS)
    begin = decode(after, kind) if after else None
    if begin:
        people = people.filter(beyond((column, "id"), begin, descending=descending))
    found = list(people[: A_PAGE + 1])
    shown, years = found[:A_PAGE], years_of(member, found[:A_PAGE], today)
    last = encode(getattr(shown[-1], column), shown[-1].pk) if len(found) > A_PAGE else ""
    before = _label(begin[0], today) if begin else None
    rows = (Row(person, line_of(person), years.get(person.pk)) for person in shown)
    return Page(list(_groups(rows, column, before, today)), selection.link(after=last) if last else "")


def line_of(person: Contact) -> str:
    """What stands under a name: where they live and what to remember, or what they are to the member."""
    return " · ".join(filter(None, (person.city, person.remember or person.relation)))


def _groups(rows: Iterable[Row], column: str, before: str | None, today: date) -> Iterator[Group]:
    for label, members in groupby(rows, lambda row: _label(getattr(row.person, column), today)):
        again = label == before
        anchor = "" if again or column != "sort_key" else f"letter-{label.lower()}"
        yield Group("" if again else label, anchor if label.isalpha() else "", list(members))


def _label(key: Key, today: date) -> str:
    """The word in the margin: a letter, when they come round, or the month they were added."""
    if isinstance(key, str):
        return key[0].upper() if "a" <= key[:1] <= "z" else "#"
    if isinstance(key, datetime):
        return format_date(timezone.localtime(key), pgettext("date format", "F Y"))
    return dates.next_in_words(key, today) if key > today else _("now")


def _pk(text: str) -> int | None:
    return pk if text.isascii() and text.isdigit() and 0 < (pk := int(text[:20])) <= LARGEST_PK else None
