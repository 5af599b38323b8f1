"""The calendar week: seven rows on the member's own clocks, working hours, nights and fairs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from apps.core.dates import monday_of
from apps.core.scope import acting_as
from apps.goals.week import week_of
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.goals.rooms import make_evidence, make_gathering, make_place
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_week_has_seven_rows_and_says_who_is_likely_there(maya, client_of):
    hall = make_place(maya, "The hall")
    make_gathering(maya, place=hall)
    for name in ("Joan Ferrer", "Pete Moss"):
        make_evidence(hall, make_contact(maya, name), TODAY)
    client = client_of(maya)
    page = client.get("/goals/gatherings/").content.decode()

    assert page.count('class="entry week-day') == 7
    assert "18:00–20:00" in page and "Joan and Pete likely there" in page
    assert "9:00–17:00 at work" in page
    after = client.get("/goals/gatherings/?week=2026-12-02").content.decode()
    assert "30 November – 6 December" in after and "Food bank" not in after


@pytest.mark.parametrize("week", ["x", "2026-13-01", "0001-01-01", "9999-12-31", ""])
def test_a_week_that_is_none_is_this_one(maya, client_of, week):
    answer = client_of(maya).get("/goals/gatherings/", {"week": week})
    assert "23–29 November" in answer.content.decode()


def lines_of(maya, monday=TODAY):
    with acting_as(maya):
        days = week_of(maya, monday_of(monday), NOW)
    return {
        day.on.day: {
            part: [line.hours for line in getattr(day, part)] for part in ("before", "during", "after")
        }
        for day in days
        if day.before or day.during or day.after
    }


def test_a_gathering_stands_before_in_or_after_working_hours(maya):
    for begins, ends in ((7, 8), (16, 18), (19, 20)):
        starts = datetime(2026, 11, 24, begins, tzinfo=UTC)
        make_gathering(maya, starts_at=starts, ends_at=starts.replace(hour=ends))
    make_gathering(maya, starts_at=datetime(2026, 11, 28, 10, tzinfo=UTC))

    assert lines_of(maya) == {
        24: {"before": ["7:00–8:00"], "during": ["16:00–18:00"], "after": ["19:00–20:00"]},
        28: {"before": [], "during": [], "after": ["10:00–12:00"]},
    }


def test_a_night_stands_on_its_evening_and_a_fair_on_each_day(maya):
    make_gathering(
        maya,
        starts_at=datetime(2026, 11, 24, 22, tzinfo=UTC),
        ends_at=datetime(2026, 11, 25, 1, tzinfo=UTC),
    )
    make_gathering(
        maya,
        starts_at=datetime(2026, 11, 27, 18, tzinfo=UTC),
        ends_at=datetime(2026, 11, 29, 16, tzinfo=UTC),
    )

    assert lines_of(maya) == {
        24: {"before": [], "during": [], "after": ["22:00–1:00"]},
        27: {"before": [], "during": [], "after": ["from 18:00"]},
        28: {"before": [], "during": [], "after": ["all day"]},
        29: {"before": [], "during": [], "after": ["until 16:00"]},
    }


def test_the_week_is_the_members_own(maya):
    """Monday 0:30 in Auckland is still Sunday for a member in Lisbon."""
    make_gathering(maya, starts_at=datetime(2026, 11, 22, 11, 30, tzinfo=UTC), time_zone="Pacific/Auckland")
    with acting_as(maya):
        days = week_of(maya, date(2026, 11, 16), NOW)

    [line] = days[6].after
    assert (line.hours, line.elsewhere) == ("11:30–13:30", "0:30–2:30 in Auckland")


def test_the_week_costs_the_same_at_3_and_at_30(maya):
    costs = []
    for count in (3, 30):
        for number in range(count):
            hall = make_place(maya, f"Hall {count} {number}")
            make_gathering(maya, f"Evening {number}", place=hall)
            make_evidence(hall, make_contact(maya, f"Person {count} {number}"), TODAY)
        costs.append(counted(maya, "/goals/gatherings/")[1])

    assert costs[0] == costs[1] <= 6
