"""Many rows of one model by one statement, whatever their number.

Django prepares each value of each row by itself, which takes longer than the database needs to write
it. Here the rows travel as one JSON text that Postgres takes apart. `COPY` would be as quick, but it
is refused under row security.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models

from apps.core.scope import Owned

INSERT = "insert into {table} ({names}) select {names} from json_to_recordset(%s::json) as r ({typed})"
UPDATE = "update {table} t set {sets} from json_to_recordset(%s::json) as r ({typed}) {where}"
THEIR_OWN = "where t.owner_id = %s and t.id = r.id"


def array_of(keys: Iterable[int]) -> str:
    """Keys as one text, for `any(%(pks)s::bigint[])`: a list of hundreds is looked at item by item."""
    return f"{{{','.join(map(str, keys))}}}"


def insert(rows: Sequence[Owned], *, ignore_conflicts: bool = False) -> None:
    """Write new rows of one model and give them their pks; with `ignore_conflicts` no pks are known.

    Columns hold what the instances do; nothing is computed on the way, as `auto_now` would.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    sql = INSERT.format(table=model._meta.db_table, names=_names(fields), typed=_typed(fields))
    with connection.cursor() as cursor:
        if ignore_conflicts:
            cursor.execute(f"{sql} on conflict do nothing", [_as_json(rows, fields)])
            return
        cursor.execute(f"{sql} returning id", [_as_json(rows, fields)])
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding = pk, False


def update(rows: Collection[Owned], columns: Sequence[str]) -> None:
    """Write these columns of rows of one model and one owner."""
    if not rows:
        return
    first = next(iter(rows))
    meta = first._meta
    fields: list[Any] = [meta.get_field(name) for name in columns]
    sets = ", ".join(f"{field.column} = r.{field.column}" for field in fields)
    with_key = [meta.pk, *fields]
    sql = UPDATE.format(table=meta.db_table, sets=sets, typed=_typed(with_key), where=THEIR_OWN)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_as_json(rows, with_key), first.owner_id])


def _names(fields: Sequence[Any]) -> str:
    return ", ".join(field.column for field in fields)


def _typed(fields: Sequence[models.Field[Any, Any]]) -> str:
    return ", ".join(f"{field.column} {field.db_type(connection)}" for field in fields)


def _as_json(rows: Collection[Owned], fields: Sequence[Any]) -> str:
    places = [(field.column, field.attname) for field in fields]
    told = [{column: getattr(row, name) for column, name in places} for row in rows]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_as_text)


def _as_text(value: object) -> str:
    """What JSON has no form for, as Postgres reads it."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
