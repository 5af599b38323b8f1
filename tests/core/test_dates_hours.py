from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.dates import (
    NoteHours,
    free_from,
    hour_was_moved,
    instant_of,
    next_note,
    note_day,
    note_time_on,
)

WEEKDAYS = frozenset(range(5))
MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
DAY = timedelta(days=1)
OFFICE = NoteHours(
    time(7, 30), WEEKDAYS, quiet_from=time(22), quiet_until=time(7),
    works_days=WEEKDAYS, works_from=time(9), works_until=time(17),
)  # fmt: skip
# A busy machine is no finding.
calm = settings(deadline=None)
ZONES = ("Pacific/Apia", "Europe/Berlin", "America/Nuuk", "Australia/Lord_Howe", "UTC")


@pytest.mark.parametrize(
    ("asked", "on", "comes"),
    [
        (time(7, 30), MONDAY, time(7, 30)),
        (time(9), MONDAY, time(17)),
        (time(16, 59), MONDAY, time(17)),
        (time(17), MONDAY, time(17)),
        (time(8, 59), MONDAY, time(8, 59)),
        (time(6, 59), MONDAY, time(7)),
        (time(23, 30), MONDAY, time(7)),
        (time(22), MONDAY, time(7)),
        (time(12), SATURDAY, time(12)),
    ],
)
def test_hour_inside_a_window_moves_to_its_end(asked: time, on: date, comes: time):
    hours = replace(OFFICE, note_at=asked, note_days=frozenset(range(7)))

    assert note_time_on(hours, on) == comes


def test_hour_moves_on_through_windows_that_touch_or_overlap():
    touching = replace(OFFICE, note_at=time(5), quiet_until=time(9))
    overlapping = replace(OFFICE, note_at=time(16), quiet_from=time(16, 30), quiet_until=time(20))
    through_the_night = replace(OFFICE, note_at=time(12), quiet_from=time(17), quiet_until=time(8))

    assert note_time_on(touching, MONDAY) == time(17)
    assert note_time_on(overlapping, MONDAY) == time(20)
    assert note_time_on(through_the_night, MONDAY) == time(8)


def test_night_shift_holds_the_morning_after():
    monday_nights = replace(OFFICE, works_days=frozenset({0}), works_from=time(22), works_until=time(6))
    nights = replace(monday_nights, note_at=time(5), quiet_from=None)

    assert note_time_on(nights, MONDAY) == time(5)
    assert note_time_on(nights, MONDAY + DAY) == time(6)
    assert note_time_on(replace(nights, note_at=time(23)), MONDAY) == time(6)


def test_hour_stands_where_no_hour_is_free():
    never = replace(OFFICE, quiet_from=time(17), quiet_until=time(9))

    assert note_time_on(never, MONDAY) == time(7, 30)
    assert hour_was_moved(never, MONDAY) is None


@pytest.mark.parametrize("half", [{"quiet_until": None}, {"quiet_from": None}, {"quiet_until": time(22)}])
def test_half_a_window_or_an_empty_one_is_none(half: dict[str, time | None]):
    hours = replace(OFFICE, note_at=time(23), **half)

    assert note_time_on(hours, MONDAY) == time(23)


def test_other_weekdays_have_no_note():
    assert note_time_on(OFFICE, SATURDAY) is None
    assert hour_was_moved(OFFICE, SATURDAY) is None


def test_settings_can_say_that_an_hour_was_moved():
    assert hour_was_moved(replace(OFFICE, note_at=time(12)), MONDAY) == (time(12), time(17))
    assert hour_was_moved(OFFICE, MONDAY) is None


minutes = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))
weekdays = st.frozensets(st.integers(0, 6))
some_hours = st.builds(
    NoteHours,
    note_at=minutes,
    quiet_from=st.none() | minutes,
    quiet_until=minutes,
    works_days=weekdays,
    works_from=st.none() | minutes,
    works_until=minutes,
)


def held_minutes(hours: NoteHours, on: date) -> set[int]:
    """Every minute of the date inside a window, counted one by one from the day before."""
    held: set[int] = set()
    for starts, ends, days in (
        (hours.quiet_from, hours.quiet_until, frozenset(range(7))),
        (hours.works_from, hours.works_until, hours.works_days),
    ):
        if starts is None or ends is None:
            continue
        first = starts.hour * 60 + starts.minute
        length = ends.hour * 60 + ends.minute - first
        for shift in (-1, 0):
            if (on + shift * DAY).weekday() in days:
                held |= {shift * 1440 + first + n for n in range(length % 1440)}
    return held & set(range(1440))


@calm
@given(some_hours, st.integers(0, 6))
def test_note_comes_at_the_first_free_minute_round_the_clock(hours: NoteHours, weekday: int):
    on = MONDAY + weekday * DAY
    asked = hours.note_at.hour * 60 + hours.note_at.minute
    held = held_minutes(hours, on)

    at = note_time_on(hours, on)

    assert at is not None
    came = at.hour * 60 + at.minute
    passed = {(asked + n) % 1440 for n in range((came - asked) % 1440)}
    if came in held:
        # No window ends in a free minute: the hour asked for stands.
        assert came == asked
        assert {window.ends.hour * 60 + window.ends.minute for window in hours.windows()} <= held
    elif (hours.works_from or time()) <= (hours.works_until or time()):
        assert passed <= held


@calm
@given(some_hours, st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), st.sampled_from(ZONES))
def test_what_is_late_waits_for_the_first_free_minute(hours: NoteHours, moment: datetime, name: str):
    zone, now = ZoneInfo(name), moment.replace(tzinfo=UTC, second=0, microsecond=0)

    instant = free_from(hours, zone, now)

    assert instant >= now
    if instant > now:
        assert not is_held(hours, zone, instant)
        waited = int((instant - now) / timedelta(minutes=1))
        assert all(is_held(hours, zone, now + n * timedelta(minutes=1)) for n in range(0, waited, 11))
    elif is_held(hours, zone, now):
        assert all(is_held(hours, zone, now + n * timedelta(minutes=17)) for n in range(3 * 85))


def is_held(hours: NoteHours, zone: ZoneInfo, instant: datetime) -> bool:
    wall = instant.astimezone(zone)
    return wall.hour * 60 + wall.minute in held_minutes(hours, wall.date())


def test_server_back_at_three_in_the_morning_waits_for_seven():
    now = datetime(2026, 11, 23, 2, tzinfo=UTC)

    assert free_from(OFFICE, ZoneInfo("Europe/Berlin"), now) == datetime(2026, 11, 23, 6, tzinfo=UTC)


def test_nothing_waits_in_a_free_hour():
    now = datetime(2026, 11, 23, 6, 1, 2, tzinfo=UTC)

    assert free_from(OFFICE, ZoneInfo("Europe/Berlin"), now) == now


def test_no_note_days_means_no_next_note():
    hours = replace(OFFICE, note_days=frozenset())

    assert next_note(hours, ZoneInfo("UTC"), datetime(2026, 11, 23, tzinfo=UTC), last_on=None) is None


def test_next_note_is_later_than_the_instant_given():
    utc = ZoneInfo("UTC")
    exactly = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

    assert next_note(OFFICE, utc, exactly - timedelta(seconds=1), last_on=None) == (MONDAY, exactly)
    assert next_note(OFFICE, utc, exactly, last_on=None) == (MONDAY + DAY, exactly + DAY)


def test_change_of_hour_does_not_send_today_again():
    later = replace(OFFICE, note_at=time(18))

    note = next_note(later, ZoneInfo("UTC"), datetime(2026, 11, 23, 8, tzinfo=UTC), last_on=MONDAY)

    assert note == (MONDAY + DAY, datetime(2026, 11, 24, 18, tzinfo=UTC))


def test_weekly_note_comes_on_the_first_note_day_after_a_week():
    utc, sunday = ZoneInfo("UTC"), date(2026, 11, 22)
    after = datetime(2026, 11, 23, 8, tzinfo=UTC)

    assert next_note(OFFICE, utc, after, last_on=MONDAY, every_days=7) == (
        date(2026, 11, 30), datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
    )  # fmt: skip
    assert (next_note(OFFICE, utc, after, last_on=sunday, every_days=7) or ())[0] == date(2026, 11, 30)


def test_weekly_note_long_ago_comes_at_once():
    midnight, january = datetime(2026, 11, 23, tzinfo=UTC), date(2026, 1, 5)

    note = next_note(OFFICE, ZoneInfo("UTC"), midnight, last_on=january, every_days=7)

    assert note == (MONDAY, datetime(2026, 11, 23, 7, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("late", "stands_for"),
    [
        (timedelta(seconds=40), MONDAY),
        (timedelta(hours=5), MONDAY),
        (timedelta(hours=12), MONDAY + DAY),
        (timedelta(days=3), MONDAY + 3 * DAY),
    ],
)
def test_late_note_stands_for_its_own_evening_until_half_a_day_has_passed(late: timedelta, stands_for: date):
    planned = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)

    assert note_day(planned, planned + late, ZoneInfo("UTC")) == stands_for


@calm
@given(some_hours, weekdays.filter(bool), st.dates(date(2024, 1, 1), date(2026, 1, 1)))
def test_weekly_notes_are_a_week_apart_and_not_two(hours: NoteHours, days: frozenset[int], last_on: date):
    berlin = ZoneInfo("Europe/Berlin")
    after = instant_of(last_on, time(23, 59), berlin)

    note = next_note(replace(hours, note_days=days), berlin, after, last_on=last_on, every_days=7)

    assert note is not None
    assert note[0].weekday() in days
    assert note[0] == min(on for n in range(7, 14) if (on := last_on + n * DAY).weekday() in days)
