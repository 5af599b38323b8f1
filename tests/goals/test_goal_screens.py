"""The list of goals and a goal's own page: how it stands, what is next, the turns it takes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Circle, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.goals.models import Gathering, Goal
from apps.goals.overview import overview
from apps.goals.places import add_places
from apps.goals.targets import add_people
from tests.architecture.test_query_counts import queries
from tests.conftest import NOW
from tests.goals.making import make_employer, make_goal
from tests.making import make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4())} | more


def shown(client, goal=None):
    return client.get(f"/goals/{goal.pk}/" if goal else "/goals/").content.decode()


def people(member, goal, typed):
    with acting_as(member):
        return [target.contact for target in add_people(goal, typed, now=NOW).targets]


def gathering_at(member, goal, place, starts_at, **more):
    with acting_as(member):
        placed = add_places(goal, place, now=NOW)
        made = (placed.places or [goal.goal_places.get(place__name=place).place])[0]
        more.setdefault("title", "Open evening")
        return Gathering.objects.create(
            owner=member,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            time_zone="Europe/Lisbon",
            place=made,
            created_at=NOW,
            **more,
        )


def test_empty_page_says_what_it_is_for_with_two_examples(client):
    html = shown(client)
    assert "Where would you like to feel at home in two years?" in html
    assert html.count("/goals/new/?sentence=") == 2


def test_goals_stand_by_how_they_are(client, maya):
    make_employer(maya, "payments")
    make_goal(maya, "To wait", field="payments", purpose="clients")
    paused, reached, gone = make_goal(maya, "To pause"), make_goal(maya, "To reach"), make_goal(maya, "To go")
    make_goal(maya, "To pursue")
    with acting_as(maya):
        paused.pause(now=NOW)
        reached.reach("A friend.", now=NOW)
        gone.let_go("Not mine.", now=NOW + timedelta(hours=1))
    html = shown(client)
    names = ["To pursue", "To wait", "To pause", "To go", "To reach"]
    assert sorted(names, key=html.index) == names
    assert "A friend." in html and "Not mine." in html and "Where would you like" not in html


def test_what_is_next_is_a_gathering_else_a_person_else_a_question(maya):
    goal = make_goal(maya)

    def row():
        with acting_as(maya):
            return overview(maya, TODAY, NOW).pursued[0]

    assert row().asks == "field"
    with acting_as(maya):
        goal.rewrite(now=NOW, field="payments")
    assert row().asks == "people"
    eve, paul = people(maya, goal, "Eve Lindqvist\nPaul Park")
    assert (row().asks, row().person.contact) == ("person", eve)
    make_touch(maya, eve, date(2026, 11, 1), kind="wrote")
    assert row().person.contact == eve  # a letter is no meeting
    make_touch(maya, eve, date(2026, 11, 2), kind=Interaction.Kind.MET)
    assert row().person.contact == paul
    make_touch(maya, paul, date(2026, 11, 2), kind=Interaction.Kind.MET)
    assert row().asks == "places"
    gathering_at(maya, goal, "Guild", NOW - timedelta(days=3))
    assert (row().asks, row().gathering) == ("", None)
    late = gathering_at(maya, goal, "Guild", NOW + timedelta(days=9))
    soon = gathering_at(maya, goal, "Guild", NOW + timedelta(days=2))
    gathering_at(maya, goal, "Guild", NOW + timedelta(days=1), cancelled_at=NOW)
    gathering_at(maya, goal, "Guild", NOW + timedelta(days=1), staying_away_at=NOW)
    assert row().gathering == soon and row().gathering_on == date(2026, 11, 25) and late != soon


def test_whoever_is_let_be_or_has_died_is_not_brought_up(maya):
    goal = make_goal(maya, field="payments")
    eve, paul = people(maya, goal, "Eve Lindqvist\nPaul Park")
    with acting_as(maya):
        eve.let_be(now=NOW)
        paul.has_died(TODAY, now=NOW)
        assert overview(maya, TODAY, NOW).pursued[0].person is None


def fill(member, count):
    for number in range(count):
        goal = make_goal(member, f"Goal {number}", field="payments")
        people(member, goal, f"Person {number}")
        gathering_at(member, goal, f"Place {number}", NOW + timedelta(days=number + 1))
        if number % 3 == 0:
            with acting_as(member):
                goal.reach("Done.", now=NOW)


def test_the_list_costs_the_same_for_3_and_30(client, client_of, maya, stranger):
    fill(maya, 3)
    fill(stranger, 30)
    other = client_of(stranger)
    shown(client), shown(other)  # the first page of a session also writes that it began
    few, many = queries(client, "/goals/"), queries(other, "/goals/")
    assert len(few) == len(many) <= 5, "\n".join(many)


def test_the_page_says_sentence_why_field_role_and_day(client, maya):
    goal = make_goal(
        maya,
        "To be found by shops",
        why="I like <makers>.",
        purpose="growing",
        field="outdoor-shops",
        role="a buyer",
        by_on=date(2027, 5, 1),
    )
    html = shown(client, goal)
    for said in ("To be found by shops</h1>", "I like &lt;makers&gt;.", "for growing where I am", "a buyer"):
        assert said in html
    assert "Shops and retail › Outdoor, sports and bicycle shops" in html and "by 1 May 2027" in html
    assert "Nobody good says yes at once. This year, be useful." in html


def test_after_ninety_days_it_does_not_say_so_any_more(client, maya):
    goal = make_goal(maya, now=NOW - timedelta(days=91))
    assert "be useful" not in shown(client, goal)


def test_held_it_says_why_and_what_ends_it(client, maya):
    make_employer(maya, "financial-technology")
    goal = make_goal(maya, field="payments", purpose="clients")
    html = shown(client, goal)
    assert "This goal waits" in html and f"/goals/{goal.pk}/approve/" in html
    answer = client.post(
        f"/goals/{goal.pk}/approve/",
        sent(approver="Priya Nair", approved_on="2026-11-20", approval_words="Fine, outside hours."),
        follow=True,
    )
    html = answer.content.decode()
    assert "This goal waits" not in html
    assert "Priya Nair approved it:" in html and "Fine, outside hours." in html


def test_an_approval_in_the_future_is_refused_and_nothing_lost(client, maya):
    make_employer(maya, "payments")
    goal = make_goal(maya, field="payments", purpose="clients")
    form = sent(approver="Priya Nair", approved_on="2026-11-24", approval_words="Fine.")
    answer = client.post(f"/goals/{goal.pk}/approve/", form)
    html = answer.content.decode()
    assert answer.status_code == 422 and "That day is still to come." in html
    assert "Priya Nair" in html and "Fine." in html
    with acting_as(maya):
        assert Goal.objects.get().held_at is not None


def test_a_next_job_where_the_employer_works_gets_a_word_and_belonging_none(client, maya):
    make_employer(maya, "payments")
    job, belonging = (make_goal(maya, field="payments", purpose=each) for each in ("job", "belonging"))
    assert "Look in your own hours" in shown(client, job)
    assert "employer" not in shown(client, belonging).lower()


def test_paused_and_going_on(client, maya):
    goal = make_goal(maya, "To pause")
    client.post(f"/goals/{goal.pk}/pause/", sent())
    assert "until you go on" in shown(client, goal)
    client.post(f"/goals/{goal.pk}/go-on/", sent())
    goal.refresh_from_db()
    assert goal.paused_at is None and goal.looked_on == TODAY


@pytest.mark.parametrize(("verb", "column"), [("reach", "reached_at"), ("let-go", "let_go_at")])
def test_it_ends_with_a_word_by_a_form_and_is_taken_up_again(client, maya, verb, column):
    goal = make_goal(maya, "To bake")
    assert client.get(f"/goals/{goal.pk}/{verb}/").status_code == 200
    client.post(f"/goals/{goal.pk}/{verb}/", sent(outcome="A bakery of friends."))
    goal.refresh_from_db()
    assert getattr(goal, column) is not None
    html = shown(client, goal)
    assert "A bakery of friends." in html and "Take it up again" in html
    client.post(f"/goals/{goal.pk}/take-up/", sent())
    goal.refresh_from_db()
    assert goal.is_open


@pytest.mark.parametrize(("answer", "stays"), [("keep", True), ("dissolve", False)])
def test_a_reached_goal_asks_whether_to_keep_its_circle(client, maya, answer, stays):
    goal = make_goal(maya, field="law")
    client.post(f"/goals/{goal.pk}/gather/", sent())
    assert "Its circle, Law" in client.get(f"/goals/{goal.pk}/reach/").content.decode()
    client.post(f"/goals/{goal.pk}/reach/", sent(circle=answer))
    with acting_as(maya):
        assert Circle.objects.exists() == stays
        act = Act.objects.get(verb="reach_goal")
    client.post(reverse("take_back", args=[act.pk]))
    with acting_as(maya):
        assert Circle.objects.get() == Goal.objects.get().circle


def test_a_goal_without_a_circle_is_not_asked_about_one(client, maya):
    goal = make_goal(maya)
    assert "Its circle" not in client.get(f"/goals/{goal.pk}/reach/").content.decode()


def test_after_a_month_it_is_asked_whether_this_is_still_it(client, maya):
    goal = make_goal(maya, now=NOW - timedelta(days=40))
    assert "Is this still it?" in shown(client, goal)
    client.post(f"/goals/{goal.pk}/look/", sent(next="/"))
    goal.refresh_from_db()
    assert goal.looked_on == TODAY and "Is this still it?" not in shown(client, goal)


def test_deleted_it_goes_and_its_people_stay_and_it_comes_back(client, maya):
    goal = make_goal(maya, "To bake")
    (eve,) = people(maya, goal, "Eve Lindqvist")
    answer = client.post(f"/goals/{goal.pk}/delete/", sent())
    assert answer.url == "/goals/" and client.get(f"/goals/{goal.pk}/").status_code == 404
    assert client.get(f"/contacts/{eve.pk}/").status_code == 200
    with acting_as(maya):
        act = Act.objects.get(verb="delete_goal")
    client.post(reverse("take_back", args=[act.pk]))
    with acting_as(maya):
        assert Goal.objects.get().targets.get().contact == eve


def test_every_turn_has_words_in_history(client, maya):
    goal = make_goal(maya, "To bake")
    for verb in ("pause", "go-on", "look", "gather", "reach", "take-up", "let-go", "delete"):
        client.post(f"/goals/{goal.pk}/{verb}/", sent())
    html = client.get("/history/").content.decode()
    assert "Changed something" not in html and html.count("To bake") >= 8


@pytest.mark.parametrize("known", [{}, {"field": "payments"}, {"field": "payments", "purpose": "job"}])
def test_the_page_costs_little_whatever_is_known(client, maya, known):
    make_employer(maya, "payments")
    goal = make_goal(maya, **known)
    people(maya, goal, "Eve Lindqvist\nPaul Park")
    gathering_at(maya, goal, "Guild", NOW + timedelta(days=2))
    with acting_as(maya):
        goal.gather()
    shown(client, goal)
    found = queries(client, f"/goals/{goal.pk}/")
    assert len(found) <= 14, "\n".join(found)
