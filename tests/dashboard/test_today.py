"""Today: whom to write to, why, and with what words; acted on without leaving (scenario 1)."""

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

from apps.contacts.models import ImportantDate, Interaction
from apps.core.acts import Act
from apps.core.due import Rest
from apps.nudges.models import Nudge
from apps.nudges.planning import plan
from tests.making import make_contact, make_touch
from tests.nudges.noting import asks_for_note, at, make_due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SCOPE = re.compile(r"SAVEPOINT|RELEASE|BEGIN|COMMIT|set_config|current_setting", re.IGNORECASE)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(at(23, 10), tick=False) as clock:
        yield clock


@pytest.fixture
def browser(maya, client_of):
    maya.onboarded_at = at(1)
    maya.save()
    return client_of(maya)


def test_signed_out_it_is_the_landing_page():
    page = Client().get("/")
    assert page.status_code == 200 and "Be known before you need to be" in page.content.decode()


def test_newcomer_with_an_empty_book_is_shown_in(maya, client_of):
    answer = client_of(maya).get("/")
    assert (answer.status_code, answer.url) == (302, reverse("onboarding"))
    make_contact(maya, "Ana")
    assert client_of(maya).get("/").status_code == 200


def test_each_person_comes_with_a_reason_and_a_first_line(maya, browser):
    ana = make_contact(
        maya,
        "Ana Lima",
        rhythm_days=91,
        email="ana@example.org",
        opener="Is it home by now?",
        ask_next="of Graça",
    )
    make_touch(maya, ana, date(2026, 7, 18), note="her move to Lisbon")
    page = text(browser.get("/"))
    assert "Monday 23 November" in page and "One person" in page and "18 July" in page
    assert "You spoke about <mark>her move to Lisbon</mark>." in page
    assert "You meant to ask of Graça." in page
    assert '<p class="said">“Is it home by now?”</p>' in page
    assert "mailto:ana@example.org" in page


def test_birthday_comes_once_and_first(maya, browser):
    make_due(maya, "Ana")
    [tom] = make_due(maya, "Tom")
    ImportantDate.objects.create(owner=maya, contact=tom, kind="birthday", month=11, day=23, year=1986)
    page = text(browser.get("/"))
    assert names(page) == ["Tom", "Ana"]
    assert "Tom is 40 today." in page and "A birthday is enough for one day." in page


def test_at_most_the_members_pace(maya, browser):
    make_due(maya, *"ABCDE")
    assert len(names(text(browser.get("/")))) == 3
    maya.pace = 5
    maya.save()
    assert len(names(text(browser.get("/")))) == 5


def test_the_people_of_todays_note_come_first_and_answered_ones_are_gone(maya, browser):
    asks_for_note(maya, since=at(22))
    ana, _ben = make_due(maya, "Ana", "Ben", on=date(2026, 11, 20))
    plan(now=at(23, 7, 30))
    make_due(maya, "Much later against the rhythm", "Another", on=date(2026, 1, 1))
    assert (
        set(names(text(browser.get("/")))[:2]) == {"Ana", "Ben"} and len(names(text(browser.get("/")))) == 3
    )
    browser.post(url("done", ana))
    assert len(names(text(browser.get("/")))) == 2


def test_done_restarts_the_rhythm_and_taking_it_back_brings_the_person_back(maya, browser):
    """Scenario 1, by Today's Done."""
    [ana] = make_due(maya, "Ana", rhythm_days=30)
    page = text(browser.post(url("done", ana), follow=True))
    assert "Wrote to Ana" in page and "Take back" in page and names(page) == []
    ana.refresh_from_db()
    assert (ana.last_touch_on, ana.due_on) == (TODAY, TODAY + timedelta(days=30))
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    ana.refresh_from_db()
    assert ana.due_on == date(2026, 11, 1) and names(text(browser.get("/"))) == ["Ana"]


def test_call_dated_three_days_ago_leaves_today_until_taken_back(maya, browser):
    """Scenario 1, by a log."""
    ana = make_contact(maya, "Ana", rhythm_days=30)
    make_touch(maya, ana, TODAY - timedelta(days=31))
    assert names(text(browser.get("/"))) == ["Ana"]
    form = {"kind": "talked", "happened_on": "2026-11-20", "note": "", "act": str(uuid.uuid4())}
    browser.post(reverse("contacts:log", args=[ana.pk]), form)
    ana.refresh_from_db()
    assert ana.due_on == TODAY + timedelta(days=27) and names(text(browser.get("/"))) == []
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    assert names(text(browser.get("/"))) == ["Ana"]


def test_not_today_rests_until_tomorrow_and_logs_no_touch(maya, browser, monday):
    [ana] = make_due(maya, "Ana")
    page = text(browser.post(url("not_today", ana), follow=True))
    assert "Ana rests until 24 November" in page and names(page) == []
    assert not Interaction.objects.exists() and Rest.objects.get().until_on == TODAY + timedelta(days=1)
    monday.move_to(at(24, 0, 1))
    assert names(text(browser.get("/"))) == ["Ana"]


def test_not_this_person_is_let_be_and_can_be_taken_back(maya, browser):
    [ana] = make_due(maya, "Ana")
    browser.post(url("let_be", ana))
    ana.refresh_from_db()
    assert ana.let_be_at is not None and names(text(browser.get("/"))) == []
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    assert names(text(browser.get("/"))) == ["Ana"]


def test_answered_people_count_for_the_days_pace(maya, browser):
    people = make_due(maya, *"ABCDE")
    for shown in (2, 1, 0):
        first = names(text(browser.get("/")))[0]
        browser.post(url("not_today", next(p for p in people if p.name == first)))
        assert len(names(text(browser.get("/")))) == shown
    assert "That was everybody for today." in text(browser.get("/"))


def test_answer_in_place_folds_the_row(maya, browser):
    [ana] = make_due(maya, "Ana", rhythm_days=182)
    answer = browser.post(url("done", ana), {"act": str(uuid.uuid4())}, headers={"HX-Request": "true"})
    page = text(answer)
    assert "<html" not in page and "entry-folded" in page
    assert "Wrote to Ana" in page and "again in May" in page
    assert reverse("take_back", args=[Act.objects.get().pk]) in page


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_pressing_twice_is_pressing_once(maya, browser, headers):
    [ana] = make_due(maya, "Ana")
    form = {"act": str(uuid.uuid4())}
    answers = [browser.post(url("done", ana), form, headers=headers, follow=True) for _ in range(2)]
    assert Interaction.objects.count() == Act.objects.count() == 1
    assert all("Wrote to Ana" in text(answer) for answer in answers)


def test_answered_in_the_mail_is_answered_here(maya, browser):
    asks_for_note(maya, since=at(22))
    [ana] = make_due(maya, "Ana")
    plan(now=at(23, 7, 30))
    browser.post(url("done", ana))
    assert Nudge.objects.get().answer == "done"
    page = text(browser.post(url("not_today", ana), follow=True))
    assert "You already said this today." in page
    assert not Rest.objects.exists()


@pytest.mark.parametrize("name", ["done", "not_today", "let_be"])
def test_nobody_answers_for_others_people(maya, stranger, client_of, browser, name):
    [theirs] = make_due(stranger, "Theirs")
    for headers in ({}, {"HX-Request": "true"}):
        assert browser.post(url(name, theirs), headers=headers).status_code == 404
    assert Client().post(url(name, theirs)).status_code == 302
    assert browser.get(url(name, theirs)).status_code == 405
    assert browser.post(reverse(name, args=["rhythm", 2**62])).status_code == 404
    assert not Act.objects.exists()


@pytest.mark.parametrize("kind", ["nonsense", "review", "RHYTHM", "rhythm%00", "ä" * 300])
def test_unknown_kind_is_not_found(maya, browser, kind):
    [ana] = make_due(maya, "Ana")
    assert browser.post(f"/today/{kind}/{ana.pk}/done/").status_code == 404
    assert not Act.objects.exists()


def test_somebody_without_an_address_gets_a_way_to_add_one(maya, browser):
    make_due(maya, "Ruth")
    page = text(browser.get("/"))
    assert (
        "Add a way to reach Ruth" in page and "popovertarget" not in page.split("<main")[1].split("</main")[0]
    )


def test_only_the_first_row_has_a_filled_button(maya, browser):
    make_due(maya, "Ana", "Ben", "Cara", email="x@example.org")
    page = text(browser.get("/"))
    assert len(re.findall(r'class="button"', page)) == 1
    assert len(re.findall(r'class="button button-outline" popovertarget="write-', page)) == 2


def test_nobody_due_is_a_good_day(maya, browser):
    make_contact(maya, "Ana")
    page = text(browser.get("/"))
    assert "Nobody to write to today. That is a good day to be found." in page
    assert reverse("contacts:new") in page


def test_others_people_never_show(maya, stranger, browser):
    make_due(stranger, "Theirs")
    assert "Theirs" not in text(browser.get("/"))


def test_queries_are_few_and_the_same_at_3_and_30_people(maya, browser):
    def queries():
        with CaptureQueriesContext(connection) as found:
            browser.get("/")
        return len([query for query in found if not SCOPE.search(query["sql"])])

    make_due(maya, *"ABC", email="x@example.org", phone="+15105550123")
    with_three = (queries(), queries())[-1]  # the first visit of a day writes to the session
    for person in make_due(maya, *(f"Person {n}" for n in range(27)), email="y@example.org"):
        make_touch(maya, person, date(2026, 5, 1), note="something")
    assert queries() == with_three <= 9


def test_hostile_words_are_only_words(maya, browser):
    evil = "<script>alert(1)</script>"
    [ana] = make_due(maya, evil, opener=evil, ask_next=evil, relation=evil, email='"><img src=x>@example.org')
    make_touch(maya, ana, date(2026, 5, 1), note=evil + "\u202e{{ x }}")
    page = text(browser.get("/"))
    assert "<script>alert" not in page and "<img" not in page and "\u202e" not in page


def url(name, person, kind="rhythm"):
    return reverse(name, args=[kind, person.pk])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def names(page):
    return re.findall(r'<h2 class="name"[^>]*><a [^>]*>(.*?)</a>', page)
