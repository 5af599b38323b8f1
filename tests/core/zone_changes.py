"""What clocks in a zone show, found by reading offsets only: the yardstick for `apps.core.dates`.

Never asks Python about the local side (`fold`, a wall time's offset), so that it can disagree.
"""

from __future__ import annotations

import zoneinfo
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from apps.core.dates import zone_names

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A moment at which a zone's offset changes, and the wall clock's hands with it."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def size(self) -> timedelta:
        """Positive: a gap. Negative: hours shown twice."""
        return self.after - self.before

    @property
    def wall(self) -> datetime:
        """The first wall time that is left out, or shown again."""
        return self.at.replace(tzinfo=None) + min(self.before, self.after)


@dataclass(frozen=True)
class Clock:
    """A zone's clock from one year to another (exclusive), read every `step` seconds."""

    zone: ZoneInfo
    first: int
    last: int
    step: int

    @cached_property
    def changes(self) -> list[Change]:
        """Every change in order; two that undo one another within a step are not seen."""
        end = _seconds(datetime(self.last, 1, 1, tzinfo=UTC))
        known = _seconds(datetime(self.first, 1, 1, tzinfo=UTC))
        offset, found = self._offset(known), []
        while known < end:
            ahead = min(known + self.step, end)
            if (there := self._offset(ahead)) == offset:
                known = ahead
                continue
            low, high = known, ahead
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self._offset(middle) == offset else (low, middle)
            there = self._offset(high)
            found.append(Change(EPOCH + timedelta(seconds=high), offset, there))
            known, offset = high, there
        return found

    def expected(self, on: date, at: time) -> datetime:
        """The first instant whose wall clock shows `at` on `on`, or the first valid minute after a gap."""
        wall = datetime.combine(on, at)
        for start, end, offset in self._stretches(wall):
            instant = (wall - offset).replace(tzinfo=UTC)
            if start <= instant < end:
                return instant
            if instant < start:
                # Shown neither before nor after this change: it is left out.
                shown = start.replace(tzinfo=None) + offset
                return start + (MINUTE - timedelta(seconds=shown.second) if shown.second else timedelta())
        raise AssertionError(f"{wall} lies outside the years read")

    def expected_note(self, on: date, at: time) -> datetime | None:
        """As `expected` if that is on the date: else the minute before the gap; None for a date left out."""
        instant = self.expected(on, at)
        if self.day(instant) == on:
            return instant
        return instant - MINUTE if self.day(instant - MINUTE) == on else None

    def day(self, instant: datetime) -> date:
        """The date on a calendar in the zone."""
        seconds = _seconds(instant)
        return (instant.replace(tzinfo=None) + self._offset(seconds)).date()

    def _offset(self, seconds: int) -> timedelta:
        offset = datetime.fromtimestamp(seconds, self.zone).utcoffset()
        assert offset is not None
        return offset

    @cached_property
    def _starts(self) -> list[datetime]:
        return [change.at for change in self.changes]

    def _stretches(self, wall: datetime) -> list[tuple[datetime, datetime, timedelta]]:
        """(start, end, offset) of the stretches without a change that a wall time may lie in, in order."""
        around = wall.replace(tzinfo=UTC)
        low = bisect_right(self._starts, around - 2 * DAY)
        high = bisect_right(self._starts, around + 2 * DAY)
        near = self.changes[low:high]
        if not near:
            offset = self._offset(_seconds(around))
            return [(around - 3 * DAY, around + 3 * DAY, offset)]
        starts = [around - 3 * DAY, *(change.at for change in near)]
        ends = [*(change.at for change in near), around + 3 * DAY]
        offsets = [near[0].before, *(change.after for change in near)]
        return list(zip(starts, ends, offsets, strict=True))


def distinct_zones() -> list[ZoneInfo]:
    """One zone for each set of names that share a file."""
    kinds: dict[bytes, str] = {}
    for name in zone_names():
        kinds.setdefault(_file(name), name)
    return [ZoneInfo(name) for name in kinds.values()]


def _file(name: str) -> bytes:
    paths = (Path(folder) / name for folder in zoneinfo.TZPATH)
    path = next((path for path in paths if path.is_file()), None)
    return path.read_bytes() if path else name.encode()


def _seconds(instant: datetime) -> int:
    return int((instant - EPOCH).total_seconds())
