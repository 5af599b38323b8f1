"""A month in whole weeks: what stands on each day, and what each week comes to. Two queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from apps.commitments.hours import weeks_minutes
from apps.commitments.sums import Sum, sum_of
from apps.core import dates
from apps.goals.models import Gathering
from apps.goals.week import A_DAY, LONGEST, days_on

if TYPE_CHECKING:
    from apps.accounts.models import Member

SHOWN = 4
"""Of a day's gatherings; the week shows the rest."""


@dataclass(slots=True)
class MonthDay:
    """A day of the month with the gatherings said of it; the hour where it begins then, else ""."""

    on: date
    is_inside: bool
    lines: list[tuple[str, Gathering]] = field(default_factory=list)

    @property
    def shown(self) -> list[tuple[str, Gathering]]:
        """Those there is room for; one more than fits is shown rather than counted."""
        return self.lines if len(self.lines) == SHOWN + 1 else self.lines[:SHOWN]

    @property
    def more(self) -> int:
        """How many there are besides."""
        return len(self.lines) - len(self.shown)


@dataclass(slots=True)
class MonthWeek:
    """Seven days and what they come to."""

    monday: date
    days: list[MonthDay]
    sum: Sum

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.days[-1].on

    @property
    def count(self) -> int:
        """How many gatherings begin or go on in it, each once."""
        return len({gathering.pk for day in self.days for _hour, gathering in day.lines})


def month_of(member: Member, first: date, now: datetime) -> list[MonthWeek]:
    """The weeks of the month that begins on that day."""
    mondays = [dates.monday_of(first)]
    while mondays[-1] + 7 * A_DAY < dates.add_months(first, 1):
        mondays.append(mondays[-1] + 7 * A_DAY)
    minutes = weeks_minutes(member, mondays, now=now)
    standing = _standing(member, mondays[0], mondays[-1] + 7 * A_DAY)
    return [
        MonthWeek(
            monday,
            [
                MonthDay(on, on.month == first.month, standing[on])
                for on in (monday + timedelta(days=number) for number in range(7))
            ],
            sum_of(member, minutes[monday]),
        )
        for monday in mondays
    ]


def _standing(member: Member, begins_on: date, ends_on: date) -> dict[date, list[tuple[str, Gathering]]]:
    """By day, what is said of it, the day before `ends_on` being the last; what goes on from before first."""
    begins, ends = (dates.instant_of(on, time(0), member.zone) for on in (begins_on, ends_on))
    mine = Gathering.objects.of(member).filter(starts_at__gte=begins - LONGEST, starts_at__lt=ends)
    found: dict[date, list[tuple[str, Gathering]]] = defaultdict(list)
    for gathering in mine.filter(ends_at__gt=begins).order_by("starts_at", "pk"):
        starts = gathering.starts_at.astimezone(member.zone)
        for on in days_on(gathering, member):
            found[on].append((dates.clock(starts.time()) if on == starts.date() else "", gathering))
    return found
