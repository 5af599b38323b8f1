from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from apps.core.dates import NoteHours, instant_of, member_day, next_note, zone_named, zone_names
from tests.core.zone_changes import Clock, distinct_zones

HOURS = (time(0, 30), time(2, 30), time(7, 30), time(23, 30))
DAY = timedelta(days=1)
# Eight days: what undoes itself sooner is found by the drill, which reads every hour.
STEP = 8 * 86_400


@cache
def clocks() -> tuple[Clock, ...]:
    return tuple(Clock(zone, 1970, 2070, STEP) for zone in distinct_zones())


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_a_hundred_years_of_changes_are_there_to_be_tested():
    changes = [change for clock in clocks() for change in clock.changes]

    assert len(clocks()) >= 300
    assert sum(change.size > timedelta() for change in changes) >= 10_000
    assert sum(change.size < timedelta() for change in changes) >= 10_000


def test_every_hour_around_every_change_has_its_instant():
    wrong = []
    for clock in clocks():
        for change in clock.changes:
            inside = change.wall + abs(change.size) / 2
            for wall in (change.wall, inside, change.wall + abs(change.size)):
                wall = wall.replace(second=0, microsecond=0)
                instant = instant_of(wall.date(), wall.time(), clock.zone)
                if instant != clock.expected(wall.date(), wall.time()):
                    wrong.append((clock.zone.key, wall, instant))

    assert wrong == []


def test_every_date_around_every_change_has_exactly_one_note():
    wrong = []
    # Clocks that change together by the same amount are walked once here, each of them in the drill.
    alike = {change: clock for clock in clocks() for change in clock.changes}
    for change, clock in alike.items():
        first = change.wall.date() - DAY
        for at in HOURS:
            found = walk(clock, at, first)
            if found != notes_expected(clock, at, first):
                wrong.append((clock.zone.key, at, found))

    assert wrong == []


def walk(clock: Clock, at: time, first: date) -> list[tuple[date, datetime]]:
    """The notes from `first` on, three days long, each found from the one before."""
    hours, after, last_on, found = NoteHours(at), instant_of(first - DAY, at, clock.zone), first - DAY, []
    while True:
        note = next_note(hours, clock.zone, after, last_on=last_on)
        assert note is not None
        last_on, after = note
        if last_on >= first + 3 * DAY:
            return found
        found.append(note)


def notes_expected(clock: Clock, at: time, first: date) -> list[tuple[date, datetime]]:
    expected = ((on, clock.expected_note(on, at)) for on in (first, first + DAY, first + 2 * DAY))
    return [(on, instant) for on, instant in expected if instant is not None]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Australia/Lord_Howe", 2024),
        ("Africa/Casablanca", 2030),
        ("America/Nuuk", 2024),
        ("Pacific/Apia", 2011),
        ("America/Santiago", 2023),
        ("Africa/Monrovia", 1972),
        ("Pacific/Kwajalein", 1993),
    ],
)
@pytest.mark.parametrize("at", HOURS)
def test_walking_through_a_year_meets_every_date_once(name: str, year: int, at: time):
    zone = ZoneInfo(name)
    last_on, after = date(year - 1, 12, 31), instant_of(date(year - 1, 12, 31), at, zone)
    met = []
    while last_on < date(year, 12, 31):
        last_on, after = next_note(NoteHours(at), zone, after, last_on=last_on) or pytest.fail("no next note")
        met.append(member_day(after, zone))

    left_out = {
        ("Pacific/Apia", 2011): {date(2011, 12, 30)},
        ("Pacific/Kwajalein", 1993): {date(1993, 8, 21)},
    }
    every = (date(year, 1, 1) + n * DAY for n in range(366))
    assert met == [on for on in every if on.year == year and on not in left_out.get((name, year), ())]


def test_hour_left_out_becomes_the_first_minute_after():
    assert instant_of(date(2025, 3, 30), time(2, 30), ZoneInfo("Europe/Berlin")) == utc(2025, 3, 30, 1, 0)


def test_hour_left_out_by_a_broken_minute_comes_on_the_next_whole_one():
    # Liberia went from 0:00:00 to 0:44:30 on 7 January 1972.
    assert instant_of(date(1972, 1, 7), time(0, 15), ZoneInfo("Africa/Monrovia")) == utc(1972, 1, 7, 0, 45)


def test_hour_shown_twice_is_the_first_of_the_two():
    berlin = ZoneInfo("Europe/Berlin")

    assert instant_of(date(2025, 10, 26), time(2, 30), berlin) == utc(2025, 10, 26, 0, 30)
    assert instant_of(date(2025, 10, 26), time(2, 30, fold=1), berlin) == utc(2025, 10, 26, 0, 30)


def test_instant_is_in_utc():
    assert instant_of(date(2026, 11, 23), time(7, 30), ZoneInfo("Asia/Kolkata")).tzinfo is UTC


def test_date_left_out_has_no_note():
    apia = ZoneInfo("Pacific/Apia")
    thursday = date(2011, 12, 29)

    note = next_note(NoteHours(time(7, 30)), apia, instant_of(thursday, time(7, 30), apia), last_on=thursday)

    assert note == (date(2011, 12, 31), utc(2011, 12, 30, 17, 30))


def test_weekly_note_day_that_the_zone_left_out_comes_a_week_later():
    apia = ZoneInfo("Pacific/Apia")
    fridays = NoteHours(time(7, 30), note_days=frozenset({4}))
    friday = date(2011, 12, 23)

    note = next_note(fridays, apia, instant_of(friday, time(7, 30), apia), last_on=None)

    assert note is not None
    assert note[0] == date(2012, 1, 6)


def test_note_stays_on_its_date_where_clocks_leave_out_the_rest_of_it():
    # Nuuk goes from 23:00 on 30 March 2024 to midnight.
    nuuk = ZoneInfo("America/Nuuk")

    note = next_note(NoteHours(time(23, 30)), nuuk, utc(2024, 3, 30, 12), last_on=date(2024, 3, 29))

    assert note == (date(2024, 3, 30), utc(2024, 3, 31, 0, 59))


def test_member_day_is_the_date_on_the_members_calendar():
    now = utc(2026, 11, 23, 10, 30)

    assert member_day(now, ZoneInfo("Pacific/Kiritimati")) == date(2026, 11, 24)
    assert member_day(now, ZoneInfo("Pacific/Pago_Pago")) == date(2026, 11, 22)


UNKNOWN = ("", ".", "..", "/", "Europe", "../../etc/passwd", "localtime", "Factory", "Nowhere/Land", "UTC\0")


@pytest.mark.parametrize("name", [*UNKNOWN, "europe/berlin ", "x" * 10_000])
def test_unknown_zone_is_none(name: str):
    assert zone_named(name) is None


def test_known_zone_is_found():
    assert zone_named("Europe/Lisbon") == ZoneInfo("Europe/Lisbon")


def test_zones_to_choose_from_are_sorted_and_loadable():
    names = zone_names()

    assert list(names) == sorted(names)
    assert {"UTC", "America/Los_Angeles", "Asia/Kolkata"} <= set(names)
    assert "localtime" not in names
    assert all(zone_named(name) for name in names)
