"""What an archive holds: which models, in which order, and each column as JSON and back."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from apps.core.due import subjects
from apps.core.fence import owned_models
from apps.core.scope import Owned, OwnedForeignKey

FORMAT = 1
MEMBER_COLUMNS = (
    *("name", "language", "country", "time_zone", "leap_day", "note_at", "note_days", "quiet_from"),
    *("quiet_until", "works_days", "works_from", "works_until", "outside_hours_cap", "pace"),
    "from_before_a_week",
)
PAIRS = {("contacts.contact", "extras"), ("contacts.organisation", "extras")}
"""JSON columns that are lists of [name, value]; everything else in JSON is an object of texts or null."""

Refs = dict[str, dict[int, int]]
"""Model label → key in the archive → key in this database."""


class ArchiveRefused(Exception):
    """The file cannot be brought back; `code` is a key of `words.REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def label_of(model: type[models.Model]) -> str:
    """The name of a model's file in the archive, as in `contacts.contact`."""
    return str(model._meta.label_lower)


def archived_models() -> list[type[Owned]]:
    """What is taken along, each after those it points to."""
    waiting, ordered = [model for model in owned_models() if model.archived], []
    while waiting:
        ready = [model for model in waiting if not (set(keys_of(model).values()) - {model}) & set(waiting)]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def keys_of(model: type[Owned]) -> dict[str, type[Owned]]:
    """Its columns that hold a key of an owned model, with that model."""
    fields = (field for field in model._meta.local_fields if isinstance(field, OwnedForeignKey))
    return {field.attname: field.related_model for field in fields}  # type: ignore[misc]


def columns_of(model: type[Owned]) -> list[models.Field[Any, Any]]:
    """The columns an archive carries: without the owner's, and keys to what is not taken along."""
    left_out = {name for name, parent in keys_of(model).items() if not parent.archived}
    left_out |= {
        field.attname
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and not isinstance(field, OwnedForeignKey)
    }
    return [field for field in model._meta.local_concrete_fields if field.attname not in left_out]


def to_json(field: models.Field[Any, Any], value: Any) -> Any:
    """A column's value for JSON: bytes as base64, everything else as Django writes it."""
    if value is not None and isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def from_json(field: models.Field[Any, Any], value: Any, refs: Refs) -> Any:
    """A column's value again, checked as a form would check it. Raises ArchiveRefused."""
    try:
        return _checked(field, value, refs)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError, OverflowError, binascii.Error):
        raise ArchiveRefused("contents") from None


def _checked(field: models.Field[Any, Any], value: Any, refs: Refs) -> Any:
    if value is None:
        if field.null:
            return None
        raise ArchiveRefused("contents")
    if isinstance(field, OwnedForeignKey):
        return refs[label_of(field.related_model)][value]  # type: ignore[arg-type]
    if isinstance(field, models.JSONField):
        return _json(field, value)
    if not isinstance(value, str | int | bool):
        raise ArchiveRefused("contents")
    found = field.to_python(value)
    field.run_validators(found)
    if field.choices and found not in ("", *(code for code, _ in field.flatchoices)):
        raise ArchiveRefused("contents")
    if field.name == "subject":
        return subject_here(str(found), refs)
    return found.replace("\0", "") if isinstance(found, str) else found


def _json(field: models.Field[Any, Any], value: Any) -> Any:
    if (label_of(field.model), field.name) in PAIRS:
        if all(len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in value):
            return value
    elif isinstance(value, dict | list):
        return value
    raise ArchiveRefused("contents")


def subject_here(subject: str, refs: Refs) -> str:
    """A subject ("contact:12") with the key its row has here; one about no row stays as it is."""
    about, _colon, pk = subject.partition(":")
    if about not in subjects or not pk.isdecimal():
        return subject
    return f"{about}:{refs[subjects[about].lower()].get(int(pk), 0)}"
