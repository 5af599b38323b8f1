"""Over time: first and second meetings and what came of it, by week, as a plain reckoning has them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.contacts.models import Contact
from apps.core.dates import monday_of
from apps.core.scope import acting_as
from apps.goals.weeks import Sums, Week, sums_of, weeks_of
from tests.goals.remembering import (
    TODAY,
    day,
    forget,
    make_goal,
    make_met,
    make_opportunity,
    make_target,
    plant,
    told,
)

pytestmark = pytest.mark.django_db
origins = st.sampled_from(["typed", "file", "to_meet", "gathering", "introduction"])


def weeks(member, count=8, today=TODAY):
    with acting_as(member):
        return weeks_of(member, count, today)


def totals(member, count=8) -> tuple[int, int, int]:
    sums = sums_of(weeks(member, count))
    return sums.first, sums.second, sums.things


def test_the_weeks_are_the_last_ones_on_the_members_calendar(maya):
    found = weeks(maya, 8, date(2026, 11, 22))
    assert [found[0].monday, found[-1].monday] == [date(2026, 9, 28), date(2026, 11, 16)]
    assert found == [Week(found[0].monday + timedelta(days=7 * n)) for n in range(8)]


@pytest.mark.parametrize("origin", ["gathering", "introduction"])
def test_people_of_a_gathering_or_an_introduction_count(maya, origin):
    make_met(maya, "Ana", day(20), day(20), day(10), day(3), origin=origin)
    assert totals(maya) == (1, 1, 0)


def test_people_to_meet_count_and_others_do_not(maya):
    eve = make_met(maya, "Eve", day(20), day(10))
    make_met(maya, "Old friend", day(20), day(10))
    make_target(make_goal(maya), eve)
    make_target(make_goal(maya, "Another"), eve)
    assert totals(maya) == (1, 1, 0)


def test_somebody_met_before_is_not_met_for_the_first_time(maya):
    make_met(maya, "Ana", day(400), day(10), day(3), origin="gathering")
    assert totals(maya) == (0, 1, 0)


def test_the_day_to_come_does_not_count(maya):
    make_met(maya, "Ana", day(-1), origin="gathering")
    make_opportunity(make_goal(maya), happened_on=day(-1))
    assert totals(maya) == (0, 0, 0)


def test_rates_are_said_from_ten_first_meetings_on():
    assert not Sums(9, 9, 9).has_rates
    sums = Sums(31, 12, 2)
    assert sums.has_rates
    assert (sums.second_in_a_hundred, sums.things_in_a_hundred) == (39, 6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stories=st.lists(st.tuples(told, origins, st.booleans()), max_size=7),
    things=st.lists(st.integers(-10, 200), max_size=4),
    count=st.sampled_from([8, 26, 52]),
    ago=st.integers(0, 20),
)
def test_weeks_are_what_a_plain_reckoning_says(maya, stories, things, count, ago):
    forget(maya)
    people = plant(maya, [story for story, _, _ in stories])
    goal, today = make_goal(maya), day(ago)
    for person, (_story, origin, is_target) in zip(people, stories, strict=True):
        with acting_as(maya):
            Contact.objects.of(maya).filter(pk=person.pk).update(origin=origin)
        if is_target:
            make_target(goal, person)
    for thing in things:
        make_opportunity(goal, happened_on=day(thing))

    assert weeks(maya, count, today) == reckoned(stories, things, count, today)


def reckoned(stories, things, count, today) -> list[Week]:
    first, second = Counter(), Counter()
    for story, origin, is_target in stories:
        if is_target or origin in ("gathering", "introduction"):
            met = [on for on in story.history().met_on if on <= today]
            first.update(map(monday_of, met[:1]))
            second.update(map(monday_of, met[1:2]))
    came = Counter(monday_of(day(thing)) for thing in things if day(thing) <= today)
    mondays = [monday_of(today) - timedelta(days=7 * n) for n in reversed(range(count))]
    return [Week(monday, first[monday], second[monday], came[monday]) for monday in mondays]
