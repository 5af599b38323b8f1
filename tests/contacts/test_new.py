"""Adding people by typing names."""

from __future__ import annotations

import re

import pytest
import time_machine

from apps.contacts.models import Circle, Contact, ContactPoint
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def people(maya) -> list[str]:
    with acting_as(maya):
        return list(Contact.objects.order_by("pk").values_list("name", flat=True))


def test_one_name_leads_to_that_person(maya, client_of):
    answer = client_of(maya).post("/contacts/new/", {"names": " Ana   Lima \r\n\r\n"})

    with acting_as(maya):
        ana = Contact.objects.get()
    assert (ana.name, ana.rhythm_days, answer.headers["Location"]) == (
        "Ana Lima",
        None,
        f"/contacts/{ana.pk}/",
    )


def test_several_lines_are_several_people_found_at_once(maya, client_of):
    client = client_of(maya)

    answer = client.post("/contacts/new/", {"names": "Ana Lima\nBen <ben@example.org>\n<cara@example.org>"})

    assert people(maya) == ["Ana Lima", "Ben", "cara"]
    assert answer.headers["Location"] == "/contacts/pick/"
    assert b"Ben" in client.get("/contacts/?q=ben@example").content
    with acting_as(maya):
        assert list(ContactPoint.objects.values_list("match_key", flat=True)) == [
            "ben@example.org",
            "cara@example.org",
        ]


def test_circle_and_rhythm_hold_for_all_of_them(maya, client_of):
    with acting_as(maya):
        Circle.named(maya, "School")
    client_of(maya).post("/contacts/new/", {"names": "Ana\nBen", "circle": "School", "rhythm": "91"})

    with acting_as(maya):
        assert Circle.objects.get().memberships.count() == 2
        for person in Contact.objects.all():
            assert person.rhythm_days == 91
            assert person.due_on is not None


def test_all_of_them_are_taken_back_as_one(maya, client_of):
    client = client_of(maya)
    client.post("/contacts/new/", {"names": "Ana\nBen"})

    client.post(f"/history/{Act.objects.get().pk}/take-back/")

    assert people(maya) == []


def test_name_known_already_asks_and_the_tick_answers(maya, client_of):
    make_contact(maya, "Ana Lima")
    client = client_of(maya)

    asked = client.post("/contacts/new/", {"names": "ana lima\nBen"})
    assert asked.status_code == 422
    assert "Ana Lima is among your people already." in asked.content.decode()
    assert people(maya) == ["Ana Lima"]

    client.post("/contacts/new/", {"names": "ana lima\nBen", "namesakes": "on"})
    assert people(maya) == ["Ana Lima", "ana lima", "Ben"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("", "One name is enough."),
        (" \n \0\n", "One name is enough."),
        ("x" * 10_000, "a name has between 1 and 200 characters"),
        ("Ana\n" + "x" * 201, "Line 2: a name has between 1 and 200 characters."),
        ("Ana <nobody>", "Line 1: what stands in brackets is no e-mail address."),
        ("x\n" * 201, "At most 200 lines at a time"),
        ("x" * 100_000, "at most 60000 characters"),
    ],
)
def test_wrong_lines_are_named_and_kept(maya, client_of, names, sentence):
    answer = client_of(maya).post("/contacts/new/", {"names": names})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert people(maya) == []
    if len(names) == 12:
        assert "Ana &lt;nobody&gt;</textarea>" in answer.content.decode()


def test_second_post_of_the_form_adds_nobody(maya, client_of):
    client = client_of(maya)
    key = re.search(r'name="act" value="([^"]+)"', client.get("/contacts/new/").content.decode())[1]
    answers = [client.post("/contacts/new/", {"names": "Ana", "act": key}) for _ in range(2)]

    assert people(maya) == ["Ana"]
    assert answers[1].headers["Location"] == "/contacts/?sort=newest"


def test_name_from_the_search_stands_there_already(maya, client_of):
    page = client_of(maya).get("/contacts/new/", {"name": 'Zoe "Z" <b>\0'}).content.decode()

    assert "Zoe &quot;Z&quot; &lt;b&gt;</textarea>" in page


def test_circle_of_a_stranger_is_no_choice(maya, stranger, client_of):
    with acting_as(stranger):
        Circle.named(stranger, "Theirs")

    assert b"Theirs" not in client_of(maya).get("/contacts/new/").content
    assert client_of(maya).post("/contacts/new/", {"names": "Ana", "circle": "Theirs"}).status_code == 422
