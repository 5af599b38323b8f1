"""What commitments say on a person's page."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.models import Near, Offer, Promise
from apps.core.scope import acting_as
from apps.goals.models import PublicFact
from tests.architecture.test_query_counts import AT_MOST, queries
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.making import make_goal
from tests.goals.remembering import make_target
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def joan(maya):
    return make_contact(maya, "Joan Park")


def shown(client_of, person):
    return client_of(person.owner).get(reverse("contacts:person", args=[person.pk])).content.decode()


def give_everything(joan):
    member = joan.owner
    bank, choir = make_commitment(member, "Food bank", coordinator=joan), make_commitment(member, "Choir")
    with acting_as(member):
        for what in Near.As.values:
            Near.objects.create(owner=member, commitment=choir, contact=joan, what=what)
        said = {"now": NOW, "on": TODAY, "due_on": FRIDAY}
        Promise.give(member, what="The flyer", commitment=bank, **said)
        Promise.give(member, what="The poster", contact=joan, **said)
        Promise.give(member, what="The past", contact=joan, **said).keep(TODAY)
        Offer.make(member, what="A newsletter", now=NOW)
    return bank, choir


def test_it_says_what_is_given_beside_them_and_what_was_promised(client_of, joan):
    bank, _choir = give_everything(joan)
    html = shown(client_of, joan)
    assert f'<a href="/commitments/{bank.pk}/">Food bank</a>' in html
    assert "it brings you near each other, can vouch for you there" in html
    assert html.count("by 27 November") == 2 and "The past" not in html
    assert f"/commitments/offers/?contact={joan.pk}" in html
    assert f"/commitments/promises/new/?contact={joan.pk}" in html


def test_without_any_of_it_nothing_is_said(client_of, joan):
    make_commitment(joan.owner, "Food bank")
    assert "/commitments/offers/" not in shown(client_of, joan)


def test_a_finished_commitment_is_left_out(client_of, joan):
    bank, _choir = give_everything(joan)
    with acting_as(joan.owner):
        bank.finish(TODAY)
    assert "Food bank</a>" not in shown(client_of, joan)


def test_nothing_is_offered_to_somebody_who_died(client_of, joan):
    give_everything(joan)
    with acting_as(joan.owner):
        joan.has_died(TODAY, now=NOW)
    html = shown(client_of, joan)
    assert "Food bank" in html and "/commitments/offers/" not in html


def test_the_page_stays_within_its_queries_with_everything_there(client_of, maya, joan):
    give_everything(joan)
    make_target(make_goal(maya), joan)
    make_contact(maya, "Cara", introduced_by=joan)
    make_touch(maya, joan, date(2026, 6, 1))
    with acting_as(maya):
        PublicFact.objects.create(owner=maya, contact=joan, text="t", source="s", seen_on=TODAY)
    client, url = client_of(maya), reverse("contacts:person", args=[joan.pk])
    client.get(url)
    found = queries(client, url)
    assert len(found) <= AT_MOST["contacts:person"], "\n".join(found)


def test_nothing_of_anothers(client_of, stranger, joan):
    give_everything(make_contact(stranger, "Joan Park"))
    html = shown(client_of, joan)
    assert "Food bank" not in html and "Choir" not in html and "/commitments/offers/" not in html
