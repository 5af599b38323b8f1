"""Files brought again after two of their people became one: nobody comes back."""

from __future__ import annotations

import pytest

from apps.contacts.merging.merge import merge
from apps.contacts.models import Comparison, Contact, ContactPoint
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.contacts.imports.bringing import bring, card, counts

pytestmark = pytest.mark.django_db
UIDS = ("6a1c2f5e-0c4e-4a57-9d0b-1d6f0a7c1e01", "card-17-of-the-old-telephone")


def one(*lines: str) -> str:
    return card("Liz Moss", f"UID:{UIDS[0]}", "EMAIL:liz@example.org", *lines)


def other(*lines: str) -> str:
    return card("Elizabeth Moss", f"UID:{UIDS[1]}", "TEL:+15105550100", *lines)


@pytest.fixture
def merged(maya, now) -> Contact:
    """Two people of two files, made one."""
    bring(maya, one(), now)
    bring(maya, other(), now)
    with acting_as(maya):
        into, gone = Contact.objects.get(name="Liz Moss"), Contact.objects.get(name="Elizabeth Moss")
        return merge(maya, into, gone, {}, now)


def test_both_files_again_create_nobody(maya, merged, now):
    assert counts(bring(maya, one(), now)) == {"matched": 1}
    assert counts(bring(maya, other(), now)) == {"matched": 1}


def test_a_card_changed_since_finds_the_kept_one_by_either_uid(maya, merged, now):
    for changed in (one("NICKNAME:Lizzie"), other("EMAIL:e.moss@example.org")):
        assert "created" not in counts(bring(maya, changed, now))
    with acting_as(maya):
        assert Contact.objects.get().pk == merged.pk
        assert ContactPoint.objects.filter(value="e.moss@example.org", contact=merged).exists()


def test_merged_once_more_the_uid_goes_along(maya, merged, now):
    with acting_as(maya):
        third = Contact.objects.add(maya, "E. Moss", now=now)
        merge(maya, third, merged, {}, now)
    assert "created" not in counts(bring(maya, other("NOTE:likes letters"), now))


def test_taken_back_each_uid_means_its_own_again(maya, merged, now):
    with acting_as(maya):
        take_back(maya, Act.objects.get(verb="merge"), now=now)
    bring(maya, other("EMAIL:e.moss@example.org"), now)
    with acting_as(maya):
        assert ContactPoint.objects.get(value="e.moss@example.org").contact.name == "Elizabeth Moss"


def test_import_lets_people_be_compared(maya, now):
    bring(maya, one(), now)
    assert Comparison.objects.get(owner=maya).asked_at == now
