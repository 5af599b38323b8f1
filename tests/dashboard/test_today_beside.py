"""Today beside people: tonight's gathering, whom one met, and goals in a line each."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.contacts.models import Contact, Interaction
from apps.core.acts import Act
from apps.core.due import Rest
from apps.core.scope import acting_as
from apps.goals.models import Gathering, Goal, Target
from apps.nudges.planning import plan
from tests.goals.rooms import make_evidence, make_gathering, make_goal, make_met, make_place, make_target
from tests.making import make_contact
from tests.nudges.noting import asks_for_note, at, make_due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
UNCOUNTED = re.compile(r"^(SAVEPOINT|RELEASE|BEGIN|COMMIT|select set_config|select current_setting)")


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(at(24, 10), tick=False) as clock:
        yield clock


@pytest.fixture
def browser(maya, client_of):
    maya.onboarded_at = at(1)
    maya.save()
    return client_of(maya)


@pytest.fixture
def evening(maya):
    """Tonight at the hall, where Joan was seen lately."""
    hall = make_place(maya, "Harbour hall")
    joan = make_contact(maya, "Joan Ferrer", ask_next="about the regatta")
    make_evidence(hall, joan, date(2026, 11, 10))
    make_evidence(hall, make_contact(maya, "Pete Ray", ask_next="Is the van sold?"), date(2026, 11, 3))
    return make_gathering(maya, "Food bank", place=hall)


def test_tonight_says_who_is_likely_there_and_what_to_ask_them(evening, browser):
    page = text(browser.get("/"))
    assert "Nobody to write to today, and an evening out." in page
    assert "That is a good day to be found" not in page
    assert '<p class="when">tonight</p>' in page and "18:00–20:00" in page and "Harbour hall" in page
    assert "Ask <mark>about the regatta</mark>" in page and "Ask: <mark>“Is the van sold?”</mark>" in page
    assert page.index("Joan Ferrer") < page.index("Pete Ray")
    assert reverse("goals:gathering", args=[evening.pk]) in page


def test_the_evening_before_tonight_the_morning_after_and_told(maya, evening, browser, tuesday):
    """From the evening before until it is told; taken back it is asked again."""
    tuesday.move_to(at(22, 10))
    assert "Food bank" not in text(browser.get("/"))
    tuesday.move_to(at(23, 18))
    page = text(browser.get("/"))
    assert '<p class="when">tomorrow</p>' in page and "Joan and Pete likely there" in page
    tuesday.move_to(at(24, 19))
    assert '<p class="when">now</p>' in text(browser.get("/"))
    tuesday.move_to(at(24, 22))
    assert "Food bank" not in text(browser.get("/"))
    tuesday.move_to(at(25, 8))
    page = text(browser.get("/"))
    assert '<p class="when">yesterday</p>' in page and "Whom did you meet?" in page

    form = {"names": "Joan, Amira (bakes)", "act": str(uuid.uuid4()), "next": "/"}
    answer = browser.post(reverse("goals:met_at_gathering", args=[evening.pk]), form)
    assert (answer.status_code, answer.url) == (302, "/")
    page = text(browser.get("/"))
    assert "Met Joan Ferrer and Amira at Food bank" in page and "Whom did you meet?" not in page
    assert Interaction.objects.of(maya).count() == 2

    browser.post(reverse("take_back", args=[Act.objects.latest("pk").pk]))
    assert "Whom did you meet?" in text(browser.get("/"))
    assert not Interaction.objects.exists() and not Contact.objects.filter(name="Amira").exists()


def test_nobody_this_time_is_said_without_leaving(evening, browser, tuesday):
    tuesday.move_to(at(25, 8))
    url = reverse("goals:met_nobody_at_gathering", args=[evening.pk])
    page = text(browser.post(url, {"act": str(uuid.uuid4()), "next": "/"}, follow=True))
    assert "Nobody this time at Food bank" in page and "Whom did you meet?" not in page


def test_staying_away_is_said_without_leaving_and_can_be_taken_back(evening, browser):
    url = reverse("goals:stay_away_from_gathering", args=[evening.pk])
    assert url in text(browser.get("/"))
    page = text(browser.post(url, {"act": str(uuid.uuid4()), "next": "/"}, follow=True))
    assert "Will not go to Food bank" in page and "tonight" not in page
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    assert "Food bank" in text(browser.get("/"))


def test_not_today_asks_again_tomorrow(maya, evening, browser, tuesday):
    tuesday.move_to(at(25, 8))
    page = text(browser.post(url("not_today", "whom_met", evening), follow=True))
    assert "The question about Food bank rests until 26 November" in page and "Whom did you meet?" not in page
    assert Rest.objects.get().subject == f"met:{evening.pk}"
    tuesday.move_to(at(26, 8))
    assert "Whom did you meet?" in text(browser.get("/"))


def test_people_stand_before_gatherings_and_those_before_goals(maya, evening, browser):
    make_goal(maya, "To be at home among makers")
    make_due(maya, "Ana")
    page = text(browser.get("/"))
    assert "One person and one evening out." in page
    places = [page.index(word) for word in ("Ana", "Food bank", "To be at home among makers")]
    assert places == sorted(places)


def test_gatherings_use_nobodys_room(maya, evening, browser):
    make_gathering(maya, "Second")
    make_due(maya, *"ABCDE")
    page = text(browser.get("/"))
    assert len(re.findall('id="about-', page)) == 3 and "Second" in page and "Food bank" in page
    assert "Three people and a few gatherings." in page


def test_gatherings_in_the_note_use_nobodys_room_either(maya, evening, browser):
    asks_for_note(maya, since=at(22))
    assert plan(now=at(24, 7, 30)).planned == 1
    make_due(maya, *"ABCDE")
    page = text(browser.get("/"))
    assert len(re.findall('id="about-', page)) == 3 and page.count("Food bank</a>") == 1


def test_a_goal_is_one_line_with_one_fact(maya, browser):
    goal = make_goal(maya, "To be at home among makers", field="outdoor")
    people = [make_target(goal, f"Person {number}") for number in range(12)]
    guild = make_place(maya, "The guild", goal)
    past = make_gathering(maya, "Then", place=guild, starts_at=at(1))
    for person in people[:3]:
        make_met(past, person)
    make_met(past, people[0], on=date(2026, 11, 9))
    make_gathering(maya, "Trail guild", place=guild, starts_at=at(28, 18))
    make_goal(maya, "Nothing known")
    make_goal(maya, "Held", held_at=at(1))
    make_goal(maya, "Paused", paused_at=at(1))
    page = text(browser.get("/"))
    assert "three of twelve met; next there: Trail guild, Sat 28" in page
    assert "Nothing known" in page and "Held" not in page and "Paused" not in page
    assert page.index("Nothing known") < page.index("To be at home among makers"), "the newest first"


def test_still_it_is_said_once_a_month(maya, browser, tuesday):
    goal = make_goal(maya, began_on=date(2026, 10, 1))
    assert "Is this still it?" in text(browser.get("/"))
    page = text(browser.post(url("done", "goal_look", goal), {"act": str(uuid.uuid4())}, follow=True))
    assert "still it" in page and "Is this still it?" not in page
    goal.refresh_from_db()
    assert goal.looked_on == TODAY
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    assert "Is this still it?" in text(browser.get("/"))
    browser.post(url("not_today", "goal_look", goal))
    assert "Is this still it?" not in text(browser.get("/"))
    tuesday.move_to(at(30, 8))
    assert "Is this still it?" not in text(browser.get("/"))
    tuesday.move_to(at(1, 8, month=12))
    assert "Is this still it?" in text(browser.get("/"))


def test_of_the_quiet_one_a_week_is_asked_about(maya, browser, tuesday):
    goal = make_goal(maya)
    for name in ("Eve", "Kim", "Lou"):
        make_target(goal, name)
    with acting_as(maya):
        Target.objects.update(added_at=at(1) - timedelta(days=730))
        eve, kim = Target.objects.order_by("pk")[:2]
    page = text(browser.get("/"))
    assert page.count("Still somebody to meet?") == 1 and "Eve" in page and "Kim" not in page
    page = text(browser.post(url("done", "to_meet_quiet", eve), {"act": str(uuid.uuid4())}, follow=True))
    assert "Still somebody to meet: Eve" in page and "Still somebody to meet?" not in page
    tuesday.move_to(at(29, 8))
    assert "Still somebody to meet?" not in text(browser.get("/")), "the same week"
    tuesday.move_to(at(30, 8))
    page = text(browser.get("/"))
    assert page.count("Still somebody to meet?") == 1 and "Kim" in page
    browser.post(url("not_today", "to_meet_quiet", kim))
    assert "Still somebody to meet?" not in text(browser.get("/"))


@pytest.mark.parametrize("kind", ["whom_met", "gathering", "goal_look", "to_meet_quiet"])
def test_nobody_answers_for_others(kind, stranger, browser):
    theirs = row_of(kind, stranger)
    for name in ("done", "not_today", "let_be"):
        for headers in ({}, {"HX-Request": "true"}):
            assert browser.post(url(name, kind, theirs), headers=headers).status_code == 404
        assert Client().post(url(name, kind, theirs)).status_code == 302
        assert browser.post(reverse(name, args=[kind, 2**62])).status_code == 404
    assert not Act.objects.exists() and not Rest.objects.exists()
    assert "Theirs" not in text(browser.get("/"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("whom_met", "done"), ("gathering", "done"), ("whom_met", "let_be"), ("goal_look", "let_be")],
)
def test_answers_that_mean_nothing_are_not_found(kind, name, maya, browser):
    assert browser.post(url(name, kind, row_of(kind, maya))).status_code == 404
    assert not Act.objects.exists()


def test_pressing_twice_is_pressing_once(maya, browser):
    goal, form = make_goal(maya, began_on=date(2026, 10, 1)), {"act": str(uuid.uuid4())}
    answers = [browser.post(url("done", "goal_look", goal), form, follow=True) for _ in range(2)]
    assert Act.objects.count() == 1 and all("still it" in text(answer) for answer in answers)
    page = text(browser.post(url("done", "goal_look", goal), follow=True))
    assert "You already said this today." in page


def test_one_filled_button_a_screen(maya, evening, browser, tuesday):
    tuesday.move_to(at(25, 8))
    assert len(re.findall(r'class="button"', text(browser.get("/")))) == 1
    make_due(maya, "Ana", email="a@example.org")
    assert len(re.findall(r'class="button"', text(browser.get("/")))) == 1


def test_hostile_words_are_only_words(maya, browser):
    evil = "<script>alert(1)</script>\u202e"
    hall = make_place(maya, evil)
    make_evidence(hall, make_contact(maya, evil, ask_next=evil), date(2026, 11, 10))
    make_gathering(maya, evil, place=hall)
    make_gathering(maya, evil, place=hall, starts_at=at(23, 18))
    quiet = make_target(make_goal(maya, evil, began_on=date(2026, 1, 1)), evil)
    with acting_as(maya):
        Target.objects.filter(contact=quiet).update(added_at=at(1) - timedelta(days=730))
    page = text(browser.get("/"))
    assert "<script>alert" not in page and page.count("&lt;script&gt;") > 6


def test_queries_are_few_and_the_same_at_3_and_30_of_everything(maya, browser):
    def queries():
        with CaptureQueriesContext(connection) as found:
            browser.get("/")
        return [query["sql"] for query in found if not UNCOUNTED.search(query["sql"])]

    fill(maya, 3)
    with_three = (queries(), queries())[-1]  # the first visit of a day writes to the session
    fill(maya, 30)
    many = queries()
    assert len(many) == len(with_three) <= 9, "\n".join(many)


def fill(member, count):
    make_due(member, *(f"Due {number}" for number in range(count)), email="x@example.org")
    for number in range(count):
        goal = make_goal(member, f"Goal {number}", began_on=date(2026, 1, 1))
        place = make_place(member, f"Place {count}-{number}", goal)
        person = make_target(goal, f"Person {number}")
        make_evidence(place, person, date(2026, 11, 1))
        for day in (23, 24, 25):
            make_gathering(member, f"Gathering {number}", place=place, starts_at=at(day, 18))
    with acting_as(member):
        Target.objects.of(member).update(added_at=at(1) - timedelta(days=730))


def row_of(kind, member):
    if kind == "goal_look":
        return make_goal(member, "Theirs", began_on=date(2026, 1, 1))
    if kind == "to_meet_quiet":
        make_target(make_goal(member, "Theirs"), "Theirs")
        return Target.objects.get(owner=member)
    return make_gathering(member, "Theirs", starts_at=at(23, 18) if kind == "whom_met" else at(24, 18))


def url(name, kind, row):
    assert isinstance(row, Gathering | Goal | Target)
    return reverse(name, args=[kind, row.pk])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()
