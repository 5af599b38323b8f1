"""Asking: what is said before one asks somebody hardly met, or whom one has not yet been of use to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.asking import guard
from apps.contacts.models import Ask, Contact, Give
from apps.core.scope import acting_as
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
STILL = "You may still ask. Would you be glad to see them if they say no?"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    return make_contact(maya, "Ana Lima")


def give(person: Contact) -> None:
    with acting_as(person.owner):
        Give.objects.create(owner=person.owner, contact=person, what="a lift", happened_on=ago(300))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def said(person: Contact, on: date = TODAY) -> str:
    with acting_as(person.owner):
        found = guard(person.owner, person, on)
    return found.sentence if found else ""


def test_spoken_once_and_of_no_use_yet(maya, ana):
    make_touch(maya, ana, ago(3), "met")
    assert said(ana) == f"You and Ana have spoken once, and you have not yet been of use to them. {STILL}"


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "You and Ana have not spoken yet"),
        (["wrote", "wrote"], "You and Ana have not spoken yet"),
        (["talked"], "You and Ana have spoken once"),
        (["talked", "talked"], "You and Ana have not met yet"),
        (["met", "talked"], "You and Ana have met once"),
    ],
)
def test_each_beginning_has_its_words(maya, ana, kinds, words):
    for number, kind in enumerate(kinds):
        make_touch(maya, ana, ago(number + 1), kind)
    assert said(ana) == f"{words}, and you have not yet been of use to them. {STILL}"
    give(ana)
    assert said(ana) == f"{words}. {STILL}"


def test_met_twice_and_of_no_use_yet(maya, ana):
    make_touch(maya, ana, ago(3), "met")
    make_touch(maya, ana, ago(9), "met")
    assert said(ana) == f"You have not yet been of use to Ana. {STILL}"


def test_nothing_is_said_of_whom_one_met_twice_and_helped(maya, ana):
    make_touch(maya, ana, ago(3), "met")
    make_touch(maya, ana, ago(9), "met")
    give(ana)
    assert said(ana) == ""


def test_a_day_counts_once_and_later_ones_not_yet(maya, ana):
    give(ana)
    make_touch(maya, ana, ago(9), "met")
    make_touch(maya, ana, ago(9), "met")
    make_touch(maya, ana, ago(0), "met")
    assert said(ana, ago(1)) == f"You and Ana have spoken once. {STILL}"


def test_the_form_says_it_offers_both_and_forbids_nothing(maya, ana, client_of):
    client, url = client_of(maya), reverse("contacts:add_ask", args=[ana.pk])
    page = client.get(url).content.decode()
    assert STILL in visible(page)
    assert "Ask anyway" in visible(page)
    assert f'href="{reverse("contacts:add_give", args=[ana.pk])}"' in page
    assert "First, something for Ana" in visible(page)

    client.post(url, {"what": "a hand", "happened_on": TODAY.isoformat(), "kind": "favour"})
    with acting_as(maya):
        assert Ask.objects.get().what == "a hand"


def test_the_fold_on_the_persons_page_says_it_too(maya, ana, client_of):
    client, url = client_of(maya), reverse("contacts:person", args=[ana.pk])
    make_touch(maya, ana, ago(3), "met")
    assert said(ana) in visible(client.get(url).content.decode())

    make_touch(maya, ana, ago(9), "met")
    give(ana)
    assert STILL not in visible(client.get(url).content.decode())


def test_a_correction_of_an_old_ask_says_nothing(maya, ana, client_of):
    with acting_as(maya):
        ask = Ask.objects.create(owner=maya, contact=ana, what="x", happened_on=ago(400))
    page = client_of(maya).get(reverse("contacts:edit_ask", args=[ana.pk, ask.pk])).content.decode()
    assert STILL not in visible(page)


def test_the_form_of_anothers_person_does_not_exist(ana, stranger, client_of):
    assert client_of(stranger).get(reverse("contacts:add_ask", args=[ana.pk])).status_code == 404
