"""A series as one repeating event: worked out by dateutil, it is the rows and nothing else."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.commitments.models import Series, Session
from apps.commitments.series import change_onward, set_up, stop
from apps.core.acts import Act, act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering
from tests.commitments.feeding import address, make_series, read, session_on, written
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.core.calendar_reading import events_of, expanded

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 12, 1)
AN_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


def rows(series: Series) -> list:
    """Each row of the series as a calendar would have it."""
    with acting_as(series.owner):
        found = Gathering.objects.filter(sessions__series=series).order_by("starts_at")
        return [(row.starts_at, row.ends_at, row.takes_place) for row in found]


def flat(calendar: bytes) -> list:
    return sorted(span for spans in expanded(calendar).values() for span in spans)


def overrides(calendar: bytes) -> list:
    return [event for event in events_of(calendar) if "RECURRENCE-ID" in event]


def master(calendar: bytes):
    (event,) = [event for event in events_of(calendar) if "RRULE" in event]
    return event


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"every": 2, "weekdays": 0b1010001},
        {"every": 3, "weekdays": 0b1000000, "from_on": date(2026, 9, 2)},
        {"unit": "day", "month_day": 31},
        {"unit": "day", "month_day": 29, "every": 5},
        {"unit": "day", "month_day": 15, "from_on": date(2026, 9, 20), "every": 2},
        {"unit": "nth", "nth": 2, "weekday": 1},
        {"unit": "nth", "nth": -1, "weekday": 4, "every": 3},
        {"begins": time(22), "minutes": 600},
        {"begins": time(2, 30), "minutes": 60, "weekdays": 0b1111111},
        {"begins": time(1, 30), "minutes": 120, "weekdays": 0b1111111, "from_on": date(2027, 3, 28)},
        {"begins": time(2, 30), "minutes": 60, "weekdays": 0b1000000, "from_on": date(2027, 3, 28)},
        {"time_zone": "UTC"},
        {"time_zone": "Africa/Casablanca", "begins": time(2), "weekdays": 0b1111111},
        {"time_zone": "Australia/Lord_Howe", "begins": time(1, 45), "weekdays": 0b1111111},
        {"until_on": date(2026, 9, 1)},
    ],
    ids=str,
)
def test_its_rule_worked_out_is_its_rows(maya, rule):
    series = make_series(maya, **rule)
    calendar = written(address(maya))
    assert list(expanded(calendar)) == [f"series-{series.pk}@localhost"]
    assert flat(calendar) == rows(series)
    assert len(overrides(calendar)) <= 6  # only what a change of the clocks moved


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    unit=st.sampled_from(["week", "day", "nth"]),
    every=st.integers(1, 12),
    weekdays=st.integers(1, 127),
    month_day=st.integers(1, 31),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
    weekday=st.integers(0, 6),
    begins=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 1440),
    time_zone=st.sampled_from(
        ["Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "UTC"]
    ),
    from_on=st.dates(date(2026, 6, 1), date(2027, 12, 31)),
    length=st.integers(0, 400),
    changes=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(["move", "cancel", "delete"])), max_size=6
    ),
)
def test_any_rule_with_any_exceptions_is_its_rows(maya, from_on, length, changes, **rule):
    series = make_series(maya, from_on=from_on, until_on=from_on + timedelta(days=length), **rule)
    with acting_as(maya):
        there = list(Session.objects.filter(series=series).select_related("gathering").order_by("series_on"))
        for number, change in changes:
            if number < len(there) and there[number].gathering.pk:
                alter(there[number].gathering, change)
        path = address(maya)
    calendar = written(path)
    uids = expanded(calendar)
    assert sorted(uids.get(f"series-{series.pk}@localhost", [])) == rows(series)
    with acting_as(maya):
        Series.objects.of(maya).delete()
        Gathering.objects.of(maya).delete()


def alter(gathering: Gathering, change: str) -> None:
    if change == "move":
        gathering.rewrite(starts_at=gathering.starts_at + AN_HOUR, ends_at=gathering.ends_at + AN_HOUR)
    elif change == "cancel":
        gathering.cancel(now=NOW)
    else:
        gathering.delete()


def test_one_moved_one_cancelled_one_renamed_one_deleted(maya):
    series = make_series(maya)
    path = address(maya)
    before = master(written(path))
    days = [TUESDAY + timedelta(days=7 * n) for n in range(4)]
    with acting_as(maya):
        moved, cancelled, renamed, deleted = (session_on(series, on).gathering for on in days)
        moved.rewrite(starts_at=moved.starts_at + AN_HOUR, ends_at=moved.ends_at + AN_HOUR)
        cancelled.cancel(now=NOW)
        renamed.rewrite(title="Shift with the choir")
        deleted.delete()
    calendar = written(path)
    assert flat(calendar) == rows(series)
    assert b"EXDATE;TZID=Europe/Berlin:20261222T180000" in calendar
    said = {event["RECURRENCE-ID"].dt.date(): event for event in overrides(calendar)}
    assert list(said) == days[:3]
    assert said[days[0]]["DTSTART"].dt.hour == 19
    assert said[days[1]]["STATUS"] == "CANCELLED"
    assert said[days[2]]["SUMMARY"] == "Shift with the choir"
    assert {str(event["UID"]) for event in events_of(calendar)} == {f"series-{series.pk}@localhost"}
    assert all(event["SEQUENCE"] > 0 for event in said.values())
    assert master(calendar)["SEQUENCE"] > before["SEQUENCE"]


def test_a_gathering_deleted_and_brought_back_raises_the_sequence_twice(maya):
    series = make_series(maya)
    path = address(maya)
    first = master(written(path))["SEQUENCE"]
    with acting_as(maya), act(maya, "delete_gathering", now=NOW):
        session_on(series, TUESDAY).gathering.delete()
    second = master(written(path))["SEQUENCE"]
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).latest("pk"), now=NOW)
    again = written(path)
    assert first < second < master(again)["SEQUENCE"]
    assert flat(again) == rows(series)


def test_another_rule_raises_the_sequence(maya):
    series, seen = make_series(maya), []
    path = address(maya)
    for until_on in (date(2027, 5, 4), date(2027, 4, 6)):
        with acting_as(maya):
            Series.objects.filter(pk=series.pk).update(until_on=until_on)
        seen.append(master(written(path))["SEQUENCE"])
    assert 0 < seen[0] < seen[1]


def test_a_row_on_no_day_of_the_rule_stands_for_itself(maya):
    series = make_series(maya)
    with acting_as(maya):
        session = session_on(series, TUESDAY)
        session.series_on = date(2026, 12, 3)
        session.save(update_fields=["series_on"])
    calendar = written(address(maya))
    assert set(expanded(calendar)) == {
        f"series-{series.pk}@localhost", f"gathering-{session.gathering_id}@localhost",
    }  # fmt: skip
    assert flat(calendar) == rows(series)


def test_a_series_whose_gatherings_are_all_gone_is_not_there(maya):
    series = make_series(maya)
    with acting_as(maya):
        Gathering.objects.filter(sessions__series=series).delete()
    assert events_of(written(address(maya))) == []


def test_what_was_moved_for_most_is_said_once(maya):
    series = make_series(maya)
    with acting_as(maya):
        Gathering.objects.filter(sessions__series=series).update(title="Evening shift")
    calendar = written(address(maya))
    assert overrides(calendar) == []
    assert master(calendar)["SUMMARY"] == "Evening shift"


def test_a_change_of_one_day_is_another_etag(maya):
    series = make_series(maya)
    path = address(maya)
    before = read(path)["ETag"]
    with acting_as(maya):
        session_on(series, TUESDAY).gathering.delete()
    assert read(path, **{"If-None-Match": before}).status_code == 200


def test_a_series_of_long_ago_has_left(maya):
    make_series(maya, from_on=date(2024, 1, 1), until_on=date(2024, 3, 1))
    make_series(maya, from_on=date(2025, 1, 1), until_on=date(2025, 12, 30))
    calendar = written(address(maya))
    assert len([event for event in events_of(calendar) if "RRULE" in event]) == 1
    assert len(flat(calendar)) == 52


def test_changed_from_one_on_and_stopped_it_is_still_its_rows(maya):
    """As the screens do it: what came before keeps its rule, what comes after has another one."""
    path = address(maya)
    with acting_as(maya):
        rule = {
            "unit": "week", "weekdays": 0b10, "begins": time(18), "minutes": 120, "title": "Shift",
            "time_zone": "Europe/Berlin", "from_on": date(2026, 9, 1), "until_on": date(2027, 6, 29),
        }  # fmt: skip
        series = set_up(make_commitment(maya), now=NOW, **rule)
        assert flat(written(path)) == every_row(maya)
        onward = change_onward(
            session_on(series, TUESDAY), now=NOW, **rule | {"weekdays": 0b100, "from_on": TUESDAY}
        )
        assert flat(written(path)) == every_row(maya)
        stop(Session.objects.filter(series=onward).order_by("series_on")[10], now=NOW)
    calendar = written(path)
    assert flat(calendar) == every_row(maya)
    assert sorted(expanded(calendar)) == [f"series-{each}@localhost" for each in (series.pk, onward.pk)]
    assert overrides(calendar) == []


def every_row(member) -> list:
    return sorted((row.starts_at, row.ends_at, row.takes_place) for row in Gathering.objects.of(member))
