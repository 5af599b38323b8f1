"""Due items: what wants a member's attention, gathered from every app, and what rests.

Each app's `due.py` answers for a *set* of members, so that 500 members cost the queries of
one. Items carry facts, not text: words come from `templates/<app>/due/` when shown or sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models

from apps.core.scope import Owned

if TYPE_CHECKING:
    from apps.accounts.models import Member


class Section(IntEnum):
    """The order of Today and of the note; weights order only within one."""

    PEOPLE = 1
    GATHERINGS = 2
    WAITING = 3
    GOALS = 4


class Band(IntEnum):
    """Weights, here and nowhere else. RECONNECT runs from 40 to 49 by lateness ÷ rhythm."""

    PROMISE = 90
    GATHERING = 85
    DATE = 80
    INTRODUCTION = 70
    FOLLOW_UP = 60
    SEASON = 50
    RECONNECT = 40
    APPROVAL = 30
    FREE_UNTIL = 30
    FROM_BEFORE = 20
    GOAL = 15
    REVIEW = 10


class Kind(StrEnum):
    """What an item is about; names its templates `due/_<kind>.html` and `.txt`."""

    RHYTHM = "rhythm"
    BIRTHDAY = "birthday"
    FROM_BEFORE = "from_before"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing for one member on one day; the same subject and day never twice."""

    member_id: int
    subject: str
    due_on: date
    kind: Kind
    weight: float
    section: Section = Section.PEOPLE
    contact_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, float, date, str]:
        """Sort key: section, then heaviest, then longest due, then steady."""
        return (self.section, -self.weight, self.due_on, self.subject)


@dataclass(frozen=True, slots=True)
class Source:
    """Where due items of some kinds come from, and what *Done* does to one of them.

    `due_items(members, now=…)` yields for all given members in a constant number of queries.
    `done(member, subject, now=…, on=…)` runs inside an act and in the member's scope.
    """

    kinds: tuple[Kind, ...]
    due_items: Callable[..., Iterable[DueItem]]
    done: Callable[..., None]
    app: str


sources: list[Source] = []
"""Filled from `config/wiring.py` when the site starts."""


def source_of(kind: str) -> Source:
    """The source that makes items of this kind; KeyError when none does."""
    for source in sources:
        if kind in source.kinds:
            return source
    raise KeyError(kind)


def gather(members: Sequence[Member], *, now: datetime) -> dict[int, list[DueItem]]:
    """All due items of these members by member pk, in order, without twins and resting ones."""
    found: dict[int, dict[tuple[str, date], DueItem]] = {member.pk: {} for member in members}
    resting = Rest.resting(members, now=now)
    for source in sources:
        for item in source.due_items(members, now=now):
            if item.subject not in resting.get(item.member_id, ()):
                found[item.member_id].setdefault((item.subject, item.due_on), item)
    return {pk: sorted(items.values(), key=lambda item: item.order) for pk, items in found.items()}


class Rest(Owned):
    """*Not today*: this subject comes back on a day; planners and lists both respect it."""

    subject = models.CharField(max_length=80)
    until_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "subject"], name="rest_once_per_subject")]

    @classmethod
    def until(cls, member: Member, subject: str, on: date) -> None:
        """Let a subject rest until that day of the member's, replacing an earlier rest."""
        cls.objects.update_or_create(owner=member, subject=subject, defaults={"until_on": on})

    @classmethod
    def resting(cls, members: Sequence[Member], *, now: datetime) -> dict[int, set[str]]:
        """Subjects resting on each member's own day, by member pk; one query."""
        found: dict[int, set[str]] = {}
        today = {member.pk: member.day(now) for member in members}
        for rest in cls.objects.filter(owner_id__in=today).values_list("owner_id", "subject", "until_on"):
            if rest[2] > today[rest[0]]:
                found.setdefault(rest[0], set()).add(rest[1])
        return found
