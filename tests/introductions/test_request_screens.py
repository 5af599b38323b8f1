"""The list of requests and the page of one, by screen."""

from __future__ import annotations

import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.acts import Act
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import verbs
from apps.introductions.models import Door, Letter
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.introductions.screens import LIST, NEW, form, page_of, post, text, the_request
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


# --- the list ---


def test_the_empty_list_offers_a_first_step(client):
    shown = client.get(LIST)
    assert "which two of your people should know each other" in text(shown)
    assert NEW in shown.content.decode()


def test_requests_stand_by_what_they_wait_for(client, maya):
    make_request(maya, "Ada", whom="A draft")
    make_asked(maya, "Ben", whom="Asked for")
    make_passed_on(maya, "Carl", whom="Passed To")
    over = make_asked(maya, "Dora", whom="Given up").request
    with acting_as(maya):
        over.refresh_from_db()
        verbs.withdraw(over, now=NOW)

    said = text(client.get(LIST))
    order = [said.index(each) for each in ("A draft", "Asked for", "Passed To", "Given up")]
    assert order == sorted(order)
    assert "Ben has the question until 3 December. Nothing to do." in said
    assert "Carl is glad to pass it on, and knows Passed To well. It ends by itself on 3 December." in said


def test_the_list_costs_the_same_at_three_and_thirty(client, maya, stranger):
    make_request(stranger, "Foreign friend", whom="Foreign")
    counts = []
    client.get(LIST)
    for number in range(30):
        make_asked(maya, f"Friend {number}", whom=f"Whom {number}")
        if number in (2, 29):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                shown = client.get(LIST)
            counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Foreign" not in text(shown)


# --- one request ---


def test_the_guard_speaks_first_and_never_forbids(client, maya):
    request = make_request(maya, "Ben Silva")
    said = text(client.get(page_of(request)))
    assert "Would you be glad to see them if they say no?" in said and "Ask anyway" in said
    assert "/i/" not in client.get(page_of(request)).content.decode()

    shown = post(client, "prepare_door", doors(request)[0].pk)
    assert f"/i/{doors(request)[0].link.token}/" in shown.content.decode()
    assert "I have sent it" in text(shown)


def test_sent_it_begins_the_ten_days_and_cannot_be_taken_back(client, maya):
    request = make_request(maya, "Ben Silva")
    post(client, "prepare_door", doors(request)[0].pk)
    shown = post(client, "ask_door", doors(request)[0].pk)

    assert "Ben has the question until 3 December" in text(shown)
    assert "Take back" not in text(shown)
    with acting_as(maya):
        done = Act.objects.of(maya).get(verb="ask_door")
    assert not done.may_be_taken_back(now=NOW)


def test_pressed_twice_and_by_two_windows_it_is_asked_once(client, maya):
    request = make_request(maya, "Ben Silva", "Carl Roth")
    ben, carl = doors(request)
    post(client, "ask_door", ben.pk)
    late = post(client, "ask_door", carl.pk)

    assert "It has gone on in the meantime" in text(late)
    assert [bool(door.opened_at) for door in doors(request)] == [True, False]


def test_kith_writes_where_it_may(client, maya):
    ben = make_contact(maya, "Ben Silva", email="ben@example.org")
    request = make_request(maya, ben)
    shown = post(client, "prepare_door", doors(request)[0].pk)
    assert "Let Kith write to ben@example.org" in text(shown)

    shown = post(client, "mail_door", doors(request)[0].pk, address="ben@example.org")
    assert "Kith has written once" in text(shown)
    assert Outbox.objects.count() == 1


def test_a_limit_is_said_and_no_page_is_made(client, maya):
    ben = make_contact(maya, "Ben Silva")
    make_asked(maya, ben, whom="Somebody")
    request = make_request(maya, ben)

    said = text(client.get(page_of(request)))
    assert "Once in sixty days is enough" in said and "Ask anyway" not in said


def test_words_change_until_a_friend_has_the_question(client, maya):
    request = make_request(maya, "Ben Silva")
    post(client, "prepare_door", doors(request)[0].pk)
    post(client, "edit_request", request.pk, **form(why="Other words"))
    assert Letter.objects.get().shown["why"] == "Other words"

    post(client, "ask_door", doors(request)[0].pk)
    late = post(client, "edit_request", request.pk, **form(why="Too late"))
    assert "It has gone on in the meantime" in text(late)
    assert Letter.objects.get().shown["why"] == "Other words"


def test_withdrawn_nothing_opens_any_more(client, maya, client_of):
    door = make_asked(maya, "Ben Silva")
    token = doors(door.request)[0].link.token
    assert client.get(f"/i/{token}/").status_code == 200
    post(client, "withdraw_request", door.request_id)

    assert client.get(f"/i/{token}/").status_code == 410
    assert "You withdrew it." in text(client.get(LIST))


def test_a_draft_is_deleted_and_comes_back(client, maya):
    request = make_request(maya, "Ben Silva")
    shown = post(client, "delete_request", request.pk)
    assert "Take back" in text(shown)
    with acting_as(maya):
        done = Act.objects.of(maya).get(verb="delete_request")
    client.post(reverse("take_back", args=[done.pk]))
    assert the_request(maya) == request and len(doors(request)) == 1


def test_what_is_under_way_is_not_deleted(client, maya):
    request = make_passed_on(maya, "Ben Silva").request
    post(client, "delete_request", request.pk)
    assert the_request(maya).state == "with_target"


def test_every_answer_has_its_words_on_the_page_and_on_the_letter(client, client_of, maya, stranger):
    """What the friend was told that the member reads is what the member reads."""
    eve = make_contact(maya, "Eve Lindqvist")
    for answer, words in (
        (Door.Answer.KNOWS_NOT, "Ben doesn’t know Eve."),
        (Door.Answer.RATHER_NOT, "Not this time."),
        (Door.Answer.HAS_MET, "Ben is glad to pass it on, and has met Eve."),
    ):
        door = make_asked(maya, "Ben Silva", contact=eve)
        letter = client_of(stranger).get(f"/i/{doors(door.request)[0].link.token}/")
        with acting_as(maya):
            verbs.friend_says(door, answer, now=NOW)
        assert words in text(letter)
        assert words in text(client.get(page_of(door.request)))


def test_closed_says_the_same_whatever_was_answered(client, maya):
    request = make_passed_on(maya, "Ben Silva").request
    with acting_as(maya):
        request.refresh_from_db()
    later = NOW.replace(month=12, day=15)
    verbs.close(request, now=later)
    said = text(client.get(page_of(request)))
    assert "Closed without an introduction. Kith does not say whether it was a no or no answer." in said


@pytest.mark.parametrize(
    "name", ["request", "edit_request", "friends_of_request", "withdraw_request", "delete_request"]
)
def test_anothers_request_is_not_there(client_of, maya, stranger, name):
    request = make_request(maya, "Ben Silva")
    theirs = client_of(stranger)
    url = reverse(f"introductions:{name}", args=[request.pk])
    assert theirs.get(url).status_code in (404, 405)
    assert theirs.post(url, {"act": str(uuid.uuid4())}).status_code in (404, 405)
