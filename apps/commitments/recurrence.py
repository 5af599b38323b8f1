"""The days of a series, and its hours on each: one local rule, instants derived day by day.

Nothing is computed from the occurrence before, so no change of the clocks can carry on into the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from apps.core import dates

if TYPE_CHECKING:
    from apps.commitments.models import Series

LONGEST_YEARS = 5
"""A series without an end is written down for so long."""
LAST = -1
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One gathering of a series: the day its rule means, and its instants (UTC)."""

    on: date
    starts_at: datetime
    ends_at: datetime


def latest(from_on: date) -> date:
    """The last day a series that begins on that day may reach."""
    return dates.add_months(from_on, 12 * LONGEST_YEARS)


def days(series: Series) -> Iterator[date]:
    """The days of its rule from `from_on` to `until_on`, each once and in order."""
    found = _by_week(series) if series.unit == series.Unit.WEEK else _by_month(series)
    for on in found:
        if on > series.until_on:
            return
        if on >= series.from_on:
            yield on


def _by_week(series: Series) -> Iterator[date]:
    monday = dates.monday_of(series.from_on)
    wanted = [day for day in range(7) if series.weekdays >> day & 1]
    while wanted and monday <= series.until_on:
        yield from (monday + timedelta(days=day) for day in wanted)
        monday += series.every * A_WEEK


def _by_month(series: Series) -> Iterator[date]:
    first = series.from_on.replace(day=1)
    while first <= series.until_on:
        yield _in_month(series, first)
        first = dates.add_months(first, series.every)


def _in_month(series: Series, first: date) -> date:
    last = dates.add_months(first, 1) - A_DAY
    if series.unit == series.Unit.DAY:
        return first.replace(day=min(series.month_day or 1, last.day))
    weekday, nth = series.weekday or 0, series.nth or 1
    if nth == LAST:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def occurrences(series: Series) -> list[Occurrence]:
    """Its gatherings in order: each local date of the rule once, at its hour on the clocks there."""
    found = (occurrence_on(series, on) for on in days(series))
    return [each for each in found if each is not None]


def occurrence_on(series: Series, on: date) -> Occurrence | None:
    """Its hours on that day; None where the zone leaves the whole date out (Apia, 30 December 2011).

    An hour the clocks leave out begins at the first minute after it, the last one of the day where the rest
    of the day is left out too; hours that would have no length keep the one they were given.
    """
    starts_at = dates.note_instant(on, series.begins, series.zone)
    if starts_at is None:
        return None
    length = timedelta(minutes=series.minutes)
    until = datetime.combine(on, series.begins) + length
    ends_at = dates.instant_of(until.date(), until.time(), series.zone)
    return Occurrence(on, starts_at, ends_at if ends_at > starts_at else starts_at + length)


def minutes_between(begins: time, ends: time) -> int:
    """How long it is on the clock from one hour to the next time another one shows; a day for the same."""
    minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    return minutes if minutes > 0 else minutes + 24 * 60
