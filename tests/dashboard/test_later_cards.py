"""After the first session one card a day, never all at once, and not again once put aside."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.models import ImportBatch, Origin, Period
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.dashboard.later_cards import Card, card_for
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(maya):
    """Maya, two days after her first session."""
    Member.objects.filter(pk=maya.pk).update(onboarded_at=timezone.now() - timedelta(days=2))
    maya.refresh_from_db()
    return maya


def card(member):
    with acting_as(member):
        return card_for(member, member.day(timezone.now()))


def bring(member):
    now = timezone.now()
    with acting_as(member):
        ImportBatch.objects.create(
            owner=member, filename="a.vcf", kind="vcard", uploaded_at=now, started_at=now, finished_at=now
        )


def test_no_card_on_the_first_day_nor_after_a_month(newcomer):
    assert card(newcomer) is Card.BRING
    for days in (0, 40):
        newcomer.onboarded_at = timezone.now() - timedelta(days=days)
        assert card(newcomer) is None


def test_address_book_first_then_who_matters(newcomer):
    bring(newcomer)
    assert card(newcomer) is Card.WALK
    make_contact(newcomer, "Ana", origin=Origin.FILE)
    assert card(newcomer) is Card.PICK


def test_put_aside_is_not_offered_again_unless_taken_back(newcomer, client_of):
    client = client_of(newcomer)
    make_contact(newcomer, "Ana")
    assert "Bring your address book" in client.get("/").content.decode()
    key, where = str(uuid.uuid4()), reverse("put_aside", args=["bring"])
    for _ in range(2):
        assert client.post(where, {"act": key}).status_code == 302
    assert "Bring your address book" not in client.get("/").content.decode()
    with acting_as(newcomer):
        take_back(newcomer, Act.objects.get(verb="put_aside"), now=timezone.now())
    assert card(newcomer) is Card.BRING


def test_walk_comes_on_a_later_day_than_the_one_the_last_card_was_put_aside(newcomer, client_of):
    client_of(newcomer).post(reverse("put_aside", args=["bring"]), {"act": str(uuid.uuid4())})
    assert card(newcomer) is None

    with acting_as(newcomer):
        Act.objects.filter(verb="put_aside").update(at=timezone.now() - timedelta(days=1))
    assert card(newcomer) is Card.WALK
    assert "Walk through your life" in client_of(newcomer).get("/").content.decode()


def test_walk_is_not_offered_to_who_began_it(newcomer):
    bring(newcomer)
    with acting_as(newcomer):
        Period.begin(newcomer, "school", name="", years=(None, None), now=timezone.now())
    assert card(newcomer) is None


def test_unknown_card_is_a_404(newcomer, client_of):
    assert client_of(newcomer).post("/today/cards/other/put-aside/").status_code == 404
