"""What a zone's clocks do, for programs that carry no zones of their own (RFC 5545 section 3.6.5).

Read off zoneinfo: each change between two years, as one yearly rule where the changes are such, else as the
dates they fall on. An onset is said by the clocks as they were before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from apps.core.calendars.moments import CLOCK

A_DAY = timedelta(days=1)
A_STEP = timedelta(days=5)
"""No zone changes its clocks twice within so little time, but one that is being moved for good."""
A_SECOND = timedelta(seconds=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ENOUGH_YEARS = 3
"""So many years in a row the same, and a rule is a rule."""


class Change(NamedTuple):
    """Clocks before and after, and what their time is called then."""

    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=256)
def vtimezone(key: str, first: int, last: int) -> tuple[str, ...]:
    """The lines that define a zone for these years, both included, and a little around them."""
    zone = ZoneInfo(key)
    begins = datetime(max(first - 1, 2), 1, 1, tzinfo=UTC)
    ends = datetime(min(last + 2, 9998), 1, 1, tzinfo=UTC)
    onsets: dict[Change, list[datetime]] = defaultdict(list)
    for at, change in _changes(zone, begins, ends):
        onsets[change].append((at + change.before).replace(tzinfo=None))
    years = range(begins.year, ends.year)
    observances = [line for change, found in onsets.items() for line in _observed(change, found, years)]
    return ("BEGIN:VTIMEZONE", f"TZID:{key}", *_at_first(zone, begins), *observances, "END:VTIMEZONE")


def _at_first(zone: ZoneInfo, at: datetime) -> Iterator[str]:
    local = at.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    yield from _observance(Change(offset, offset, local.tzname() or ""), [local.replace(tzinfo=None)], "")


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, Change]]:
    """Each change of the clocks, and the instant (UTC) from which it holds."""
    at, offset = begins, _offset(begins, zone)
    while at < ends:
        after = min(at + A_STEP, ends)
        if _offset(after, zone) != offset:
            turn = _first_of(zone, at, after)
            local = turn.astimezone(zone)
            yield turn, Change(offset, _offset(turn, zone), local.tzname() or "")
            offset = _offset(after, zone)
        at = after


def _first_of(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second, after `before` and not after `after`, whose clocks are not those of `before`."""
    old = _offset(before, zone)
    while after - before > A_SECOND:
        middle = before + timedelta(seconds=(after - before) // A_SECOND // 2)
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _observed(change: Change, onsets: list[datetime], years: range) -> Iterator[str]:
    rule = _yearly(onsets) if [onset.year for onset in onsets] == list(years) else ""
    yield from _observance(change, onsets, rule)


def _observance(change: Change, onsets: list[datetime], rule: str) -> Iterator[str]:
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    first, *others = (f"{onset:{CLOCK}}" for onset in onsets)
    yield from (f"BEGIN:{kind}", f"DTSTART:{first}")
    if rule:
        yield f"RRULE:{rule}"
    elif others:
        yield f"RDATE:{','.join(others)}"
    yield f"TZOFFSETFROM:{_signed(change.before)}"
    yield f"TZOFFSETTO:{_signed(change.after)}"
    yield from (f"TZNAME:{change.name}", f"END:{kind}")


def _yearly(onsets: list[datetime]) -> str:
    """The rule of these onsets, one a year, where they are the same weekday of a month; else ""."""
    alike = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(onsets) < ENOUGH_YEARS or len(alike) > 1:
        return ""
    if all(_is_last_of_month(onset.date()) for onset in onsets):
        number = -1
    else:
        numbers = {(onset.day - 1) // 7 + 1 for onset in onsets}
        if len(numbers) > 1:
            return ""
        (number,) = numbers
    return f"FREQ=YEARLY;BYMONTH={onsets[0].month};BYDAY={number}{WEEKDAYS[onsets[0].weekday()]}"


def _is_last_of_month(on: date) -> bool:
    return (on + 7 * A_DAY).month != on.month


def _signed(offset: timedelta) -> str:
    """+0100, -0330; with seconds where a zone of long ago has them."""
    seconds = round(abs(offset).total_seconds())
    sign, rest = "-" if offset < timedelta() else "+", seconds % 60
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}" + (f"{rest:02}" if rest else "")
