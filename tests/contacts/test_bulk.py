"""One change to many people: each verb once, one act, taken back row for row; large ones by the worker."""

from __future__ import annotations

import uuid

import pytest
import time_machine

from apps.contacts.models import Circle, Contact, Interaction
from apps.core.acts import Act
from apps.core.history import told
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.conftest import NOW
from tests.contacts.bulking import book_of, make_book, send
from tests.contacts.test_list import TODAY, names
from tests.making import make_contact
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def book(maya):
    return make_book(maya)


CASES = [
    ("just_remember", {}, "Will just remember 3 people"),
    ("let_be", {}, "Let 3 people be"),
    ("bring_back", {}, "Brought 3 people back"),
    ("delete", {}, "Deleted 3 people"),
    ("join", {"said": 1, "circle": "Rowing"}, "Put 3 people into Rowing"),
    ("choose_rhythm", {"said": 1, "how_often": "30"}, "Chose a rhythm for 3 people"),
    ("choose_rhythm", {"said": 1, "how_often": "own", "days": "17"}, "Chose a rhythm for 3 people"),
    ("choose_rhythm", {"said": 1, "how_often": "none"}, "Chose no rhythm for 3 people"),
]


@pytest.mark.parametrize(("verb", "more", "says"), CASES)
def test_verb_is_one_act_with_one_notice_and_taken_back_whole(maya, client_of, book, verb, more, says):
    before, client = book_of(maya), client_of(maya)

    answer = send(client, verb, book[:3], query="?city=Lisbon", **more)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/contacts/?city=Lisbon"
    assert says in client.get("/contacts/").content.decode()
    with acting_as(maya):
        assert_nothing_differs()
        act = Act.objects.get(facts__count=3)
        outcome = take_back(maya, act, now=NOW)
        assert told(outcome.stayed) == "Taken back."
        assert_nothing_differs()
    after = book_of(maya)
    for rows in (before, after):
        for person in rows["Contact"]:
            person.pop("changed_at")
    assert after == before


def test_taken_out_of_a_circle(maya, client_of, book):
    client = client_of(maya)
    send(client, "join", book, said=1, circle="Rowing")
    with acting_as(maya):
        rowing = Circle.objects.get(name="Rowing")

    send(client, "leave", book[:4], said=1, circle=rowing.pk)

    assert names(client.get(f"/contacts/?circle={rowing.pk}")) == ["Eve"]
    with acting_as(maya):
        assert_nothing_differs()


def test_set_does_what_the_verb_of_one_does(maya, book):
    """The same rule: one by one, or all at once."""
    with acting_as(maya):
        for verb, facts in (
            ("choose_rhythm", {"days": 30, "today": TODAY, "now": NOW}),
            ("just_remember", {"today": TODAY, "now": NOW}),
            ("let_be", {"now": NOW}),
            ("bring_back", {"now": NOW}),
            ("from_before", {"today": TODAY, "now": NOW}),
            ("choose_rhythm", {"days": None, "today": TODAY, "now": NOW}),
        ):
            one, other = Contact.objects.get(pk=book[2].pk), Contact.objects.filter(pk=book[3].pk)
            getattr(one, verb)(**facts)
            getattr(other, verb)(**facts)
            columns = ("rhythm_days", "just_remember_on", "from_before_on", "let_be_at", "changed_at")
            assert [getattr(one, c) for c in columns] == [getattr(other.get(), c) for c in columns], verb
            assert (one.due_on is None) == (other.get().due_on is None)


def test_deleting_keeps_touches_of_those_who_stay(maya, client_of, book):
    send(client_of(maya), "delete", book[:2])

    with acting_as(maya):
        assert [touch.note for touch in Interaction.objects.all()] == ["two of us"]


def test_everybody_in_the_list_means_the_list_as_it_is(maya, client_of, book):
    make_contact(maya, "Zoe", city="Porto")
    send(client_of(maya), "let_be", everybody=1, query="?city=Lisbon")

    with acting_as(maya):
        assert Contact.objects.exclude(let_be_at=None).count() == 5
        assert Contact.objects.get(name="Zoe").let_be_at is None


def test_one_person_is_told_by_name(maya, client_of, book):
    client = client_of(maya)
    send(client, "delete", book[:1])

    assert "Deleted Ana" in client.get("/contacts/").content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"verb": "let_be"}, "Nobody is picked"),
        ({"verb": "let_be", "person": ["x", "0", "-1", "99999999999999999999"]}, "Nobody is picked"),
        ({"verb": "explode", "person": ["1"]}, "Choose what shall be done"),
        ({}, "Choose what shall be done"),
        ({"verb": "let_be", "everybody": "1", "query": "city=Nowhere"}, "Nobody is picked"),
    ],
)
def test_act_on_nobody_or_without_a_verb_says_so(maya, client_of, book, sent, says):
    client = client_of(maya)

    answer = client.post("/contacts/many/", sent, follow=True)

    assert says in answer.content.decode()
    with acting_as(maya):
        assert not Act.objects.exists()


@pytest.mark.parametrize("days", ["0", "100000", "-3", "many", ""])
def test_days_that_are_none_are_a_sentence(maya, client_of, book, days):
    answer = send(client_of(maya), "choose_rhythm", book, said=1, how_often="own", days=days)

    assert answer.status_code == 422
    assert "A whole number of days, from 1 to 3650." in answer.content.decode()
    assert answer.content.decode().count('name="person"') == 5
    with acting_as(maya):
        assert not Act.objects.exists()


@pytest.mark.parametrize("verb", ["join", "leave", "choose_rhythm"])
def test_verb_that_wants_a_word_asks_for_it_and_keeps_who_was_picked(maya, client_of, book, verb):
    answer = send(client_of(maya), verb, book, query="?city=Lisbon")

    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count('name="person"') == 5
    assert "5 people are picked" in page
    assert f'name="verb" value="{verb}"' in page


def test_second_press_does_nothing_again(maya, client_of, book):
    client, key = client_of(maya), uuid.uuid4()
    for _ in range(2):
        answer = client.post("/contacts/many/", {"verb": "delete", "person": [book[0].pk], "act": key})
        assert answer.headers["Location"] == "/contacts/"

    with acting_as(maya):
        assert Act.objects.count() == 1


def test_another_members_people_are_nobody(maya, stranger, client_of, book):
    answer = client_of(stranger).post(
        "/contacts/many/", {"verb": "delete", "person": [p.pk for p in book]}, follow=True
    )

    assert "Nobody is picked" in answer.content.decode()
    with acting_as(maya):
        assert Contact.objects.count() == 5


def test_boxes_are_there_without_scripts(maya, client_of, book):
    page = client_of(maya).get("/contacts/?pick=1").content.decode()

    assert page.count('name="person"') == 5
    assert 'class="picking"' in page
    assert client_of(maya).get("/contacts/").content.decode().count('name="person"') == 0
