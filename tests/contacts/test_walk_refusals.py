"""Walk through your life: what is no name, no choice, or not the member's own."""

from __future__ import annotations

import pytest
import time_machine

from apps.contacts.models import Period, Recollection
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.walking import begin, look, people, save, shown
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(maya, client_of):
    return client_of(maya)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("", "One name is enough."),
        (" ,;\n- \n\0", "One name is enough."),
        ("\n".join(f"Mate {number}" for number in range(10_000)), "At most 200 names at a time"),
        ("\n".join(f"Mate {number}" for number in range(201)), "At most 200 names at a time"),
        ("Ana Lima\n" + "x" * 300, "is no name: it has between 1 and 200 letters"),
        ("(the one with the bike)", "“(the one with the bike)” is no name"),
        ("😀", "“😀” is no name"),
    ],
)
def test_what_is_no_name_is_told_and_kept(maya, client, names, sentence):
    school = begin(client)
    answer = look(client, school, names)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert names.strip().replace("\0", "")[:40] in page, "what was typed stands there still"
    assert people(maya) == []


def test_marks_that_turn_the_page_are_left_out_and_scripts_kept(maya, client):
    save(client, begin(client), "\u202eAna\x07 Lima\nדנה לוי\n李小龍，張三")

    assert people(maya)[:2] == ["Ana Lima", "דנה לוי"]


@pytest.mark.parametrize("choice", ["0", "999999", "out", "x" * 500])
def test_choice_that_was_not_offered_is_refused(maya, client, choice):
    make_contact(maya, "Ana Lima")
    school = begin(client)

    answer = look(client, school, "Ana Lima", **shown(look(client, school, "Ana Lima")) | {"who_0": choice})

    assert answer.status_code == 422
    with acting_as(maya):
        assert not Recollection.objects.exists()


def test_strangers_person_is_neither_found_nor_taken(maya, stranger, client):
    theirs = make_contact(stranger, "Ana Lima", city="Secret City")
    school = begin(client)

    assert b"Secret City" not in look(client, school, "Ana Lima").content
    save(client, school, "Ana Lima", who_0=str(theirs.pk))
    assert people(maya) == ["Ana Lima"]


@pytest.mark.parametrize("kind", Period.Kind.values)
def test_every_kind_of_period_has_its_stage(kind, client):
    assert client.get("/contacts/walk/begin/", {"stage": kind}).status_code == 200
