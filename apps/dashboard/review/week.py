"""Which week is looked back on: from Friday noon the one under way, before that the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
FRIDAY, NOON = 4, time(12)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of the member's calendar, of which so many are there yet."""

    monday: date
    today: date
    now: datetime

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + A_WEEK - A_DAY

    @property
    def last_day(self) -> date:
        """Its last day that is not ahead."""
        return min(self.sunday, self.today)

    @property
    def next_monday(self) -> date:
        """When the next one begins."""
        return self.monday + A_WEEK

    def begins_at(self, member: Member) -> datetime:
        """Its first instant on the member's clocks."""
        return dates.instant_of(self.monday, time(), member.zone)

    def ends_at(self, member: Member) -> datetime:
        """The first instant after it."""
        return dates.instant_of(self.next_monday, time(), member.zone)


def week_of(member: Member, now: datetime) -> Week:
    """The week to look back on at that instant, on the member's own clocks."""
    here = now.astimezone(member.zone)
    today = here.date()
    monday = dates.monday_of(today)
    is_time = is_near_its_end(member, now)
    return Week(monday if is_time else monday - A_WEEK, today, now)


def is_near_its_end(member: Member, now: datetime) -> bool:
    """Whether it is Friday noon or later in the member's week."""
    here = now.astimezone(member.zone)
    return (here.weekday(), here.time()) >= (FRIDAY, NOON)
