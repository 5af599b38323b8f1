"""When the note may come: the member's hour, and the hours that are not Kith's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.core.dates.instants import MINUTE, instant_of, member_day

DAY = timedelta(days=1)
WEEK = frozenset(range(7))
# Today and two weeks: the one weekday chosen may fall on the date a zone left out.
DAYS_AHEAD = 15
# A note this late belongs to the day it goes out on; one less late, to the day it was meant for.
LATE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Window:
    """Hours without notes, `starts` <= hour < `ends`, past midnight where `ends` comes first.

    `days` are the weekdays (Monday is 0) on which the window starts.
    """

    starts: time
    ends: time
    days: frozenset[int]

    def holds(self, on: date, at: time) -> bool:
        """Whether `at` on `on` lies inside; also the morning after a window that began the day before."""
        starts_today = on.weekday() in self.days
        if self.starts < self.ends:
            return starts_today and self.starts <= at < self.ends
        started_yesterday = (on.weekday() - 1) % 7 in self.days
        return (starts_today and at >= self.starts) or (started_yesterday and at < self.ends)


@dataclass(frozen=True, slots=True)
class NoteHours:
    """A member's rule for the note, as wall-clock times. Monday is 0.

    Quiet hours hold every day, working hours on `works_days`. Either may pass midnight. A pair that
    lacks an end, or whose ends are equal, is no window.
    """

    note_at: time
    note_days: frozenset[int] = WEEK
    quiet_from: time | None = None
    quiet_until: time | None = None
    works_days: frozenset[int] = frozenset()
    works_from: time | None = None
    works_until: time | None = None

    def windows(self) -> Iterator[Window]:
        """Quiet hours, then working hours, where set."""
        pairs = (
            (self.quiet_from, self.quiet_until, WEEK),
            (self.works_from, self.works_until, self.works_days),
        )
        for starts, ends, days in pairs:
            if starts is not None and ends is not None and starts != ends:
                yield Window(starts, ends, days)


def note_time_on(hours: NoteHours, on: date) -> time | None:
    """The wall-clock time of the note on `on`, moved out of quiet and working hours; None on other days.

    An hour inside a window moves to its end, and on from there while another window holds. The note
    stays on its own date: 23:30 in quiet hours from 22:00 to 7:00 becomes 7:00 of that date. Where
    the windows leave no end free, the hour the member asked for stands.
    """
    if on.weekday() not in hours.note_days:
        return None
    windows = tuple(hours.windows())
    asked = hours.note_at
    # After a covered stretch the first free time is always some window's end, so only ends are tried.
    ends = sorted((window.ends for window in windows), key=lambda end: (end < asked, end))
    for at in (asked, *ends):
        if not any(window.holds(on, at) for window in windows):
            return at
    return asked


def hour_was_moved(hours: NoteHours, on: date) -> tuple[time, time] | None:
    """(hour asked for, hour it became) on `on`; None where it stands or there is no note that day."""
    at = note_time_on(hours, on)
    return None if at is None or at == hours.note_at else (hours.note_at, at)


def note_instant(on: date, at: time, zone: ZoneInfo) -> datetime | None:
    """`instant_of`, kept inside its own local date, so that each date has exactly one note.

    None where the date does not exist in the zone (Apia, 30 December 2011). Where clocks leave out
    the rest of the day (Nuuk goes from 23:00 to midnight), the last minute before they do.
    """
    instant = instant_of(on, at, zone)
    if member_day(instant, zone) == on:
        return instant
    last = instant - MINUTE
    return last if member_day(last, zone) == on else None


def next_note(
    hours: NoteHours, zone: ZoneInfo, after: datetime, *, last_on: date | None, every_days: int = 1
) -> tuple[date, datetime] | None:
    """The next note: its local date and its instant (UTC), or None for a member without note days.

    The first local date whose note comes later than the instant `after` and that lies at least
    `every_days` after `last_on`, the date of the last note. So a change of hour or zone never sends
    a date's note again. 7 makes the note weekly, on the first note day from the seventh day on.
    """
    on = member_day(after, zone)
    if last_on is not None:
        on = max(on, last_on + timedelta(days=every_days))
    for _ in range(DAYS_AHEAD):
        at = note_time_on(hours, on)
        instant = None if at is None else note_instant(on, at, zone)
        if instant is not None and instant > after:
            return on, instant
        on += DAY
    return None


def note_day(planned_at: datetime, now: datetime, zone: ZoneInfo) -> date:
    """The local date a note planned for `planned_at` stands for when it is written at `now`.

    A note of 23:59 written a minute later is still that evening's. After a longer pause (12 hours)
    it is the note of the day the member is in, and that day brings no second one.
    """
    return member_day(now if now - planned_at >= LATE else planned_at, zone)


def free_from(hours: NoteHours, zone: ZoneInfo, now: datetime) -> datetime:
    """`now`, or the instant (UTC) at which quiet and working hours that hold at `now` are over.

    For what is late: a server back at 3:00 waits for the morning. Where no hour is ever free: `now`.
    """
    windows = tuple(hours.windows())
    instant = now
    for _ in range(DAYS_AHEAD):
        wall = instant.astimezone(zone)
        on, at = wall.date(), wall.time()
        held = next((window for window in windows if window.holds(on, at)), None)
        if held is None:
            return instant
        instant = instant_of(on if at < held.ends else on + DAY, held.ends, zone)
    return now
