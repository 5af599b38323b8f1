"""Pace: how many people a day, and how many from before a week. Only here, nowhere else.

What was asked about in today's note, or answered today, is spent; an answer taken back is not.
Whom a day has no room for simply comes round again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from apps.core.acts import Act
from apps.core.due import DueItem, Kind, Section
from apps.nudges.models import Answer, Nudge

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY = timedelta(days=1)


@dataclass(slots=True)
class Spent:
    """Subjects of one member: `today` used the day's pace, `week` the week's people from before.

    `open` are the lines of today's note that wait for an answer, in the note's order.
    """

    today: set[str] = field(default_factory=set)
    week: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)

    def note(self, on: date, subject: str, kind: str, *, today: date) -> None:
        """Count one line or answer of this week."""
        if on == today:
            self.today.add(subject)
        if kind == Kind.FROM_BEFORE and on >= monday_of(today):
            self.week.add(subject)


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def spent(members: Sequence[Member], *, now: datetime) -> dict[int, Spent]:
    """What each member's day and week have used already, by member pk; two queries."""
    found = {member.pk: Spent() for member in members}
    days = {member.pk: member.day(now) for member in members}
    if members:
        _count_lines(found, days)
        _count_answers(found, days, {member.pk: member for member in members})
    return found


def pick(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """The items there is room for today, in their order; those already used are left out."""
    room, before = member.pace - len(used.today), member.from_before_a_week - len(used.week)
    picked = []
    for item in items:
        if item.section is Section.PEOPLE:
            is_before = item.kind is Kind.FROM_BEFORE
            if room <= 0 or item.subject in used.today | used.week or (is_before and before <= 0):
                continue
            room, before = room - 1, before - is_before
        picked.append(item)
    return picked


def of_today(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """What Today shows: the open lines of today's note that are still due, then what has room."""
    due = {item.subject: item for item in items}
    return [due[subject] for subject in used.open if subject in due] + pick(member, items, used)


def _count_lines(found: dict[int, Spent], days: dict[int, date]) -> None:
    lines = (
        Nudge.objects.filter(owner_id__in=found)
        .since(monday_of(min(days.values())))
        .order_by("digest__on", "position")
        .values_list("owner_id", "digest__on", "subject", "kind", "acted_at", "act__taken_back_at")
    )
    for owner, on, subject, kind, acted_at, taken_back_at in lines:
        found[owner].note(on, subject, kind, today=days[owner])
        if on == days[owner] and (acted_at is None or taken_back_at is not None):
            found[owner].open.append(subject)


def _count_answers(found: dict[int, Spent], days: dict[int, date], members: dict[int, Member]) -> None:
    # a day earlier than Monday, because the member's midnight is not UTC's
    since = datetime.combine(monday_of(min(days.values())) - A_DAY, time(), UTC)
    acts = Act.objects.filter(
        owner_id__in=found, at__gte=since, verb__in=Answer.values, taken_back_at=None
    ).values_list("owner_id", "at", "facts")
    for owner, at, facts in acts:
        if "subject" in facts and "kind" in facts:
            on = members[owner].day(at)
            found[owner].note(on, facts["subject"], facts["kind"], today=days[owner])
            if on == days[owner]:
                found[owner].answered.add(facts["subject"])
