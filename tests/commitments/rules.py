"""Every rule a series can have, and brute-force oracles for its days and instants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.commitments.models import Series
from tests.core.zone_changes import Clock

A_DAY = timedelta(days=1)
FIRST, LAST = date(2010, 1, 1), date(2029, 12, 31)
"""Twenty years with the days Apia and Fakaofo left out, and all that zones have changed since."""
HOURS = (
    (time(0, 0), 120), (time(0, 45), 30), (time(1, 30), 90), (time(2, 15), 30), (time(18, 0), 120),
    (time(23, 30), 60),
)  # fmt: skip
"""Hours of the day a gathering begins at, and its minutes."""


def rules(from_on: date, until_on: date) -> Iterator[Series]:
    """All of them, unsaved: every week to every twelfth, on any days; every month to every twelfth."""
    around = {"from_on": from_on, "until_on": until_on, "begins": time(18), "minutes": 120}
    around |= {"time_zone": "Europe/Lisbon"}
    for every in range(1, 13):
        for weekdays in range(1, 128):
            yield Series(unit="week", every=every, weekdays=weekdays, **around)
        for month_day in range(1, 32):
            yield Series(unit="day", every=every, month_day=month_day, **around)
        for nth in (1, 2, 3, 4, -1):
            for weekday in range(7):
                yield Series(unit="nth", every=every, nth=nth, weekday=weekday, **around)


def walked(series: Series) -> list[date]:
    """Its days, by asking every day whether it is one."""
    count = (series.until_on - series.from_on).days + 1
    return [on for n in range(count) if is_day_of(series, on := series.from_on + n * A_DAY)]


def is_day_of(series: Series, on: date) -> bool:
    """Whether the rule means that day; by the calendar alone, without counting on from another day."""
    if series.unit == "week":
        weeks = (on.toordinal() - 1) // 7 - (series.from_on.toordinal() - 1) // 7
        return weeks % series.every == 0 and bool(series.weekdays >> on.weekday() & 1)
    if ((on.year - series.from_on.year) * 12 + on.month - series.from_on.month) % series.every:
        return False
    if series.unit == "day":
        is_last = (on + A_DAY).month != on.month
        return on.day == series.month_day or (is_last and on.day < series.month_day)
    if on.weekday() != series.weekday:
        return False
    return (on + 7 * A_DAY).month != on.month if series.nth == -1 else (on.day - 1) // 7 + 1 == series.nth


def expected(clock: Clock, on: date, begins: time, minutes: int) -> tuple[datetime, datetime] | None:
    """Its instants, read from the zone's offsets only; None for a date the zone leaves out."""
    starts_at = clock.expected_note(on, begins)
    if starts_at is None:
        return None
    until = datetime.combine(on, begins) + timedelta(minutes=minutes)
    ends_at = clock.expected(until.date(), until.time())
    return starts_at, ends_at if ends_at > starts_at else starts_at + timedelta(minutes=minutes)


def clock_of(zone: ZoneInfo) -> Clock:
    """The zone's clock over the twenty years, looked at once a day."""
    return Clock(zone, FIRST.year, LAST.year + 2, 86_400)
