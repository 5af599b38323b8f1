"""What is public of somebody: with a source, fit for them to read, never of a day to come."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import PublicFact
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SAID = {"text": "Speaks at the fair", "source": "the fair's programme", "seen_on": TODAY.isoformat()}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def eve(maya) -> Contact:
    return make_contact(maya, "Eve Lindqvist")


@pytest.fixture
def fact(eve) -> PublicFact:
    with acting_as(eve.owner):
        return PublicFact.objects.create(
            owner=eve.owner, contact=eve, text="Old words", source="a page", seen_on=date(2026, 5, 1)
        )


def add(client, person: Contact, **changed: str):
    url = reverse("goals:add_fact", args=[person.pk])
    return client.post(url, SAID | {"act": str(uuid.uuid4())} | changed)


def test_the_form_asks_for_words_they_could_read(maya, eve, client_of):
    page = client_of(maya).get(reverse("goals:add_fact", args=[eve.pk])).content.decode()
    assert "Write it so that Eve could read it." in visible(page)
    assert f'value="{TODAY.isoformat()}"' in page


def test_a_fact_is_added_changed_and_removed_and_each_can_be_taken_back(maya, eve, client_of):
    client = client_of(maya)
    answer = add(client, eve)
    assert answer.headers["Location"] == reverse("contacts:person", args=[eve.pk])
    with acting_as(maya):
        own = PublicFact.objects.get()
        assert (own.text, own.source, own.seen_on) == ("Speaks at the fair", "the fair's programme", TODAY)

    edit = reverse("goals:edit_fact", args=[own.pk])
    client.post(edit, SAID | {"text": "Spoke there", "act": str(uuid.uuid4())})
    client.post(reverse("goals:delete_fact", args=[own.pk]), {"act": str(uuid.uuid4())})
    with acting_as(maya):
        assert not PublicFact.objects.exists()
        for verb, text in (("delete_fact", "Spoke there"), ("edit_fact", "Speaks at the fair")):
            take_back(maya, Act.objects.get(verb=verb), now=NOW)
            assert PublicFact.objects.get().text == text
        take_back(maya, Act.objects.get(verb="add_fact"), now=NOW)
        assert not PublicFact.objects.exists()


def test_it_comes_back_to_the_page_it_was_asked_from(maya, eve, client_of):
    client = client_of(maya)
    assert add(client, eve, next="/goals/").headers["Location"] == "/goals/"
    assert add(client, eve, next="https://elsewhere.example/").headers["Location"].startswith("/contacts/")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"seen_on": (TODAY + timedelta(days=1)).isoformat()}, "That day is still to come."),
        ({"source": ""}, "only what is public, with its source, is kept"),
        ({"text": " "}, "Say what is public."),
        ({"seen_on": "1899-12-31"}, "before 1900"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(maya, eve, client_of, changed, says):
    answer = add(client_of(maya), eve, **changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in visible(page)
    for name, value in (SAID | changed).items():
        if name not in changed:
            assert value.replace("'", "&#x27;") in page
    with acting_as(maya):
        assert not PublicFact.objects.exists()


def test_anothers_facts_do_not_exist(eve, fact, stranger, client_of):
    client = client_of(stranger)
    assert add(client, eve).status_code == 404
    for name in ("goals:edit_fact", "goals:delete_fact"):
        assert client.post(reverse(name, args=[fact.pk]), SAID).status_code == 404
    with acting_as(eve.owner):
        assert PublicFact.objects.get().text == "Old words"


def test_it_stands_on_the_page_of_everything_kept(maya, eve, fact, client_of):
    said = visible(client_of(maya).get(reverse("contacts:keep", args=[eve.pk])).content.decode())
    assert "What is public" in said
    assert "Old words" in said
    assert "a page" in said


@pytest.mark.parametrize(
    ("source", "in_short"),
    [
        ("https://www.granite.example/people?all=1#eve", "granite.example"),
        ("granite.example/people", "granite.example"),
        ("granite.example", "granite.example"),
        ("the fair's programme", "the fair's programme"),
        ("p. 9 of the programme", "p. 9 of the programme"),
        ("and/or", "and/or"),
        ("", ""),
    ],
)
def test_a_row_has_room_for_the_site_of_a_source_alone(source, in_short):
    assert PublicFact(source=source).source_in_short == in_short
