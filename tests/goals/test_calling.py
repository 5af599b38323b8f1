"""If the day came tomorrow: the whole book in one statement, as the definitions say; and the words."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.contacts.models import Circle
from apps.core.scope import acting_as
from apps.goals.calling import could_call, how_many, then
from apps.goals.models import Goal
from apps.goals.tomorrow import compared
from tests.architecture.test_query_counts import queries
from tests.conftest import NOW
from tests.goals.remembering import (
    TODAY,
    Told,
    day,
    forget,
    make_goal,
    make_met,
    make_target,
    plant,
    told,
)
from tests.making import make_contact

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


def the_page(client_of, goal) -> str:
    with time_machine.travel(NOW, tick=False):
        return client_of(goal.owner).get(reverse("goals:goal", args=[goal.pk])).content.decode()


def test_the_goal_says_by_name_whom_one_could_call_then_and_now(client_of, maya):
    goal = make_goal(maya)
    for name, days in (("Ana Lima", (250, 240, 30)), ("Ben Carter", (60, 30)), ("Cara Diaz", (30,))):
        make_target(goal, make_met(maya, name, *map(day, days)))
    make_target(goal, make_contact(maya, "Eve Lindqvist"))
    make_met(maya, "Somebody else", day(30), day(20))

    page = the_page(client_of, goal)

    assert "If the day came tomorrow, you could call two people." in page
    assert "In May it was one." in page
    assert page.count("monogram-ghost") == 2, "Eve, on the way and in her row; Cara was met"
    on_the_way = page[page.index("On the way") :]
    on_the_way = on_the_way[: on_the_way.index("</ul>")]
    assert "Cara Diaz" in on_the_way
    assert "Ben Carter" not in on_the_way
    assert "Somebody else" not in page


def test_those_of_the_goals_circle_count_too(client_of, maya):
    ana = make_met(maya, "Ana Lima", day(60), day(30))
    with acting_as(maya):
        ana.join("Makers")
        circle = Circle.objects.get(name="Makers")
    page = the_page(client_of, make_goal(maya, circle=circle))
    assert "you could call one person." in page
    assert "In May there was nobody yet." in page


def test_nobody_yet_is_no_reproach(client_of, maya):
    goal = make_goal(maya)
    assert "nobody yet. That is what this year is for." in the_page(client_of, goal)
    make_target(goal, make_met(maya, "Ana Lima", day(400), day(390)))
    page = the_page(client_of, goal)
    assert "nobody just now. A word to one of them is enough to begin again." in page
    assert "In May it was one." in page


@pytest.mark.parametrize(
    ("count", "before", "on", "words"),
    [
        (2, 2, date(2026, 5, 23), "In May it was as many."),
        (7, 2, date(2026, 5, 23), "In May it was two."),
        (7, 1, date(2026, 9, 1), "In September it was one."),
        (7, 0, date(2026, 9, 1), "In September there was nobody yet."),
        (0, 0, date(2026, 5, 23), ""),
        (7, 2, date(2026, 11, 1), ""),
    ],
)
def test_then_is_said_as_a_month(count, before, on, words):
    assert compared(count, before, on, TODAY) == words


def test_the_pace_is_drawn_only_toward_a_wished_for_day(client_of, maya):
    goal = make_goal(maya, by_on=date(2027, 6, 1))
    for name, ago in (("Known before", 400), ("Ana Lima", 200), ("Ben Carter", 30)):
        make_target(goal, make_met(maya, name, day(ago)))
    make_target(goal, make_met(maya, "Tomorrow", day(-1)))
    make_target(goal, make_contact(maya, "Eve Lindqvist"))

    page = the_page(client_of, goal)
    assert page.count('role="img"><title>Two people met for the first time since March 2026.') == 2
    assert page.count('class="plot-face') == 4
    table = page[page.index("<table") : page.index("</table>")]
    assert "Known before" in table
    assert "Tomorrow" not in table

    with acting_as(maya):
        Goal.objects.update(by_on=None)
    page = the_page(client_of, goal)
    assert "plot-face" not in page
    assert "Known before" in page[page.index("<table") : page.index("</table>")]


@pytest.mark.parametrize("count", [12, 13])
def test_the_page_lists_a_dozen_of_those_met_and_another_page_all(client_of, maya, count):
    goal = make_goal(maya)
    for number in range(count):
        make_target(goal, make_met(maya, f"P {number:02}", day(100 - number)))
    page = the_page(client_of, goal)
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count('scope="row"') == 12
    assert table.index(f"P {count - 1:02}") < table.index(f"P {count - 12:02}"), "the last one first"
    address = reverse("goals:met_in_goal", args=[goal.pk])
    assert (address in page) is (count > 12)
    with time_machine.travel(NOW, tick=False):
        whole = client_of(maya).get(address).content.decode()
    assert whole.count('<th scope="row">') == count


def test_whom_one_met_is_nobody_elses(client_of, maya, stranger):
    address = reverse("goals:met_in_goal", args=[make_goal(maya).pk])
    assert "Nobody yet" in client_of(maya).get(address).content.decode()
    assert client_of(stranger).get(address).status_code == 404


def test_a_reached_goal_hopes_no_further(client_of, maya):
    goal = make_goal(maya, by_on=date(2027, 6, 1), reached_at=NOW)
    make_target(goal, make_met(maya, "Ana Lima", day(200)))
    page = the_page(client_of, goal)
    assert "plot-face" in page
    assert "ink-hoped" not in page[page.index("plot-svg") : page.rindex("plot-svg")]


@pytest.mark.parametrize("count", [3, 30])
def test_the_goals_page_costs_the_same_for_many(client_of, maya, count):
    goal = make_goal(maya, by_on=date(2027, 6, 1))
    for number in range(count):
        make_target(goal, make_met(maya, f"P {number}", day(number + 30), day(number + 5)))
    with time_machine.travel(NOW, tick=False):
        found = queries(client_of(maya), reverse("goals:goal", args=[goal.pk]))
    assert len(found) <= 14, "\n".join(found)
