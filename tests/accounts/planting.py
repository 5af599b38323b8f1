"""A word that must not survive: planted into every column of every table that leads to a member."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection, models

from apps.accounts.erasing import leaves_first
from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.scope import Owned

CANARY = "zq7canary"
HARDLY = {"Member.time_zone": "UTC", "Member.language": "en"}
"""Columns that could hold the word, but that reading a member goes by."""
EMPTY = {"Give.organisation", "Ask.organisation", "Goal.let_go_at", "Promise.handed_back_on"}
"""Columns that another column of the row excludes."""
LATER = {"Gathering.ends_at"}
"""Instants that come after another one of the row."""
NUMBERS = count(1)
OTHER: dict[str, models.Model] = {}


def plant_everywhere(member: Member) -> set[str]:
    """One row with the word wherever it fits, in each table with a key to Member; their labels."""
    Member.objects.filter(pk=member.pk).update(**_columns_of(Member, member, {}))
    rows: dict[type[models.Model], models.Model] = {Member: member}
    for model in _models():
        row = model(**_columns_of(model, member, rows))
        model._base_manager.bulk_create([row])
        rows[model] = row
        if model is Contact:  # pairs of people hold two, in the order of their keys
            OTHER["other"] = Contact.objects.bulk_create([Contact(**_columns_of(Contact, member, rows))])[0]
    member.refresh_from_db()
    return {model._meta.label for model in rows}


def tables_that_hold(word: str) -> set[str]:
    """Tables of the whole database in whose rows the word stands, as text or as bytes."""
    found = set()
    spelled = (word, word.encode().hex())
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select t::text from "{table}" t')
            if any(each in row[0] for row in cursor.fetchall() for each in spelled):
                found.add(table)
    return found


def _models() -> list[type[models.Model]]:
    """Tables from which keys lead to Member, directly or by others; those pointed to first."""
    led: list[type[models.Model]] = []
    others = [model for model in apps.get_models() if not issubclass(model, Owned) and model is not Member]
    while more := [model for model in others if model not in led and _leads(model, {Member, *led})]:
        led += more
    return [*led, *reversed(leaves_first())]


def _leads(model: type[models.Model], there: set[type[models.Model]]) -> bool:
    return any(field.related_model in there for field in model._meta.local_fields)


def _columns_of(
    model: type[models.Model], member: Member, rows: dict[type[models.Model], models.Model]
) -> dict[str, Any]:
    columns = {}
    for field in model._meta.local_fields:
        name = f"{model.__name__}.{field.name}"
        if (field.primary_key and isinstance(field, models.AutoField)) or name in {*HARDLY, *EMPTY}:
            continue
        columns[field.attname] = _value_for(field, member, rows)
        if name in LATER:
            columns[field.attname] += timedelta(hours=2)
    return columns


def _value_for(field: models.Field, member: Member, rows: dict[type[models.Model], models.Model]) -> Any:
    if field.is_relation:
        if field.related_model is Member:
            return member.pk
        pointed_to = OTHER.get(field.name) or rows.get(field.related_model)
        return pointed_to.pk if pointed_to else None
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.EmailField):
        return f"{CANARY}{next(NUMBERS)}@example.org"
    if isinstance(field, models.CharField):
        return CANARY[: field.max_length]
    return _plain_value(field)


def _plain_value(field: models.Field) -> Any:
    values: list[tuple[type[models.Field], Any]] = [
        (models.TextField, CANARY),
        (models.JSONField, [[CANARY, CANARY]]),
        (models.BinaryField, CANARY.encode()),
        (models.UUIDField, uuid.uuid4()),
        (models.DateTimeField, datetime(2026, 1, 1, tzinfo=UTC)),
        (models.DateField, date(2026, 1, 1)),
        (models.TimeField, time(9)),
        (models.BooleanField, False),
        (models.IntegerField, 1),
    ]
    return next(value for kind, value in values if isinstance(field, kind))
