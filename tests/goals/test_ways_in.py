"""The four ways in: each filled or with one concrete step from what the goal knows."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.contacts.models import Organisation, Period
from apps.core import panels
from apps.core.scope import acting_as
from apps.goals.models import EmployerProfile, Evidence, GoalPlace, Place
from apps.goals.ways_in import Filled, Known, step, ways_in
from tests.architecture.test_pages import FORBIDDEN
from tests.conftest import NOW
from tests.goals.remembering import TODAY, make_goal, make_target
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(maya):
    return make_goal(maya, field="retail")


def drawn(goal, people=()):
    with acting_as(goal.owner):
        return ways_in(goal.owner, goal, people)


def know_everything(goal):
    own = {"owner": goal.owner}
    eve = make_contact(goal.owner, "Eve Lindqvist")
    with acting_as(goal.owner):
        EmployerProfile.objects.create(**own, name="Harbour Ledger", changed_at=NOW)
        places = [Place.objects.create(**own, name=name, folded=name) for name in ("The café", "The guild")]
        for place in places:
            GoalPlace.objects.create(**own, goal=goal, place=place, added_at=NOW)
        Evidence.objects.create(**own, place=places[1], contact=eve, seen_on=TODAY)
        Organisation.objects.create(**own, name="Some school", folded="some school", kind="school")
        Period.begin(goal.owner, "school", name="Escola Central", years=(1990, 1998), now=NOW)
    make_target(goal, eve)


def test_an_empty_goal_has_a_step_for_each(goal):
    ways = drawn(goal)
    assert [way.kind for way in ways] == ["project", "role", "alumni", "class"]
    assert all(way.step and not way.things for way in ways)


def test_steps_are_made_of_what_the_goal_knows(goal, client_of):
    know_everything(goal)
    page = client_of(goal.owner).get(reverse("goals:goal", args=[goal.pk])).content.decode()
    steps = [way.step for way in drawn(goal, ["Eve Lindqvist"])]
    for word, said in zip(
        ("Harbour Ledger", "The guild", "Escola Central", "Eve Lindqvist"), steps, strict=True
    ):
        assert word in said
        assert said in page


def test_a_school_of_the_book_serves_where_the_member_named_none(goal, maya):
    with acting_as(maya):
        Organisation.objects.create(owner=maya, name="Some school", folded="some school", kind="school")
    assert "Some school" in drawn(goal)[2].step


def test_a_goal_with_only_a_class_shows_the_other_three_empty(goal, client_of, monkeypatch):
    """Scenario 4; what fills a way is handed over from above."""
    there = {"class": [Filled("Portuguese, Thursdays", "/somewhere/")]}
    monkeypatch.setattr(panels, "fillers", [("ways_in", lambda member, goal: there)])

    project, role, alumni, lesson = drawn(goal)

    assert all((project.step, role.step, alumni.step))
    assert (lesson.step, lesson.things) == ("", there["class"])
    page = client_of(goal.owner).get(reverse("goals:goal", args=[goal.pk])).content.decode()
    assert '<a href="/somewhere/">Portuguese, Thursdays</a>' in page
    assert page.count('class="way-step"') == 3


@pytest.mark.parametrize("kind", ["project", "role", "alumni", "class"])
@pytest.mark.parametrize(
    "known",
    [
        Known(),
        Known("payments"),
        Known("", "Acme", "The guild", "Escola", "Eve"),
        Known("payments", school="E"),
    ],
)
def test_every_step_is_a_sentence(kind, known):
    said = step(kind, known)
    assert said[-1] in ".?"
    assert "%(" not in said
    assert not FORBIDDEN.search(said)


def test_it_costs_one_query_and_one_for_what_fills_them(goal, django_assert_num_queries):
    know_everything(goal)
    with acting_as(goal.owner), django_assert_num_queries(2):
        ways_in(goal.owner, goal, ["Eve"])


def test_nothing_of_anothers(goal, stranger):
    know_everything(make_goal(stranger))
    assert not any("Harbour" in way.step or "guild" in way.step for way in drawn(goal))
