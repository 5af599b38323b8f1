"""A series as one repeating event, and only what differs from it besides (RFC 5545 section 3.8.5).

Its rows are the truth: a day of the rule without a row is left out (EXDATE), a row that says anything else
than most of its kind replaces its day (RECURRENCE-ID), also where a change of the clocks moved it. A row on a
day that the rule does not have stands for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from apps.commitments.feeds.rows import GatheringRow
from apps.commitments.models import Series
from apps.commitments.recurrence import days
from apps.core.calendars.moments import hours, in_utc, on_clocks
from apps.core.calendars.writing import Event, Repeated
from apps.core.calendars.zones import WEEKDAYS
from apps.core.revising import sequence

SHORTEST_MONTH = 28


class Said(NamedTuple):
    """All that an event says besides its hours."""

    summary: str
    location: str
    description: str
    is_cancelled: bool


class Wording(NamedTuple):
    """How a calendar says its rows: the UID of the series, its address, and a row's words and own event."""

    uid: str
    url: str
    said: Callable[[GatheringRow], Said]
    alone: Callable[[GatheringRow], Event]


def events(series: Series, rows: list[GatheringRow], wording: Wording) -> Iterator[Event]:
    """The repeating event, what replaces a day of it, and gatherings that stand for themselves."""
    by_day = {row.series_on: row for row in rows}
    wanted = list(days(series))
    there = [number for number, on in enumerate(wanted) if on in by_day]
    wanted = wanted[there[0] : there[-1] + 1] if there else []
    if wanted:
        yield from _of_rule(series, wanted, {on: by_day[on] for on in wanted if on in by_day}, wording)
    on_rule = set(wanted)
    yield from (wording.alone(row) for row in rows if row.series_on not in on_rule)


def _of_rule(
    series: Series, wanted: list[date], rows: dict[date, GatheringRow], wording: Wording
) -> Iterator[Event]:
    said = {on: wording.said(row) for on, row in rows.items()}
    as_planned = {on for on, row in rows.items() if _is_as_planned(series, on, row)}
    usual = Counter(said[on] for on in sorted(as_planned or rows)).most_common(1)[0][0]
    yield Event(
        uid=wording.uid,
        when=Repeated(_local(series, wanted[0]), series.minutes, series.zone, wanted[-1].year + 1),
        **usual._asdict(),
        url=wording.url,
        created_at=series.created_at,
        changed_at=series.changed_at,
        sequence=sequence(series.created_at, series.changed_at),
        recurrence=tuple(_rule_lines(series, wanted, rows)),
    )
    for on, row in rows.items():
        if on not in as_planned or said[on] != usual:
            replaced = hours("RECURRENCE-ID", [_local(series, on)], series.zone)
            yield replace(wording.alone(row), uid=wording.uid, recurrence=(replaced,))


def _rule_lines(series: Series, wanted: list[date], rows: Container[date]) -> Iterator[str]:
    until = in_utc(on_clocks(_local(series, wanted[-1]), series.zone))
    yield f"RRULE:{rule(series)};UNTIL={until}"
    left_out = [_local(series, on) for on in wanted if on not in rows]
    if left_out:
        yield hours("EXDATE", left_out, series.zone)


def _local(series: Series, on: date) -> datetime:
    return datetime.combine(on, series.begins)


def _is_as_planned(series: Series, on: date, row: GatheringRow) -> bool:
    """Whether whoever works out the rule comes to the instants of this row."""
    starts_at = on_clocks(_local(series, on), series.zone)
    ends_at = starts_at + timedelta(minutes=series.minutes)
    return (row.starts_at, row.ends_at, row.time_zone) == (starts_at, ends_at, series.time_zone)


def rule(series: Series) -> str:
    """Its rule as RRULE says it, without its end; a month too short for its day has it on its last one."""
    if series.unit == Series.Unit.WEEK:
        on = ",".join(name for day, name in enumerate(WEEKDAYS) if series.weekdays >> day & 1)
        return f"FREQ=WEEKLY;INTERVAL={series.every};WKST=MO;BYDAY={on}"
    monthly = f"FREQ=MONTHLY;INTERVAL={series.every}"
    if series.unit == Series.Unit.NTH:
        return f"{monthly};BYDAY={series.nth or 1}{WEEKDAYS[series.weekday or 0]}"
    day = series.month_day or 1
    if day <= SHORTEST_MONTH:
        return f"{monthly};BYMONTHDAY={day}"
    return f"{monthly};BYMONTHDAY={','.join(map(str, range(SHORTEST_MONTH, day + 1)))};BYSETPOS=-1"
