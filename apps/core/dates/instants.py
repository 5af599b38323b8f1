"""From a clock on the wall to an instant, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
# Names that mean "whatever this machine is set to" or "nothing chosen yet".
NOT_A_PLACE = frozenset({"Factory", "localtime"})


def instant_of(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show `at` on `on`.

    An hour shown twice (clocks go back) gives the first of the two. An hour never shown (clocks go
    forward, or a whole day is left out) gives the first valid minute after it.
    """
    wall = datetime.combine(on, at.replace(fold=0))
    # fold=0 reads the offset in force before a change: the first of two, and the late side of a gap.
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(instant, zone) == wall:
        return instant
    return _first_minute_after(wall, instant, zone)


def member_day(now: datetime, zone: ZoneInfo) -> date:
    """The date on the member's calendar at the aware instant `now`."""
    return now.astimezone(zone).date()


def monday_of(on: date) -> date:
    """The Monday of that day's week."""
    return on - timedelta(days=on.weekday())


def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None where there is none. Safe on anything a form may carry."""
    return ZoneInfo(name) if name in _all_names() else None


def zone_names() -> tuple[str, ...]:
    """Every IANA zone name a member may choose, sorted."""
    return tuple(sorted(_all_names()))


@cache
def _all_names() -> frozenset[str]:
    return frozenset(available_timezones() - NOT_A_PLACE)


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _first_minute_after(wall: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """For a `wall` in a gap that is over by `late`: the end of the gap, or the next whole minute."""
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    before, after = 0, int((late - early).total_seconds())
    while after - before > 1:
        middle = (before + after) // 2
        if _wall(early + middle * SECOND, zone) < wall:
            before = middle
        else:
            after = middle
    end = early + after * SECOND
    # Some changes of the last century end at 00:44:30; a note comes on the minute.
    seconds = _wall(end, zone).second
    return end + (MINUTE - seconds * SECOND) if seconds else end
