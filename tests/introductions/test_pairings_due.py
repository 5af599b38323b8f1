"""What came of two people stands on Today and in the note for a week, is noted once, and rests when asked."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.core.due import Kind, still_due, tell
from apps.core.scope import acting_as
from apps.introductions import kept
from apps.introductions import pairing as verbs
from apps.introductions.models import SideAnswer
from apps.introductions.pairings_clock import close_pairings
from tests.conftest import NOW
from tests.introductions.making import make_paired
from tests.introductions.screens import text

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=11)


def due(maya, now=NOW):
    with acting_as(maya):
        return still_due(maya, [Kind.PAIRED], now=now)


@pytest.fixture
def both(maya):
    return make_paired(maya)


@pytest.fixture
def introduced(both, maya):
    with acting_as(maya):
        for side in both:
            verbs.agree(side.link, f"{side.pk}@example.net", now=NOW)
    return both


def test_while_both_are_asked_there_is_nothing_whatever_one_said(both, maya):
    with acting_as(maya):
        verbs.agree(both[0].link, "ana@example.net", now=NOW)
    assert due(maya) == {}


def test_both_said_yes_stands_on_today_and_can_be_noted_and_taken_back(introduced, maya, client_of):
    with time_machine.travel(NOW, tick=False):
        client, pk = client_of(maya), introduced[0].pairing_id
        said = text(client.get("/"))
        assert "Ana Lima and Ben Silva" in said
        assert "Both said yes. Ana and Ben are introduced" in said
        key = {"act": str(uuid.uuid4())}
        client.post(reverse("done", args=["paired", pk]), key)
        assert due(maya) == {}
        assert "Both said yes" not in text(client.get("/"))


def test_not_today_lets_it_rest(introduced, maya, client_of):
    with time_machine.travel(NOW, tick=False):
        key = {"act": str(uuid.uuid4())}
        client_of(maya).post(reverse("not_today", args=["paired", introduced[0].pairing_id]), key)
        assert due(maya) == {}


def test_after_a_week_it_is_no_news(introduced, maya):
    assert due(maya, NOW + timedelta(days=6))
    assert due(maya, NOW + timedelta(days=7)) == {}


def test_a_closing_says_nothing_of_a_single_yes(maya, both):
    other = make_paired(maya, "Carl Roth", "Dora Nunes")
    with acting_as(maya):
        verbs.agree(both[0].link, "ana@example.net", now=NOW)
    assert close_pairings(AFTER) == 2
    assert not SideAnswer.objects.exists()
    items = due(maya, AFTER)
    with acting_as(maya):
        told = tell(maya, items.values(), now=AFTER)
    assert [items[f"paired:{each[0].pairing_id}"].due_on for each in (both, other)] == [
        (NOW + timedelta(days=10)).date()
    ] * 2
    assert {each.when for each in told.values()} == {"over"}


def test_closing_is_on_the_last_day_of_the_members_own_and_once(maya, both):
    assert close_pairings(NOW + timedelta(days=10)) == 0
    assert close_pairings(AFTER + timedelta(days=3)) == 1
    assert close_pairings(AFTER + timedelta(days=3)) == 0
    with acting_as(maya):
        [made] = verbs.with_both(maya, [side.contact for side in both])
    assert (made.state, made.closes_on, made.ended_on) == ("closed", None, (NOW + timedelta(days=10)).date())


def test_what_was_kept_goes_with_letters_that_ended(maya, both):
    with acting_as(maya):
        verbs.agree(both[0].link, "ana@example.net", now=NOW)
    kept.let_go_of_ended(NOW + timedelta(days=9))
    assert SideAnswer.objects.exists()
    kept.let_go_of_ended(AFTER)
    assert not SideAnswer.objects.exists()
