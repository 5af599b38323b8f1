"""Meetings, in touch, could call: the definitions, and the statement that reads histories."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.scope import acting_as
from apps.goals.meetings import History, histories
from tests.goals.remembering import TODAY, Told, day, forget, make_met, meet, plant, told
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def read(member, *people):
    with acting_as(member):
        return histories(member, [person.pk for person in people])


def test_several_touches_of_a_day_are_one_meeting(maya):
    ana = make_met(maya, "Ana", day(10), day(10), day(3))
    meet(maya, ana, day(10), kind="wrote")

    history = read(maya, ana)[ana.pk]

    assert history.met_on == (day(10), day(3))
    assert history.touched_on == (day(10), day(3))
    assert history.meetings(TODAY) == 2


def test_only_what_was_met_is_a_meeting(maya):
    ana = make_met(maya, "Ana", day(10))
    meet(maya, ana, day(3), day(2), kind="talked")
    assert read(maya, ana)[ana.pk].meetings(TODAY) == 1


@pytest.mark.parametrize(
    ("rhythm", "ago", "is_in_touch"),
    [(30, 30, True), (30, 31, False), (None, 365, True), (None, 366, False), (1, 0, True)],
)
def test_in_touch_is_within_the_rhythm_or_a_year(rhythm, ago, is_in_touch):
    assert History((), (day(ago),), rhythm).in_touch(TODAY) is is_in_touch


def test_what_lies_ahead_does_not_count():
    ahead = TODAY + timedelta(days=1)
    assert not History((day(400), ahead), (day(400), ahead)).could_call(TODAY)
    assert History((day(400), ahead), (day(400), ahead)).could_call(ahead)
    assert not History((ahead,), (ahead,)).in_touch(TODAY)


def test_the_shortest_rhythm_of_the_circles_holds_where_there_is_no_own(maya):
    (ana,) = plant(maya, [Told(circles=[None, 91, 30])])
    (ben,) = plant(maya, [Told(rhythm=365, circles=[])])
    found = read(maya, ana, ben)
    assert (found[ana.pk].rhythm_days, found[ben.pk].rhythm_days) == (30, 365)


def test_nobody_calls_who_died_or_is_let_be_since_that_day():
    history = History((day(20), day(10)), (day(20), day(10)), None, gone_on=day(5))
    assert history.could_call(day(6))
    assert not history.could_call(day(5))


def test_being_let_be_counts_from_the_members_own_day(maya):
    maya.time_zone = "Pacific/Auckland"
    maya.save()
    (ana,) = plant(maya, [Told(let_be=10)])  # noon in UTC is past midnight there
    assert read(maya, ana)[ana.pk].gone_on == day(9)


def test_another_members_people_have_no_history_here(maya, stranger):
    theirs = make_contact(stranger, "Theirs")
    assert read(maya, theirs) == {}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=st.lists(told, max_size=6))
def test_histories_are_what_happened(maya, stories):
    forget(maya)
    people = plant(maya, stories)
    assert read(maya, *people) == {
        person.pk: story.history() for person, story in zip(people, stories, strict=True)
    }


def test_a_history_costs_one_statement(maya, django_assert_num_queries):
    people = plant(maya, [Told(touches=[("met", 1)]) for _ in range(30)])
    with acting_as(maya), django_assert_num_queries(1):
        assert len(histories(maya, [person.pk for person in people])) == 30


def test_a_rhythm_is_that_of_today_for_any_day():
    history = History((date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 1, 1), date(2026, 2, 1)), 30)
    assert history.could_call(date(2026, 3, 3))
    assert not history.could_call(date(2026, 3, 4))
