"""Columns of changed rows put back: only where they still hold what the act wrote, a set at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from apps.core.scope import Owned, OwnedForeignKey

Gone = dict[str, set[int]]


class Images(NamedTuple):
    """A row as it was before an act, as the act left it, and as it is now (None where it is gone)."""

    pk: int
    before: Any
    after: Any
    current: Any


@dataclass
class Change:
    """What goes back into one row, and whether that is all the act wrote there."""

    pk: int
    values: dict[str, Any]
    is_whole: bool


def restored(owner: int, model: type[Owned], rows: Sequence[Images]) -> list[Change]:
    """Put back what these rows of one model still hold of an act; what went back into each."""
    gone = _gone_parents(owner, model, rows)
    changes = [_change(model, row, gone) for row in rows]
    for change in _write_changes(model._meta.db_table, owner, changes):
        change.values, change.is_whole = {}, False
    return changes


def parents_of(model: type[Owned]) -> dict[str, type[Owned]]:
    """Its columns that hold a key of an owned row, with the model of that row."""
    fields = (f for f in model._meta.local_fields if isinstance(f, OwnedForeignKey))
    return {f.column: f.related_model for f in fields}  # type: ignore[misc]


def _change(model: type[Owned], row: Images, gone: Gone) -> Change:
    pk, before, after, current = row
    wrote = {c for c in after if before.get(c) != after[c]} - {*model.derived, *model.heavy}
    ours = _still_ours(model, wrote, after, current)
    ours -= {c for c in ours if before.get(c) in gone.get(c, ())}
    return Change(pk, {c: before.get(c) for c in sorted(ours)}, ours == wrote)


def _gone_parents(owner: int, model: type[Owned], rows: Sequence[Images]) -> Gone:
    """By column, keys of rows that are there no more: nothing can point to them again."""
    gone: Gone = {}
    for column, parent in parents_of(model).items():
        wanted = {row.before[column] for row in rows if row.before.get(column) is not None}
        there = parent._default_manager.filter(owner_id=owner, pk__in=wanted).values_list("pk", flat=True)
        gone[column] = wanted - set(there) if wanted else set()
    return gone


def _write_changes(table: str, owner: int, changes: list[Change]) -> list[Change]:
    """Write them, those with the same columns by one statement; the ones that found no room."""
    alike: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        alike[tuple(change.values)].append(change)
    alike.pop((), None)
    waiting = [c for group in alike.values() if not _write(table, owner, group) for c in group]
    done = -1
    while done:  # a row may wait for the key that another one still holds
        blocked = [change for change in waiting if not _write(table, owner, [change])]
        done, waiting = len(waiting) - len(blocked), blocked
    return waiting


def _still_ours(model: type[Owned], wrote: set[str], after: Any, current: Any) -> set[str]:
    """Columns that still hold what the act wrote; of columns that belong together all or none."""
    ours = {c for c in wrote if current is not None and current.get(c) == after[c]}
    for group in model.together:
        if ours & set(group) and any(current.get(c) != after.get(c) for c in group):
            ours -= set(group)
    return ours


def _write(table: str, owner: int, changes: list[Change]) -> bool:
    """False where something else holds a key these values would take, or they contradict a row."""
    names = list(changes[0].values)
    sets = ", ".join(f'"{name}" = r."{name}"' for name in names)
    told = [{"id": change.pk} | change.values for change in changes]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"update {table} t set {sets} from jsonb_populate_recordset(null::{table}, %s) r "
                "where t.owner_id = %s and t.id = r.id",
                [json.dumps(told), owner],
            )
    except IntegrityError:
        return False
    return True
