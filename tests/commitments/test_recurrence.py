"""Recurrence: every rule against a walk over the days, and its hours where clocks are changed.

`make drill ARGS=recurrence` walks all dates of all zones; here, every day around a change of the clocks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.commitments.models import Series
from apps.commitments.recurrence import days, minutes_between, occurrence_on, occurrences
from tests.commitments.rules import A_DAY, HOURS, clock_of, expected, rules, walked
from tests.core.zone_changes import distinct_zones


def make_series(**columns) -> Series:
    """Unsaved; every Tuesday evening in Lisbon through the spring unless said otherwise."""
    said = {"unit": "week", "every": 1, "weekdays": 0b10, "begins": time(18), "minutes": 120}
    said |= {"time_zone": "Europe/Lisbon", "from_on": date(2027, 3, 1), "until_on": date(2027, 4, 30)}
    return Series(**said | columns)


def test_every_rule_gives_each_of_its_days_once():
    from_on = date(2026, 8, 31)
    for series in rules(from_on, from_on + 800 * A_DAY):
        assert list(days(series)) == walked(series), vars(series)


@pytest.mark.parametrize("from_on", [date(2027, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_a_rule_may_begin_on_any_day(from_on):
    for number, series in enumerate(rules(from_on, from_on + timedelta(days=400))):
        if number % 7 == 0:
            assert list(days(series)) == walked(series), vars(series)


def test_around_every_change_of_the_clocks_it_keeps_its_hour():
    seen, checked = set(), 0
    for zone in distinct_zones():
        clock = clock_of(zone)
        behaviour = tuple((change.wall, change.size) for change in clock.changes)
        if behaviour in seen:
            continue
        seen.add(behaviour)
        around = {
            change.wall.date() + n * A_DAY
            for change in clock.changes
            if 2016 < change.wall.year < 2030
            for n in (-1, 0, 1)
        }
        for on in sorted(around):
            for begins, minutes in HOURS:
                series = make_series(begins=begins, minutes=minutes, time_zone=zone.key)
                found = occurrence_on(series, on)
                told = expected(clock, on, begins, minutes)
                assert (found and (found.starts_at, found.ends_at)) == told, (zone.key, on, begins)
                checked += 1
    assert len(seen) > 80
    assert checked > 5_000


def test_summer_and_winter_time_keep_the_hour_on_the_wall():
    found = occurrences(make_series())
    assert [each.starts_at.hour for each in found] == [18] * 4 + [17] * 5  # UTC; Lisbon changes on 28 March
    assert {each.starts_at.astimezone(ZoneInfo("Europe/Lisbon")).hour for each in found} == {18}


def test_hours_left_out_by_the_clocks_keep_their_length():
    night = make_series(begins=time(1, 10), minutes=40)
    found = occurrence_on(night, date(2027, 3, 28))
    one = datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert found and (found.starts_at, found.ends_at) == (one, one + timedelta(minutes=40))


def test_a_date_that_a_zone_left_out_has_no_gathering():
    daily = make_series(
        weekdays=127, time_zone="Pacific/Apia", from_on=date(2011, 12, 28), until_on=date(2012, 1, 1)
    )
    zone = ZoneInfo("Pacific/Apia")
    assert [each.starts_at.astimezone(zone).day for each in occurrences(daily)] == [28, 29, 31, 1]


def test_lengths_go_past_midnight():
    assert minutes_between(time(18), time(20)) == 120
    assert minutes_between(time(22), time(1)) == 180
    assert minutes_between(time(9), time(9)) == 1440
