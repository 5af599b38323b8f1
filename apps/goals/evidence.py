"""Who was seen at a place, on which day, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from apps.contacts.cursors import Key, beyond, decode, encode
from apps.contacts.likeness import comparing
from apps.contacts.models import Contact, Origin
from apps.goals.models import Evidence, Goal, Place, Target

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """Something seen, its person read along; the year, where it is another than that of the line before."""

    evidence: Evidence
    year: str


@dataclass(frozen=True, slots=True)
class Page:
    """Evidence, newest first; the cursor of what is older, or ""."""

    lines: list[Line]
    before: str


def evidence_of(place: Place, before: str = "", *, most: int = A_PAGE) -> Page:
    """A page of what was seen there; one query."""
    rows = place.evidence.select_related("contact").order_by("-seen_on", "-pk")
    begin = decode(before, date)
    if begin:
        rows = rows.filter(beyond(("seen_on", "id"), begin, descending=True))
    found = list(rows[: most + 1])
    shown = found[:most]
    return Page(_lines(shown, begin), encode(shown[-1].seen_on, shown[-1].pk) if len(found) > most else "")


def _lines(rows: Sequence[Evidence], begin: tuple[Key, int] | None) -> list[Line]:
    year = begin[0].year if begin and isinstance(begin[0], date) else None
    lines = []
    for row in rows:
        lines.append(Line(row, "" if row.seen_on.year == year else str(row.seen_on.year)))
        year = row.seen_on.year
    return lines


def see(place: Place, people: Iterable[Contact], *, on: date, what: str, source: str) -> list[Evidence]:
    """These people were seen there that day; where none is named, people of the field in general."""
    seen: list[Contact | None] = [*people]
    return Evidence.objects.bulk_create(
        Evidence(owner_id=place.owner_id, place=place, contact=person, seen_on=on, what=what, source=source)
        for person in seen or [None]
    )


def to_meet(member: Member, names: Sequence[str], goal: Goal | None, *, now: datetime) -> list[Contact]:
    """New people, seen somewhere and not met yet; people to meet of the goal, where there is one."""
    people: list[Contact] = Contact.objects.bulk_create(
        Contact(owner=member, name=name, origin=Origin.TO_MEET, created_at=now, changed_at=now)
        for name in names
    )
    if goal is not None:
        Target.objects.bulk_create(
            Target(owner=member, goal=goal, contact=person, added_at=now) for person in people
        )
    Contact.objects.reindex([person.pk for person in people])
    comparing.ask(member, now=now)
    return people
