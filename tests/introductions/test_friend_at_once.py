"""Twenty presses on one letter at the same instant, and a press against a withdrawal: one of them counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.core.scope import acting_as
from apps.introductions import verbs
from apps.introductions.models import Door, IntroductionRequest, Transition
from tests.introductions.making import make_asked
from tests.making import make_member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_that_day")]
PRESSES = 20
STATES = {"knows_well": "with_target", "has_met": "with_target"}


def press(door: Door, answer: str) -> str:
    """Where one press leads; each in a thread and on a connection of its own."""
    try:
        client = Client(REMOTE_ADDR="198.51.100.20")
        answered = client.post(reverse("letter_answer", args=[door.link.token]), {"answer": answer})
        return answered.headers.get("Location", str(answered.status_code))
    finally:
        connection.close()


def withdraw(door: Door) -> str:
    """The requester does not ask any more, at the same instant."""
    try:
        with acting_as(door.owner):
            verbs.withdraw(door.request, now=door.opened_at)
        return "withdrawn"
    except verbs.NotNow:
        return "too late"
    finally:
        connection.close()


@pytest.fixture
def door() -> Door:
    maya = make_member("maya@example.org", name="Maya Ortega", time_zone="Europe/Lisbon")
    return make_asked(maya, "Ben Silva", "Carl Weber")


def test_of_twenty_answers_at_once_one_counts_and_the_others_are_told_so(door):
    with ThreadPoolExecutor(PRESSES) as pool:
        said = list(islice(cycle(Door.Answer.values), PRESSES))
        led_to = list(pool.map(lambda answer: press(door, answer), said))
    letter = reverse("letter", args=[door.link.token])
    assert sorted(led_to) == [letter] + [f"{letter}?again"] * (PRESSES - 1)
    counted = said[led_to.index(letter)]
    door.refresh_from_db()
    request = IntroductionRequest.objects.get()
    assert (door.answer, request.state) == (counted, STATES.get(counted, "waiting"))
    assert Transition.objects.filter(by="friend").count() == 1


def test_an_answer_against_a_withdrawal_ends_as_one_of_both(door):
    with ThreadPoolExecutor(2) as pool:
        withdrawn = pool.submit(withdraw, door)
        answered = pool.submit(press, door, "knows_not")
    letter = reverse("letter", args=[door.link.token])
    request = IntroductionRequest.objects.get()
    assert (withdrawn.result(), request.state) == ("withdrawn", "withdrawn")
    door.refresh_from_db()
    # told as it came: answered first, or too late, or the address was gone already
    assert (answered.result(), door.answer) in {(letter, "knows_not"), (f"{letter}?again", ""), ("410", "")}
    assert Client().get(letter).status_code == 410
