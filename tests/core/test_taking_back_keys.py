"""Taking back where a row's unique key is still held, until another row has gone back too."""

from __future__ import annotations

import pytest

from apps.contacts.models import ImportantDate, Photo
from apps.core.acts import act
from apps.core.taking_back import take_back
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def test_deleted_row_returns_though_another_had_taken_its_key(as_maya, now):
    ana, twin = make_contact(as_maya, "Ana"), make_contact(as_maya, "Ana L.")
    made = {"owner": as_maya, "kind": "birthday"}
    hers = ImportantDate.objects.create(**made, contact=ana, month=3, day=9)
    other = ImportantDate.objects.create(**made, contact=twin, month=3, day=10)
    with act(as_maya, "edit", now=now) as done:
        hers.delete()
        ImportantDate.objects.filter(pk=other.pk).update(contact=ana)

    outcome = take_back(as_maya, done, now=now)

    there = set(ImportantDate.objects.values_list("contact_id", "day"))
    assert there == {(ana.pk, 9), (twin.pk, 10)}
    assert not any(outcome.kept.values()) and not any(outcome.left_out.values())


def test_deleted_row_returns_though_a_created_one_had_its_key(as_maya, now):
    ana = make_contact(as_maya, "Ana")
    Photo.objects.create(owner=as_maya, contact=ana, image=b"old", digest=b"o" * 32)
    with act(as_maya, "edit", now=now) as done:
        Photo.objects.all().delete()
        Photo.objects.create(owner=as_maya, contact=ana, image=b"new", digest=b"n" * 32)

    take_back(as_maya, done, now=now)

    assert [bytes(photo.image) for photo in Photo.objects.all()] == [b"old"]


def test_keys_that_were_handed_on_in_a_row_return_whatever_the_order(as_maya, now):
    people = [make_contact(as_maya, name) for name in ("Ana", "Ben", "Cara")]
    born = [
        ImportantDate.objects.create(owner=as_maya, kind="birthday", contact=person, month=1, day=day)
        for day, person in enumerate(people[:2], 1)
    ]
    with act(as_maya, "edit", now=now) as done:
        ImportantDate.objects.filter(pk=born[0].pk).update(contact=people[2])
        ImportantDate.objects.filter(pk=born[1].pk).update(contact=people[0])

    outcome = take_back(as_maya, done, now=now)

    there = ImportantDate.objects.order_by("day").values_list("contact_id", flat=True)
    assert list(there) == [people[0].pk, people[1].pk]
    assert not any(outcome.kept.values())
