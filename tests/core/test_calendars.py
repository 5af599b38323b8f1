"""The iCalendar writer: lines, zones and ends as RFC 5545 has them, read back by other programs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.calendars.moments import on_clocks
from apps.core.calendars.writing import Event, Hours, Repeated, calendar
from apps.core.calendars.zones import vtimezone
from apps.core.revising import sequence
from tests.conftest import NOW
from tests.core.calendar_reading import events_of, expanded, lines_of, zone_in

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
    "Europe/Berlin", "Europe/Dublin", "Europe/Lisbon", "America/New_York", "America/Sao_Paulo",
    "Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Tehran",
    "Australia/Lord_Howe", "Australia/Sydney", "America/St_Johns", "America/Santiago", "Pacific/Chatham",
    "Antarctica/Troll", "Pacific/Apia", "Etc/GMT+5",
)  # fmt: skip
HOUR = timedelta(hours=1)


def event(when, **more) -> Event:
    said = {
        "uid": "1@kith.example",
        "summary": "Food bank",
        "changed_at": NOW,
        "created_at": NOW,
        "sequence": 0,
    }
    return Event(when=when, **said | more)


def at(*clock: int, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime(*clock, tzinfo=zone).astimezone(UTC)


def evening(**more) -> Event:
    return event(Hours(at(2026, 11, 27, 18), at(2026, 11, 27, 20), BERLIN), **more)


def test_an_evening_says_its_hours_on_its_own_clocks():
    written = calendar("Kith", [evening()])
    lines = lines_of(written)
    assert "DTSTART;TZID=Europe/Berlin:20261127T180000" in lines
    assert "DTEND;TZID=Europe/Berlin:20261127T200000" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    (read,) = events_of(written)
    assert (read.start, read.end) == (
        datetime(2026, 11, 27, 18, tzinfo=BERLIN), datetime(2026, 11, 27, 20, tzinfo=BERLIN),
    )  # fmt: skip


def test_a_day_has_no_hour_and_ends_before_the_next():
    lines = lines_of(calendar("Kith", [event(date(2026, 12, 31))]))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "TRANSP:TRANSPARENT" in lines


def test_utc_needs_no_definition():
    written = calendar("Kith", [event(Hours(NOW, NOW + HOUR, ZoneInfo("UTC")))])
    assert "DTSTART:20261123T090000Z" in lines_of(written)
    assert b"VTIMEZONE" not in written


def test_what_is_cancelled_is_marked():
    (read,) = events_of(calendar("Kith", [evening(is_cancelled=True)]))
    assert read["STATUS"] == "CANCELLED"


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300), st.text(max_size=200))
def test_any_text_comes_back_whole(summary, description):
    (read,) = events_of(calendar(summary, [evening(summary=summary, description=description)]))
    for said, name in ((summary, "SUMMARY"), (description, "DESCRIPTION")):
        wanted = said.replace("\r\n", "\n").replace("\r", "\n")
        wanted = "".join(c for c in wanted if c in "\n\t" or not (ord(c) < 32 or ord(c) == 127))
        assert str(read.get(name, "")) == wanted


def test_a_fold_never_splits_a_character():
    for shift in range(8):
        written = calendar("Kith", [evening(summary="x" * shift + "ü€😀" * 60)])
        (read,) = events_of(written)
        assert str(read["SUMMARY"]) == "x" * shift + "ü€😀" * 60


@pytest.mark.parametrize("key", ZONES)
def test_zones_are_right_on_both_changeover_days(key):
    zone = ZoneInfo(key)
    years = [Hours(at(year, 6, 1, 9), at(year, 6, 1, 10), zone) for year in (2025, 2031)]
    theirs = zone_in(calendar("Kith", map(event, years)), key)
    checked = 0
    for turn in turns(zone, 2025, 2031):
        local = turn.astimezone(zone).replace(tzinfo=None, minute=0, second=0)
        for hours in range(-30, 31):
            for minutes in (0, 29, 59):
                clock = local + timedelta(hours=hours, minutes=minutes)
                if on_clocks(clock, zone).astimezone(zone).replace(tzinfo=None) != clock:
                    continue  # left out: nobody's clocks show it
                ours = clock.replace(tzinfo=zone)
                assert clock.replace(tzinfo=theirs).utcoffset() == ours.utcoffset(), clock
                checked += 1
    assert checked or not turns(zone, 2025, 2031)


@pytest.mark.parametrize("key", ZONES)
def test_an_onset_is_said_by_the_clocks_before_it(key):
    """RFC 5545 section 3.6.5: read that way, each onset in a definition is an instant zoneinfo knows."""
    zone, onset = ZoneInfo(key), None
    known = set(turns(zone, 2024, 2033))
    for line in vtimezone(key, 2025, 2031)[2:]:
        name, _colon, value = line.partition(":")
        if name == "DTSTART":
            onset = datetime.strptime(value, "%Y%m%dT%H%M%S")
        elif name == "TZOFFSETFROM":
            before = value
        elif name == "TZOFFSETTO" and value != before:
            sign = -1 if before[0] == "-" else 1
            offset = sign * timedelta(hours=int(before[1:3]), minutes=int(before[3:5]))
            assert (onset - offset).replace(tzinfo=UTC) in known


@cache
def turns(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """Each change of the clocks in these years, found quarter by quarter of an hour."""
    hour, found = datetime(first, 1, 1, tzinfo=UTC), []
    while hour.year <= last:
        if hour.astimezone(zone).utcoffset() != (hour + HOUR).astimezone(zone).utcoffset():
            quarters = (hour + timedelta(minutes=15 * n) for n in range(1, 5))
            old = hour.astimezone(zone).utcoffset()
            found.append(next(q for q in quarters if q.astimezone(zone).utcoffset() != old))
        hour += HOUR
    return found


def test_an_hour_that_comes_twice_is_told_apart():
    first, second = at(2026, 10, 24, 23, 30), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    written = calendar("Kith", [event(Hours(first, second, BERLIN))])
    assert "DTEND:20261025T013000Z" in lines_of(written)
    assert expanded(written) == {"1@kith.example": [(first, second, True)]}


def test_hours_over_a_change_of_the_clocks_keep_their_instants():
    before, after = at(2027, 3, 27, 22), at(2027, 3, 28, 10)
    assert expanded(calendar("Kith", [event(Hours(before, after, BERLIN))])) == {
        "1@kith.example": [(before, after, True)]
    }


def test_a_repetition_that_begins_as_the_clocks_change_says_its_length():
    """By its clocks it would be twice as long as it is; what comes later must not last as long as that."""
    repeated = Repeated(datetime(2027, 3, 28, 1, 30), 120, BERLIN, 2027)
    lines = lines_of(calendar("Kith", [event(repeated)]))
    assert "DTSTART;TZID=Europe/Berlin:20270328T013000" in lines
    assert "DURATION:PT120M" in lines
    assert not [line for line in lines if line.startswith("DTEND")]


def test_sequence_is_higher_with_each_change():
    second = timedelta(seconds=1)
    assert sequence(NOW, None) == sequence(NOW, NOW) == sequence(NOW, NOW - second) == 0
    assert sequence(NOW, NOW + second / 2) == 1
    assert [sequence(NOW, NOW + n * second) for n in (1, 2, 3)] == [1, 2, 3]
