"""The form on a card in the hands of whoever: what it takes, how much of it, and what it refuses."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.introductions import visits
from tests.introductions.test_card import make_card
from tests.introductions.test_visits import leave, visits_of

pytestmark = pytest.mark.usefixtures("on_that_day")


def test_a_card_that_takes_none_takes_none(maya, outside):
    card = make_card(maya, takes_details=False)
    page = outside.get(reverse("letter", args=[card.link.token])).content.decode()
    assert "/leave/" not in page
    assert leave(outside, card).headers["Location"].endswith("?again")
    assert visits_of(maya) == []


def test_the_same_pressed_twice_is_one(maya, outside):
    card = make_card(maya)
    assert leave(outside, card).headers["Location"] == leave(outside, card).headers["Location"]
    assert len(visits_of(maya)) == 1


def test_the_member_leaves_nothing_on_their_own_card(maya, client_of):
    assert leave(client_of(maya), make_card(maya)).headers["Location"].endswith("?own")
    assert visits_of(maya) == []


def test_a_card_takes_so_many_a_day(maya, outside, monkeypatch):
    monkeypatch.setattr(visits, "A_DAY", 2)
    card = make_card(maya)
    for number in range(3):
        last = leave(outside, card, name=f"Ana {'Lima' * (number + 1)}")
    assert last.headers["Location"].endswith("?full")
    assert len(visits_of(maya)) == 2


def test_one_place_leaves_so_many(maya, outside, settings):
    settings.CARD_VISITS = 3
    card = make_card(maya)
    answers = [leave(outside, card, name=f"Ana {'Lima' * (number + 1)}").status_code for number in range(5)]
    assert answers == [303, 303, 303, 429, 429]
    assert len(visits_of(maya)) == 3


HOSTILE = [
    "<script>alert(1)</script> Ana",
    "Ana\r\nBcc: all@example.org",
    "Ana https://evil.example/ Lima",
    "\u202eamiL anA",
    "A" * 10_000,
    "Ana\u200b\u200e Lima",
    "'\"><img src=x onerror=alert(1)>",
    "Ana {{ 7|add:7 }} Lima",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_come_out_as_plain_ones(maya, outside, client_of, typed):
    card = make_card(maya)
    for field in ("name", "words", "phone", "email"):
        leave(outside, card, **{field: typed})
    for visit in visits_of(maya):
        for said in (visit.name, visit.email, visit.phone):
            assert not set(said) & set("<>\r\n\u202e\u200b\u200e/"), said
        assert len(visit.name) <= 60
        assert "\r" not in visit.words
        assert "\u202e" not in visit.words
    for page in (client_of(maya).get("/introductions/"), client_of(maya).get("/introductions/card/")):
        content = page.content.decode()
        assert "<script>alert" not in content
        assert "<img src=x" not in content
        assert 'href="https://evil' not in content


@pytest.mark.parametrize("missing", [{"name": ""}, {"email": "", "phone": ""}, {"email": "no address"}])
def test_what_is_missing_is_asked_for_again(maya, outside, missing):
    card = make_card(maya)
    answer = leave(outside, card, **missing)
    assert answer.status_code == 422
    assert "by the kettle" in answer.content.decode()
    assert visits_of(maya) == []


def test_looking_writes_nothing(maya, outside):
    card = make_card(maya)
    with CaptureQueriesContext(connection) as asked:
        outside.get(reverse("letter", args=[card.link.token]))
        outside.head(reverse("letter_vcard", args=[card.link.token]))
        outside.get(reverse("letter_leave", args=[card.link.token]))
    assert not [each["sql"] for each in asked if each["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
