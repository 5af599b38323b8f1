"""Dashes are hope: somebody to meet is drawn so wherever they stand, until something happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, Origin
from tests.conftest import NOW
from tests.goals.rooms import make_evidence, make_gathering, make_place
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
GHOST = 'monogram-ghost" aria-hidden="true">EL<'


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def eve(maya) -> Contact:
    return make_contact(maya, "Eve Lindqvist", origin=Origin.TO_MEET)


@pytest.fixture
def evening(maya, eve):
    """Tonight, where Eve was seen."""
    hall = make_place(maya, "Harbour hall")
    make_evidence(hall, eve, NOW.date() - timedelta(days=10))
    starts = NOW + timedelta(hours=2)
    return make_gathering(
        maya, "Food bank", place=hall, starts_at=starts, ends_at=starts + timedelta(hours=2)
    )


def where_she_stands(evening, eve) -> list[str]:
    person, gathering = (
        reverse("contacts:person", args=[eve.pk]),
        reverse("goals:gathering", args=[evening.pk]),
    )
    return ["/contacts/", "/", person, gathering]


def test_somebody_to_meet_is_dashed_until_something_happened(maya, eve, evening, client_of):
    maya.onboarded_at = NOW
    maya.save()
    client = client_of(maya)
    for address in where_she_stands(evening, eve):
        page = client.get(address).content.decode()
        assert GHOST in page, address
        assert page.count("monogram-ghost") == 1, address

    make_touch(maya, eve, date(2026, 11, 20), "met")
    for address in where_she_stands(evening, eve):
        page = client.get(address).content.decode()
        assert "Eve Lindqvist" in page, address
        assert "monogram-ghost" not in page, address


def test_people_of_ones_own_are_never_dashed(maya, client_of):
    make_contact(maya, "Ana Lima")
    assert "monogram-ghost" not in client_of(maya).get("/contacts/").content.decode()
