"""Promises and commitments on Today, with what can be said of them (scenario 17)."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.commitments.models import Promise
from apps.core.acts import Act
from apps.core.due import Rest
from tests.architecture.test_pages import visible
from tests.commitments.making import make_commitment, make_evening, make_promise
from tests.commitments.test_due import FRIDAY, one_of_each
from tests.dashboard.test_today_beside import UNCOUNTED, fill
from tests.making import make_contact
from tests.nudges.noting import at

pytestmark = pytest.mark.django_db
KINDS = ("promise", "season", "approval", "free_until")


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(at(25, 10), tick=False) as clock:
        yield clock


@pytest.fixture
def browser(maya, client_of):
    maya.onboarded_at = at(1)
    maya.save()
    return client_of(maya)


def test_each_kind_stands_on_today_with_what_can_be_said(maya, browser):
    rows = one_of_each(maya)
    page = visible(text(browser.get("/")))
    for said in (
        "by Friday A flyer You promised it by Friday . On track · A flyer Need time · A flyer Hand back",
        "Print making The last day of the term: Monday. Whom would you like to keep? Go through them",
        "approval The intranet Who said yes to it at work, and when?",
        "The choir’s site You meant to give it free until 20 November. And now? Keep giving",
    ):
        assert said in page, page
    html = text(browser.get("/"))
    for name, kind in (
        ("keep_promise", "promise"), ("more_time_promise", "promise"), ("hand_back_promise", "promise"),
        ("round_commitment", "season"), ("approve_commitment", "approval"),
        ("keep_giving_commitment", "free_until"), ("start_charging_commitment", "free_until"),
    ):  # fmt: skip
        assert reverse(f"commitments:{name}", args=[rows[kind].pk]) in html
    assert 'class="button"' not in html, "a promise fills no button"


def test_on_track_from_today_is_one_act_and_can_be_taken_back(maya, browser):
    promise = make_promise(maya, "A flyer", FRIDAY)
    form = {"act": str(uuid.uuid4())}
    answers = [browser.post(url("done", "promise", promise), form, follow=True) for _ in range(2)]
    assert all("On track: A flyer" in text(each) for each in answers) and Act.objects.count() == 1
    promise.refresh_from_db()
    assert promise.on_track_on == date(2026, 11, 25)
    assert "by Friday" not in text(browser.get("/"))
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    assert "by Friday" in text(browser.get("/"))


@pytest.mark.parametrize("verb", ["keep_promise", "hand_back_promise"])
def test_kept_or_handed_back_it_is_gone_from_today(verb, maya, browser):
    promise = make_promise(maya, "A flyer", FRIDAY)
    browser.post(reverse(f"commitments:{verb}", args=[promise.pk]), {"act": str(uuid.uuid4()), "next": "/"})
    assert "by Friday" not in text(browser.get("/"))
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    assert "by Friday" in text(browser.get("/"))


@pytest.mark.parametrize(
    ("kind", "until"),
    [("promise", 26), ("season", 26), ("approval", 2), ("free_until", 2)],
)
def test_not_today_rests(kind, until, maya, browser):
    row = one_of_each(maya)[kind]
    page = text(browser.post(url("not_today", kind, row), {"act": str(uuid.uuid4())}, follow=True))
    assert "The question about" in page
    rest = Rest.objects.get()
    assert (rest.subject, rest.until_on.day) == (f"{kind}:{row.pk}", until)
    assert f'id="{kind}-{row.pk}"' not in page and page.count("Not today") >= 3


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_answers_for_others(kind, stranger, browser):
    theirs = one_of_each(stranger)[kind]
    for name in ("done", "not_today", "let_be"):
        assert browser.post(url(name, kind, theirs)).status_code == 404
        assert Client().post(url(name, kind, theirs)).status_code == 302
    assert not Act.objects.exists() and "flyer" not in text(browser.get("/"))


@pytest.mark.parametrize(("kind", "name"), [(kind, "done") for kind in KINDS[1:]] + [("promise", "let_be")])
def test_answers_that_mean_nothing_are_not_found(kind, name, maya, browser):
    assert browser.post(url(name, kind, one_of_each(maya)[kind])).status_code == 404


def test_hostile_words_are_only_words(maya, browser):
    evil = "<script>alert(1)</script>\u202e"
    bank = make_commitment(maya, evil, coordinator=make_contact(maya, evil))
    make_promise(maya, evil, FRIDAY, commitment=bank)
    make_evening(bank, evil, starts_at=at(25, 18))
    page = text(browser.get("/"))
    assert "<script>alert" not in page and "\u202e" not in page.split("<main")[1]


def test_today_costs_the_same_at_3_and_30_of_everything(maya, browser):
    maya.outside_hours_cap = 6
    maya.save()

    def queries():
        with CaptureQueriesContext(connection) as found:
            browser.get("/")
        return [query["sql"] for query in found if not UNCOUNTED.search(query["sql"])]

    def more(count):
        fill(maya, count)
        for number in range(count):
            one_of_each(maya)
            make_evening(make_commitment(maya, f"Number {number}"), starts_at=at(25, 18))

    more(3)
    with_three = (queries(), queries())[-1]  # the first visit of a day writes to the session
    more(27)
    many = queries()
    assert len(many) == len(with_three) <= 9, "\n".join(many)


def test_the_promise_of_another_day_is_no_line(maya, browser):
    make_promise(maya, "Much later", date(2027, 3, 1))
    assert "Much later" not in text(browser.get("/")) and Promise.objects.exists()


def url(name, kind, row):
    return reverse(name, args=[kind, row.pk])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()
