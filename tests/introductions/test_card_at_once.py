"""Many at one card at the same instant: the day's measure holds, one press counts, one person comes of it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.contacts.models import Contact
from apps.core.scope import acting_as
from apps.introductions import card as cards
from apps.introductions import visits
from apps.introductions.verbs import NotNow
from tests.introductions.at_once import PRESSES, a_browser, together
from tests.introductions.test_card import make_card
from tests.introductions.test_visits import LEFT, visits_of
from tests.making import make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card():
    return make_card(make_member("maya.card@example.org", name="Maya Ortega", time_zone="Europe/Lisbon"))


def leaving(card, name: str):
    """One who leaves their details: the status, and what the page says once."""

    def press() -> str:
        address = reverse("letter_leave", args=[card.link.token])
        answer = a_browser().post(address, {**LEFT, "name": name})
        return f"{answer.status_code} {answer.headers.get('Location', '').partition('?')[2]}".strip()

    return press


def test_one_press_many_times_is_one_visit(card):
    assert set(together(*[leaving(card, "Ana Lima")] * PRESSES)) == {"303"}
    assert len(visits_of(card.owner)) == 1


def test_a_card_takes_no_more_than_a_days_measure(card, monkeypatch):
    monkeypatch.setattr(visits, "A_DAY", 3)
    names = [f"Ana {'Lima'[: number % 4 + 1]}{'a' * number}" for number in range(10)]
    said = together(*[leaving(card, name) for name in names])
    assert sorted(said) == ["303"] * 3 + ["303 full"] * 7
    assert len(visits_of(card.owner)) == 3


def test_many_accept_and_decline_one_visit(card):
    leaving(card, "Ana Lima")()
    (visit,) = visits_of(card.owner)

    def decide(verb):
        def job() -> None:
            with acting_as(card.owner), suppress(NotNow):
                verb(visits_of(card.owner)[0], now=timezone.now())

        return job

    together(*[decide(visits.accept), decide(visits.decline)] * 5)
    (visit,) = visits_of(card.owner)
    with acting_as(card.owner):
        people = Contact.objects.of(card.owner).count()
    assert (people, visit.accepted_at is None, visit.declined_at is None) in {
        (1, False, True),
        (0, True, False),
    }


def test_details_left_while_the_card_is_switched_off(card):
    def off() -> str:
        with acting_as(card.owner):
            cards.switch_off(card, now=timezone.now())
        return "off"

    said = together(leaving(card, "Ana Lima"), off)
    assert said[0] in {"303", "303 again", "410"}
    assert len(visits_of(card.owner)) == (said[0] == "303")
    assert a_browser().get(reverse("letter", args=[card.link.token])).status_code == 410
