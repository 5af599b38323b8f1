"""The composer, and the friends to ask, by screen."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact
from apps.core.scope import acting_as
from apps.introductions.models import IntroductionRequest
from tests.conftest import NOW
from tests.goals.making import make_goal
from tests.goals.rooms import make_target
from tests.introductions.making import WORDS, doors, make_request
from tests.introductions.screens import NEW, form, page_of, post, text, the_request
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


# --- the composer ---


def test_what_was_written_is_kept_and_friends_come_next(client, maya):
    eve = make_contact(maya, "Eve Lindqvist")
    answer = client.post(NEW, form())
    request = the_request(maya)

    assert answer.url == reverse("introductions:friends_of_request", args=[request.pk])
    assert (request.contact, request.state, request.note) == (eve, "draft", WORDS["note"])


def test_a_form_sent_twice_makes_one_request(client, maya):
    once = form()
    assert client.post(NEW, once).url == client.post(NEW, once).url
    the_request(maya)


def test_a_role_is_words_and_nobody_comes_into_the_book(client, maya):
    client.post(NEW, form(whom="somebody who buys for outdoor shops"))

    assert the_request(maya).contact is None
    with acting_as(maya):
        assert not Contact.objects.of(maya).exists()


def test_of_namesakes_the_screen_asks_which_and_nothing_is_lost(client, maya):
    one, other = make_contact(maya, "Eve Lindqvist"), make_contact(maya, "Eve Lindqvist")
    refused = client.post(NEW, form())
    assert refused.status_code == 422
    assert "More than one person goes by that name" in text(refused) and WORDS["why"][:20] in text(refused)

    client.post(NEW, form(which=str(other.pk)))
    assert the_request(maya).contact == other != one


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("whom", "..."),
        ("whom", "Win http://x.example"),
        ("signed", "1234 ://"),
        ("address", "no"),
        ("why", ""),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_rest_stays(client, maya, field, typed):
    refused = client.post(NEW, form(**{field: typed}))

    assert refused.status_code == 422
    assert WORDS["gives"][:15] in text(refused)
    with acting_as(maya):
        assert not IntroductionRequest.objects.of(maya).exists()


def test_from_a_goals_way_the_friend_comes_first_and_words_are_drafted(client, maya):
    goal = make_goal(maya, "To be at home among makers", field="", role="outdoor gear")
    eve, ben = make_target(goal, "Eve Lindqvist"), make_contact(maya, "Ben Silva")
    with acting_as(maya):
        target = eve.targets.get()
    way = client.get(reverse("goals:ask_way_to_target", args=[target.pk, ben.pk]))
    drafted = text(client.get(way.url))
    assert "Ben Silva comes first" in drafted and "about outdoor gear" in drafted

    answer = client.post(way.url, form(goal=str(goal.pk)))
    request = the_request(maya)
    assert answer.url == page_of(request)
    assert (request.contact, request.goal_id) == (eve, goal.pk)
    assert [door.contact for door in doors(request)] == [ben]


def test_who_is_asked_for_already_is_shown_instead(client, maya):
    eve = make_contact(maya, "Eve Lindqvist")
    request = make_request(maya, contact=eve)

    assert client.get(f"{NEW}?contact={eve.pk}").url == page_of(request)


def test_anothers_people_are_not_known_to_the_composer(client, stranger):
    theirs = make_contact(stranger, "Secret Person")

    assert "Secret" not in text(client.get(f"{NEW}?contact={theirs.pk}&friend={theirs.pk}"))


def test_from_a_persons_page_to_the_composer(client, maya):
    known = make_contact(maya, "Ben Silva")
    unknown = make_contact(maya, "Eve Lindqvist", origin="to_meet")

    assert f"{NEW}?friend={known.pk}" in client.get(f"/contacts/{known.pk}/").content.decode()
    assert f"{NEW}?contact={unknown.pk}" in client.get(f"/contacts/{unknown.pk}/").content.decode()


# --- friends ---


def test_friends_are_added_put_first_and_taken_out(client, maya):
    ben, carl = make_contact(maya, "Ben Silva"), make_contact(maya, "Carl Roth")
    request = make_request(maya)
    post(client, "friends_of_request", request.pk, friend="Ben Silva")
    post(client, "add_friend_request", request.pk, contact=str(carl.pk))
    assert [door.contact for door in doors(request)] == [ben, carl]

    post(client, "first_door", doors(request)[1].pk)
    assert [door.contact for door in doors(request)] == [carl, ben]
    post(client, "remove_door", doors(request)[0].pk)
    assert [door.contact for door in doors(request)] == [ben]


def test_who_may_know_them_is_offered_with_the_reason(client, maya):
    eve = make_contact(maya, "Eve Lindqvist", city="Malmö")
    make_contact(maya, "Ben Silva", city="Malmö")
    request = make_request(maya, contact=eve)

    said = text(client.get(reverse("introductions:friends_of_request", args=[request.pk])))
    assert "Ben Silva" in said and "lives in Malmö too" in said


def test_the_one_to_meet_cannot_be_the_friend(client, maya):
    eve = make_contact(maya, "Eve Lindqvist")
    request = make_request(maya, contact=eve)

    refused = post(client, "friends_of_request", request.pk, friend="Eve Lindqvist")
    assert refused.status_code == 422 and not doors(request)
