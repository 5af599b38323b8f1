"""An act whose rows were deleted since: the deletion is taken back first, and then it as well."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from apps.contacts.models import Contact, Interaction
from apps.core.acts import Act, act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(client_of, maya):
    """Ana, whom Maya met and then deleted; a client, and the acts of both."""
    client, ana = client_of(maya), make_contact(maya, "Ana Lima")
    client.post(reverse("contacts:log", args=[ana.pk]), {"act": str(uuid.uuid4()), "kind": "met"})
    client.post(reverse("contacts:delete", args=[ana.pk]), {"act": str(uuid.uuid4())})
    with acting_as(maya):
        logged, deleted = Act.objects.order_by("pk")
        assert not Contact.objects.exists() and not Interaction.objects.exists()
    return client, logged, deleted


def take_back(client, act: Act) -> str:
    return client.post(reverse("take_back", args=[act.pk]), follow=True).content.decode()


def test_the_deletion_is_named_and_nothing_counts_as_taken_back(met, maya):
    client, logged, _deleted = met
    assert "What this was about is deleted. First take back: Deleted Ana Lima." in take_back(client, logged)
    with acting_as(maya):
        assert not Act.objects.exclude(taken_back_at=None).exists()


def test_after_the_deletion_it_is_taken_back_as_ever(met, maya):
    client, logged, deleted = met
    take_back(client, logged)
    take_back(client, deleted)
    with acting_as(maya):
        assert Contact.objects.get().last_touch_on and Interaction.objects.count() == 1
    take_back(client, logged)
    with acting_as(maya):
        assert Contact.objects.get().last_touch_on is None and not Interaction.objects.exists()


def test_where_some_of_it_is_still_there_it_is_taken_back(client_of, maya):
    with acting_as(maya), act(maya, "add_people", facts={"count": 2}, now=NOW) as added:
        ana, _ben = (Contact.objects.add(maya, name, now=NOW) for name in ("Ana Lima", "Ben Ode"))
    client = client_of(maya)
    client.post(reverse("contacts:delete", args=[ana.pk]), {"act": str(uuid.uuid4())})
    take_back(client, added)
    with acting_as(maya):
        assert not Contact.objects.exists() and Act.objects.get(pk=added.pk).taken_back_at
