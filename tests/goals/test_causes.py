"""Shared causes of a goal's people to meet, and who serves at nonprofits."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Affiliation, Cause, Organisation
from apps.core import panels
from apps.core.fold import fold
from apps.core.panels import Panel
from apps.core.scope import acting_as
from apps.goals.causes import shared_causes
from tests.conftest import NOW
from tests.goals.remembering import TODAY, make_goal, make_target
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(maya):
    return make_goal(maya)


def make_person(goal, name, **more):
    person = make_contact(goal.owner, name, **more)
    make_target(goal, person)
    return person


def cares(person, name, source="told", where=""):
    with acting_as(person.owner):
        Cause.objects.create(
            owner=person.owner, contact=person, name=name, folded=fold(name), source=source, where=where
        )


def serves(person, name, kind="nonprofit", **more):
    with acting_as(person.owner):
        place, _ = Organisation.objects.get_or_create(
            owner=person.owner, folded=fold(name), defaults={"name": name, "kind": kind}
        )
        Affiliation.objects.create(owner=person.owner, contact=person, organisation=place, **more)


def shared(goal):
    with acting_as(goal.owner):
        causes = shared_causes(goal.owner, goal, TODAY)
    return {cause.name: [(each.name, each.how) for each in cause.people] for cause in causes}


def test_a_cause_of_two_is_shared_with_how_one_knows(goal):
    ana, ben, cara = (make_person(goal, name) for name in ("Ana", "Ben", "Cara"))
    cares(ben, "the river", "public", "the club's page")
    cares(ana, "The River")
    cares(cara, "the orchestra")
    (name,) = shared(goal)
    assert fold(name) == "the river"
    assert shared(goal)[name] == [
        ("Ana", "they told me"),
        ("Ben", "they made it public: the club's page"),
    ]


def test_three_who_serve_at_nonprofits_share_that(goal):
    """Scenario 6, but for what one could offer there."""
    for name, board in (("Ana", "River Trust"), ("Ben", "Food Bank"), ("Cara", "River Trust")):
        serves(make_person(goal, name), board, role="on the board")
    serves(make_person(goal, "Dev"), "Acme", kind="company")
    assert shared(goal) == {
        "Nonprofits: they give their evenings": [
            ("Ana", "River Trust"),
            ("Ben", "Food Bank"),
            ("Cara", "River Trust"),
        ]
    }


def test_somebody_at_two_nonprofits_is_still_one(goal):
    ana = make_person(goal, "Ana")
    serves(ana, "River Trust")
    serves(ana, "Food Bank")
    assert shared(goal) == {}
    serves(make_person(goal, "Ben"), "Food Bank")
    assert shared(goal)["Nonprofits: they give their evenings"][0] == ("Ana", "River Trust, Food Bank")


def test_who_left_who_died_and_who_is_no_person_to_meet_do_not_count(goal, maya):
    serves(make_person(goal, "Ana"), "River Trust")
    serves(make_person(goal, "Ben"), "River Trust", until_on=date(2026, 11, 22))
    serves(make_person(goal, "Cara", died_on=date(2026, 1, 1)), "River Trust")
    serves(make_person(goal, "Dev", let_be_at=NOW), "River Trust")
    serves(make_contact(maya, "Eve"), "River Trust")
    serves(make_person(make_goal(maya, "Another"), "Finn"), "River Trust")
    assert shared(goal) == {}


def test_the_most_shared_comes_first_and_it_is_one_query(goal, django_assert_num_queries):
    for number in range(30):
        person = make_person(goal, f"P {number:02}")
        cares(person, "the river")
        cares(person, f"pair {number // 2:02}")
    with acting_as(goal.owner), django_assert_num_queries(1):
        causes = shared_causes(goal.owner, goal, TODAY)
    assert [cause.name for cause in causes][:2] == ["the river", "pair 00"]
    assert len(causes) == 16


def test_the_page_shows_them_and_leaves_room_for_an_offer(goal, client_of, monkeypatch):
    heard = []

    def offer(request, subject):
        heard.append((request.user, subject.goal, [cause.folded for cause in subject.causes]))

    panel = Panel("goal_causes", "goals/_none.html", offer)
    monkeypatch.setattr(panels, "panels", [panel])
    for name in ("Ana", "Ben"):
        cares(make_person(goal, name), "the river")
    with time_machine.travel(NOW, tick=False):
        page = client_of(goal.owner).get(reverse("goals:goal", args=[goal.pk])).content.decode()
    assert "What several of them care for" in page
    assert "they told me" in page
    assert heard == [(goal.owner, goal, ["the river"])]


def test_nothing_shared_nothing_said(goal, client_of):
    cares(make_person(goal, "Ana"), "the river")
    page = client_of(goal.owner).get(reverse("goals:goal", args=[goal.pk])).content.decode()
    assert "What several of them care for" not in page
