"""Which of the rows an act created may go when it is taken back.

A row stays when it changed since or when something made later hangs on it; then what it hangs
on stays too, and so do its own parts (a kept person keeps the phone number that came along).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import connection

from apps.core.scope import Owned, OwnedForeignKey

Pks = dict[type[Owned], set[int]]

SAME = """
    with net as (
        select row_id, (array_agg(after order by id desc))[1] as after
        from core_actrow where owner_id = %s and act_id = %s and table_name = %s group by row_id)
    select t.id, (to_jsonb(t) - %s::text[]) = (net.after - %s::text[])
    from net join {table} t on t.owner_id = %s and t.id = net.row_id where t.id = any(%s)
"""


def removable(owner: int, act: int, created: Pks) -> tuple[Pks, Pks]:
    """The created rows that may go, and those that stay; rows already gone are in neither."""
    there, kept = _still_there(owner, act, created)
    for model in created:
        kept[model] |= _with_later_rows(owner, model, there)
    _spread(kept, _links(owner, there))
    going = {model: pks - kept[model] for model, pks in there.items()}
    return {model: pks for model, pks in going.items() if pks}, {m: p for m, p in kept.items() if p}


def _still_there(owner: int, act: int, created: Pks) -> tuple[Pks, Pks]:
    there: Pks = {}
    kept: Pks = defaultdict(set)
    for model, pks in created.items():
        table, left_alone = model._meta.db_table, [*model.derived, *model.heavy]
        rows = _rows(
            SAME.format(table=table), [owner, act, table, left_alone, left_alone, owner, sorted(pks)]
        )
        there[model] = {pk for pk, _ in rows}
        kept[model] = {pk for pk, same in rows if not same}
    return there, kept


def _with_later_rows(owner: int, model: type[Owned], there: Pks) -> set[int]:
    """Rows that something recorded, but not made by this act, points to."""
    found: set[int] = set()
    for child in apps.get_models():
        if not (issubclass(child, Owned) and child.recorded):
            continue
        for key in child._meta.local_fields:
            if isinstance(key, OwnedForeignKey) and key.related_model is model:
                rows = _rows(
                    f"select distinct {key.column} from {child._meta.db_table} where owner_id = %s "
                    f"and {key.column} = any(%s) and not (id = any(%s))",
                    [owner, sorted(there.get(model, ())), sorted(there.get(child, ()))],
                )
                found |= {row[0] for row in rows}
    return found


Link = tuple[type[Owned], int, type[Owned], int, bool]


def _links(owner: int, there: Pks) -> list[Link]:
    """(child model, pk, parent model, pk, is it a part of it) among the created rows."""
    links: list[Link] = []
    for model, pks in there.items():
        for key in model._meta.local_fields:
            if not (isinstance(key, OwnedForeignKey) and key.related_model in there):
                continue
            rows = _rows(
                f"select id, {key.column} from {model._meta.db_table} "
                f"where owner_id = %s and id = any(%s) and {key.column} = any(%s)",
                [owner, sorted(pks), sorted(there[key.related_model])],
            )
            links += [(model, pk, key.related_model, to, key.name == model.part_of) for pk, to in rows]
    return links


def _spread(kept: Pks, links: list[Link]) -> None:
    """Kept children keep their parents; kept wholes keep their parts; until nothing moves."""
    moved = any(kept.values())
    while moved:
        moved = False
        for model, pk, parent, parent_pk, is_part in links:
            if pk in kept[model] and parent_pk not in kept[parent]:
                kept[parent].add(parent_pk)
                moved = True
            if is_part and parent_pk in kept[parent] and pk not in kept[model]:
                kept[model].add(pk)
                moved = True


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
