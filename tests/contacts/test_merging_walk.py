"""Every key to a person is moved by a merge, also those of models that are still to come."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import models
from django.utils import timezone

from apps.contacts.merging import differing
from apps.contacts.merging.merge import merge
from apps.contacts.merging.uniting import MADE_AGAIN, PAIRS, keys_to
from apps.contacts.models import Contact
from apps.core.fence import owned_models
from apps.core.scope import Owned, OwnedForeignKey, acting_as
from tests.making import make_contact

pytestmark = pytest.mark.django_db
KEYS = [key for key in keys_to(Contact) if key.model not in MADE_AGAIN | PAIRS]


def test_walk_finds_every_key_of_every_model():
    there = {
        (model, field.name)
        for model in owned_models()
        for field in model._meta.local_fields
        if isinstance(field, OwnedForeignKey) and field.related_model is Contact
    }
    assert {(key.model, key.name) for key in keys_to(Contact)} == there
    assert len(there) > 15


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.model.__name__}.{key.name}")
def test_row_that_pointed_to_the_one_points_to_the_other(key, maya, now):
    into, gone = make_contact(maya, "Ana Lima"), make_contact(maya, "Ana L.")
    with acting_as(maya):
        row = planted(key.model, maya, {key.name: gone})
        merge(maya, into, gone, {}, now)
        assert getattr(key.model.objects.get(pk=row.pk), key.attname) == into.pk


def planted(model: type[Owned], member: Any, given: dict[str, Any]) -> Any:
    """A row of any model, with something in every column that must hold something."""
    values: dict[str, Any] = {"owner": member}
    for field in model._meta.local_concrete_fields:
        if field.name in given or field.primary_key or field.name == "owner":
            continue
        if field.null or field.has_default() or getattr(field, "db_default", None) is not models.NOT_PROVIDED:
            continue
        values[field.name] = something(field, member)
    return model.objects.create(**values | given)


def something(field: Any, member: Any) -> Any:
    """A value this column takes."""
    if isinstance(field, models.ForeignKey):
        return planted(field.related_model, member, {})
    if field.choices:
        return field.choices[0][0]
    now = timezone.now()
    kinds: tuple[tuple[type[Any], Any], ...] = (
        (models.DateTimeField, now),
        (models.DateField, now.date()),
        (models.UUIDField, uuid4()),
        (models.IntegerField, 1),
        (models.BinaryField, b"x" * 32),
        (models.BooleanField, False),
        (models.JSONField, {}),
    )
    for kind, value in kinds:
        if isinstance(field, kind):
            return value
    return "x"


def test_every_column_of_a_person_is_asked_about_or_ruled():
    columns = {field.name for field in Contact._meta.local_concrete_fields}
    assert {*differing.WRITTEN, *differing.PACE} | differing.RULED == columns
