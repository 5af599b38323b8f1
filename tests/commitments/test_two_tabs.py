"""The same said in two tabs at one moment, in two transactions: kept once, and no error."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Member
from apps.commitments.models import Feed, Offer, Series, Session
from apps.contacts.models import Contact
from apps.core.scope import acting_as
from apps.goals.models import Gathering
from tests.commitments.feeding import make_series
from tests.commitments.making import make_commitment
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
A_WHILE = 0.4  # seconds: far more than a view takes to come to its first write
JOAN = {"coordinator": "Joan Ferrer", "newcomer": "on"}
RULE = {"title": "Shift", "on": "2027-06-15", "begins": "19:00", "ends": "20:00", "repeats": "week"}
RULE |= {"weekdays": ["1", "2"], "last_on": "2027-06-30", "time_zone": "Europe/Berlin"}


def in_two_tabs(member, client_of, path: str, sent: dict[str, object]) -> list[int]:
    """What both are answered, who pressed while something else of the member's was under way."""
    answers: list[int] = []
    tabs = [(client_of(member), Event()) for _ in range(2)]

    def press(client: Client, event: Event) -> None:
        try:
            answers.append(client.post(path, sent).status_code)
        finally:
            connection.close()
            event.set()

    with acting_as(member):
        Member.objects.locked(member.pk)
        for tab in tabs:
            Thread(target=press, args=tab, daemon=True).start()
        assert not any(event.wait(A_WHILE) for _client, event in tabs)  # both wait their turn
    assert all(event.wait(20) for _client, event in tabs)
    return answers


@pytest.mark.parametrize("what", ["near", "new", "edit", "promise", "change", "fulfil"])
def test_somebody_new_is_made_once(maya, client_of, what):
    bank = make_commitment(maya, "Food bank")
    with acting_as(maya):
        offer = Offer.make(maya, what="Read a draft", now=NOW)
        promise = bank.promises.create(owner=maya, what="It", due_on=NOW, promised_on=NOW, created_at=NOW)
    named = {"whom": "Joan Ferrer", "newcomer": "on"}
    path, sent = {
        "near": (f"{bank.pk}/near/", {"what": "near", "names": "Joan Ferrer"}),
        "new": ("new/", {"kind": "volunteering", "title": "Shift"} | JOAN),
        "edit": (f"{bank.pk}/edit/", {"title": "Shift"} | JOAN),
        "promise": ("promises/new/", {"what": "It", "due_on": "2099-01-01"} | named),
        "change": (f"promises/{promise.pk}/edit/", {"what": "It", "due_on": "2026-11-23"} | named),
        "fulfil": (f"offers/{offer.pk}/fulfil/", {"what": "It", "happened_on": "2026-01-05"} | named),
    }[what]
    if what == "promise":
        sent["due_on"] = f"{datetime.now(UTC).year + 1}-01-05"
    assert in_two_tabs(maya, client_of, f"/commitments/{path}", sent) == [302, 302]
    assert Contact.objects.filter(name="Joan Ferrer").count() == 1


def test_one_rule_said_twice_is_one_rule(maya, client_of):
    series = make_series(maya)
    with acting_as(maya):
        session = Session.objects.get(series=series, series_on="2027-06-15")
    answers = in_two_tabs(maya, client_of, f"/commitments/sessions/{session.pk}/onward/", RULE)

    assert answers == [302, 302]
    with acting_as(maya):
        ahead = Gathering.objects.filter(starts_at__gte=datetime(2027, 6, 14, tzinfo=UTC))
        days = [f"{each.starts:%d %H}" for each in ahead.order_by("starts_at")]
        assert days == ["15 19", "16 19", "22 19", "23 19", "29 19", "30 19"]
        assert Series.objects.count() == 2


def test_an_address_asked_for_twice_is_one(maya, client_of):
    assert in_two_tabs(maya, client_of, reverse("hand_out_feed", args=["gatherings"]), {}) == [302, 302]
    with acting_as(maya):
        assert Feed.objects.count() == 1
