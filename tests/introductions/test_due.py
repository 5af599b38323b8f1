"""What Today and the note say of introductions: one line a request; each act can be taken back."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import Member
from apps.contacts.models import Contact, Interaction
from apps.core.acts import Act
from apps.core.due import gather
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.introductions import clock, verbs
from apps.introductions.in_book import put_in_book
from apps.introductions.models import Door, IntroductionRequest
from apps.nudges.models import Nudge
from apps.nudges.planning import plan
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.making import make_contact
from tests.nudges.noting import asks_for_note, at

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def eve(maya) -> Contact:
    return make_contact(maya, "Eve Lindqvist")


@pytest.fixture
def ben(maya) -> Contact:
    return make_contact(maya, "Ben Silva")


def kinds(member: Member, now: datetime = NOW) -> list[str]:
    """What is due of introductions."""
    items = gather([member], now=now)[member.pk]
    return [item.kind.value for item in items if item.section.name == "WAITING"]


def introduced(maya: Member, friend: Contact, person: Contact | None) -> IntroductionRequest:
    door = make_passed_on(maya, friend, contact=person)
    with acting_as(maya):
        verbs.target_is_introduced(door, now=NOW)
        put_in_book(door, "Eve Lindqvist", now=NOW)
    return IntroductionRequest.objects.select_related("owner", "contact").get(pk=door.request_id)


@pytest.fixture
def today(monkeypatch):
    """The page's text on a day, read by whoever is signed in; pages read the clock."""

    def read(client: Client, now: datetime = NOW) -> str:
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        html = client.get(reverse("today")).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())

    return read


def press(client: Client, kind: str, pk: int, answer: str = "done") -> int:
    return client.post(reverse(answer, args=[kind, pk]), {"act": str(uuid.uuid4())}).status_code


def test_nothing_is_said_while_a_friend_has_the_question(maya):
    make_asked(maya, "Ben Silva", "Carl Roth")
    assert kinds(maya) == []


def test_a_no_lets_the_member_ask_the_next(maya, client_of, today):
    ben, _carl = doors(make_request(maya, "Ben Silva", "Carl Roth"))
    with acting_as(maya):
        verbs.ask(ben, now=NOW)
        verbs.friend_says(ben, Door.Answer.RATHER_NOT, now=NOW)
    assert "Not this time. You can ask Carl now." in today(client_of(maya))


def test_a_silence_lets_the_member_ask_the_next(maya, client_of, today):
    make_asked(maya, "Ben Silva", "Carl Roth")
    later = NOW + 11 * A_DAY
    clock.run(now=later)
    assert "Ben did not answer. You can ask Carl now." in today(client_of(maya), later)


def test_a_no_with_nobody_left_offers_another_friend(maya, client_of, today):
    door = make_asked(maya, "Ben Silva")
    with acting_as(maya):
        verbs.friend_says(door, Door.Answer.KNOWS_NOT, now=NOW)
    client = client_of(maya)
    page = today(client)
    assert "Ben doesn’t know Eve Lindqvist. Whom else could you ask?" in page
    assert "Choose a friend" in page
    assert (
        "Let it be" in client.get(reverse("introductions:request", args=[door.request_id])).content.decode()
    )
    assert press(client, "answer", door.pk, "not_today") == 302
    assert kinds(maya) == [] and kinds(maya, NOW + 7 * A_DAY) == ["answer"]


def test_a_friends_yes_is_news_until_it_is_noted(maya, client_of, today):
    door = make_passed_on(maya)
    client = client_of(maya)
    assert "Ben is glad to pass it on, and knows Eve Lindqvist well. Nothing to do;" in today(client)
    assert kinds(maya, NOW + 6 * A_DAY) == ["answer"] and kinds(maya, NOW + 7 * A_DAY) == []
    assert press(client, "answer", door.pk) == 302
    assert kinds(maya) == []
    back(maya, "note_answer")
    assert kinds(maya) == ["answer"]


def test_what_a_friend_took_back_is_no_news_any_more(maya):
    door = make_passed_on(maya)
    with acting_as(maya):
        verbs.friend_takes_back(door, now=NOW)
    assert kinds(maya) == []


def test_the_end_is_told_for_a_week_and_does_not_say_why(maya, client_of, today):
    make_passed_on(maya)
    later = NOW + 11 * A_DAY
    clock.run(now=later)
    said = "Closed without an introduction. Kith does not say whether it was a no or no answer."
    assert said in today(client_of(maya), later)
    assert kinds(maya, NOW + 17 * A_DAY) == ["ended"] and kinds(maya, NOW + 18 * A_DAY) == []


def test_one_line_after_another_from_the_yes_to_the_telling(maya, ben, eve, client_of, today):
    request, client = introduced(maya, ben, eve), client_of(maya)
    page = today(client)
    assert "Ben opened the door. A word of thanks?" in page and "Meet" not in page
    assert press(client, "thank", request.pk) == 302
    assert kinds(maya) == []
    assert kinds(maya, NOW + 3 * A_DAY) == ["meet"]
    today(client, NOW + 3 * A_DAY)
    assert press(client, "meet", request.pk) == 302
    request.refresh_from_db()
    assert request.state == "met"
    met = Interaction.objects.of(maya).get(kind="met")
    assert list(met.participations.values_list("contact", flat=True)) == [eve.pk]
    assert "Ben would like to hear how it went." in today(client, NOW + 3 * A_DAY)
    assert press(client, "tell", request.pk) == 302
    assert kinds(maya, NOW + 3 * A_DAY) == []
    ben.refresh_from_db()
    assert ben.last_touch_on == (NOW + 3 * A_DAY).date()


def test_taking_back_a_meeting_takes_it_back_on_the_friends_letter(maya, ben, eve, client_of, today):
    request, client = introduced(maya, ben, eve), client_of(maya)
    today(client)
    answer = client.post(reverse("introductions:met_request", args=[request.pk]), {"act": str(uuid.uuid4())})
    assert answer.status_code == 302
    assert letter_stands(request) == "met"
    back(maya, "met_request")
    assert letter_stands(request) == "introduced"
    request.refresh_from_db()
    assert (request.state, request.met_on) == ("introduced", None)
    assert not Interaction.objects.of(maya).filter(kind="met").exists()


def test_said_on_its_page_it_is_said_on_today(maya, ben, eve, client_of, today):
    request, client = introduced(maya, ben, eve), client_of(maya)
    today(client)
    client.post(reverse("introductions:thank_request", args=[request.pk]), {"act": str(uuid.uuid4())})
    client.post(reverse("introductions:thank_request", args=[request.pk]), {"act": str(uuid.uuid4())})
    assert press(client, "thank", request.pk) == 302
    assert Act.objects.of(maya).filter(verb="thank_request").count() == 1
    assert Interaction.objects.of(maya).count() == 1


def test_who_will_write_is_in_the_book_once_they_have(maya, ben, client_of, today):
    door, client = make_passed_on(maya, ben), client_of(maya)
    with acting_as(maya):
        verbs.target_will_write(door, now=NOW)
    assert "Eve said yes and has your address." in today(client).replace("Eve Lindqvist said", "Eve said")
    answer = client.post(
        reverse("introductions:happened_request", args=[door.request_id]), {"name": "Eve Lindqvist"}
    )
    assert answer.status_code == 302
    eve = Contact.objects.of(maya).get(name="Eve Lindqvist")
    assert (eve.introduced_by_id, eve.origin) == (ben.pk, "introduction")
    assert kinds(maya) == ["thank"]


def test_a_request_of_anothers_is_none(maya, ben, eve, stranger, client_of, today):
    request, client = introduced(maya, ben, eve), client_of(stranger)
    today(client)
    for act in ("happened", "met", "thank", "tell"):
        url = reverse(f"introductions:{act}_request", args=[request.pk])
        assert client.post(url).status_code == 404
    assert press(client, "thank", request.pk) == 404


def test_the_note_says_it_once_a_week(maya):
    asks_for_note(maya, since=at(22))
    make_passed_on(maya)
    told = []
    for day in range(24, 29):
        plan(now=at(day, 7, 30))
        told += list(Nudge.objects.filter(digest__on=at(day).date()).values_list("kind", flat=True))
    assert told == ["answer"]


def test_more_requests_cost_no_more_queries(maya, ben, eve):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            gather([maya], now=NOW)
        return len(queries)

    introduced(maya, ben, eve)
    few = cost()
    for number in range(5):
        make_passed_on(maya, f"Friend {number}", whom=f"Finn {number}")
    assert cost() == few


def back(maya: Member, verb: str) -> None:
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).filter(verb=verb).latest("pk"), now=NOW + A_DAY)


def letter_stands(request: IntroductionRequest) -> str:
    link = doors(request)[0].link
    assert link is not None
    link.letter.refresh_from_db()
    said: str = link.letter.shown["stands"]
    return said
