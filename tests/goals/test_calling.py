"""If the day came tomorrow: the whole book in one statement, as the definitions say; and the words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.core.scope import acting_as
from apps.goals.calling import could_call, how_many, then
from tests.goals.remembering import TODAY, Told, day, forget, plant, told

pytestmark = pytest.mark.django_db


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stories=st.lists(told, min_size=1, max_size=8),
    agos=st.lists(st.integers(-5, 520), min_size=1, max_size=4),
)
@example(stories=[Told([("met", 10), ("met", 10)])], agos=[0])
@example(stories=[Told([("met", 10), ("met", 9)], died=5)], agos=[5, 6])
@example(stories=[Told([("met", 40), ("met", 31)], circles=[30])], agos=[0, 1])
def test_it_is_what_a_plain_reckoning_says_on_any_day(maya, stories, agos):
    forget(maya)
    people = plant(maya, stories)
    expected = {
        on: [p.pk for p, story in zip(people, stories, strict=True) if story.history().could_call(on)]
        for on in map(day, agos)
    }
    with acting_as(maya):
        assert {on: [person.pk for person in could_call(maya, on)] for on in expected} == expected
        assert how_many(maya, list(expected)) == [len(pks) for pks in expected.values()]


def test_the_whole_book_is_one_statement(maya, django_assert_num_queries):
    plant(maya, [Told([("met", 10), ("met", 5)]) for _ in range(30)])
    with acting_as(maya), django_assert_num_queries(1):
        people = could_call(maya, TODAY)
        assert [person.first_name for person in people] == ["P"] * 30


def test_nobody_elses_people_are_called(maya, stranger):
    plant(stranger, [Told([("met", 10), ("met", 5)])])
    with acting_as(maya):
        assert could_call(maya, TODAY) == []
        assert could_call(stranger, TODAY) == []


@pytest.mark.parametrize(
    ("began_on", "compared_with"),
    [
        (date(2026, 3, 2), date(2026, 5, 23)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (None, date(2026, 5, 23)),
    ],
)
def test_then_is_half_a_year_ago_or_the_later_beginning(began_on, compared_with):
    assert then(began_on, TODAY) == compared_with
