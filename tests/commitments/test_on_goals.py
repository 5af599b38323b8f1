"""Commitments on goals' pages: the four ways in, what is given, what could be, and the trail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.models import CommitmentGoal, Offer, Session
from apps.core.scope import acting_as
from apps.goals.models import Gathering, MetAt, Opportunity
from tests.architecture.test_query_counts import queries
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.remembering import make_goal, make_target
from tests.goals.test_causes import cares, serves
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goal(maya):
    return make_goal(maya, field="retail")


def serve(goal, title, kind, **columns):
    made = make_commitment(goal.owner, title, kind, **columns)
    with acting_as(goal.owner):
        CommitmentGoal.objects.create(owner=goal.owner, commitment=made, goal=goal)
    return made


def make_offer(member, what="A newsletter", causes=(), **columns):
    with acting_as(member):
        offer = Offer.make(member, what=what, now=NOW, **columns)
        offer.be_for(causes)
    return offer


def shown(client_of, goal):
    return client_of(goal.owner).get(reverse("goals:goal", args=[goal.pk])).content.decode()


def test_a_goal_with_only_a_class_shows_the_other_three_with_a_step(goal, client_of):
    """Scenario 4."""
    lesson = serve(goal, "Portuguese, Thursdays", "class")
    html = shown(client_of, goal)
    assert f'<a href="/commitments/{lesson.pk}/">Portuguese, Thursdays</a>' in html
    assert html.count('class="way-step"') == 3
    for kind in ("project", "role", "alumni"):
        assert f"/commitments/new/?goal={goal.pk}&amp;kind={kind}" in html
    assert "kind=class" not in html


def test_a_project_waits_until_somebody_approved_it(goal, client_of):
    own = serve(goal, "Payroll anew", "project")
    assert "counts once somebody has approved it" in shown(client_of, goal)
    with acting_as(goal.owner):
        own.rewrite(approver="Priya Nair", approved_on=TODAY)
    html = shown(client_of, goal)
    assert "Payroll anew" in html and "counts once" not in html


def test_what_is_finished_is_no_way_in_any_more(goal, client_of):
    own = serve(goal, "Portuguese, Thursdays", "class")
    with acting_as(goal.owner):
        own.finish(TODAY)
    html = shown(client_of, goal)
    assert html.count('class="way-step"') == 4
    assert "What you give for it" in html and "Before:" in html


def test_volunteering_stands_on_the_goals_page_beside_the_ways_in(goal, client_of):
    serve(goal, "Food bank shift", "volunteering")
    html = shown(client_of, goal)
    assert "What you give for it" in html and "Food bank shift" in html
    assert html.count('class="way-step"') == 4


def test_nothing_given_nothing_said(goal, client_of):
    make_commitment(goal.owner, "For no goal")
    html = shown(client_of, goal)
    assert "What you give for it" not in html and "For no goal" not in html


def board_members(goal, *, place="River Trust"):
    for name in ("Ana", "Ben", "Cara"):
        person = make_contact(goal.owner, name)
        make_target(goal, person)
        serves(person, place, role="on the board")


def test_three_on_boards_are_shown_with_fitting_offers_and_one_step(goal, client_of):
    """Scenario 6."""
    board_members(goal)
    offer = make_offer(goal.owner, "A newsletter")
    make_offer(goal.owner, "Baking", causes=["Cakes"])
    html = shown(client_of, goal)
    assert "What you could give there" in html and "A newsletter" in html and "Baking" not in html
    assert f"kind=service&amp;offer={offer.pk}&amp;title=A+newsletter" in html
    assert "organisation=" in html and "kind=volunteering" in html


def test_a_cause_brings_the_offers_made_for_it(goal, client_of):
    for name in ("Ana", "Ben"):
        person = make_contact(goal.owner, name)
        make_target(goal, person)
        cares(person, "Clean rivers")
    make_offer(goal.owner, "Water tests", causes=["clean RIVERS"])
    make_offer(goal.owner, "Baking", causes=["Cakes"])
    html = shown(client_of, goal)
    assert "Water tests" in html and "Baking" not in html
    assert "title=Clean+rivers" in html


def test_a_full_or_withdrawn_offer_is_not_suggested(goal, client_of):
    board_members(goal)
    full, gone = make_offer(goal.owner, "Full", most=1), make_offer(goal.owner, "Gone")
    with acting_as(goal.owner):
        full.become(make_commitment(goal.owner), TODAY)
        gone.withdraw(TODAY)
    html = shown(client_of, goal)
    assert "Full" not in html and "Gone" not in html and "Begin something there" in html


def test_the_trail_says_what_the_gathering_was_part_of(goal, maya, client_of):
    """Scenario 10: the commitment where I met Ben."""
    shift, ben = make_commitment(maya, "Harbour food bank"), make_contact(maya, "Ben")
    dev = make_contact(maya, "Dev", introduced_by=ben)
    touch = make_touch(maya, ben, TODAY - timedelta(days=90), kind="met")
    with acting_as(maya):
        evening = Gathering.objects.create(
            owner=maya, title="Tuesday shift", starts_at=NOW - timedelta(days=90),
            ends_at=NOW - timedelta(days=90, hours=-2), time_zone="UTC", created_at=NOW,
        )  # fmt: skip
        Session.objects.create(owner=maya, gathering=evening, commitment=shift)
        MetAt.objects.create(owner=maya, interaction=touch, gathering=evening)
        Opportunity.objects.create(
            owner=maya, goal=goal, kind="client", what="The catalogue", happened_on=TODAY, contact=dev
        )
    assert "Tuesday shift · Harbour food bank" in shown(client_of, goal)


def test_the_page_stays_within_its_queries_with_everything_there(goal, maya, client_of):
    serve(goal, "Portuguese", "class")
    serve(goal, "Food bank", "volunteering")
    board_members(goal)
    make_offer(maya)
    test_the_trail_says_what_the_gathering_was_part_of(goal, maya, client_of)
    with acting_as(maya):
        from apps.goals.places import add_places

        place = add_places(goal, "Guild", now=NOW).places[0]
        Gathering.objects.create(
            owner=maya, title="Open evening", starts_at=NOW + timedelta(days=1), place=place,
            ends_at=NOW + timedelta(days=1, hours=2), time_zone="UTC", created_at=NOW,
        )  # fmt: skip
    client = client_of(maya)
    url = reverse("goals:goal", args=[goal.pk])
    queries(client, url)
    found = queries(client, url)
    assert len(found) <= 14, "\n".join(found)


def test_nothing_of_anothers(goal, stranger, client_of):
    theirs = make_goal(stranger)
    serve(theirs, "Their class", "class")
    make_offer(stranger, "Their offer")
    board_members(goal)
    html = shown(client_of, goal)
    assert "Their class" not in html and "Their offer" not in html
    assert client_of(stranger).get(reverse("goals:goal", args=[goal.pk])).status_code == 404
