"""Taking an act back: its images walked backwards, in a few statements for any number of rows.

A deleted row returns, a changed column gets its old value only where it still holds what the
act wrote, a created row goes only if nobody touched it since. What stays is told.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from apps.core.acts import Act
from apps.core.created import removable
from apps.core.scope import Owned, OwnedForeignKey, acting_as

if TYPE_CHECKING:
    from apps.accounts.models import Member

Pks = dict[type[Owned], set[int]]
AfterTakingBack = Callable[["Member", Act, Pks], None]
after_taking_back: list[AfterTakingBack] = []
"""What must be computed again; filled from `config/wiring.py` when the site starts."""

NET = """
    select table_name, row_id, (array_agg(before order by id))[1] as before,
           (array_agg(after order by id desc))[1] as after
    from core_actrow where owner_id = %s and act_id = %s group by table_name, row_id
"""
KINDS = f"""
    with net as ({NET})
    select table_name, case when before is null then 'created' when after is null then 'deleted'
           else 'changed' end, array_agg(row_id order by row_id)
    from net where before is not null or after is not null group by 1, 2
"""


class CannotTakeBack(Exception):
    """The act was taken back already, or its days are over."""


@dataclass
class TakenBack:
    """What came of it: rows put back, rows removed, and what was kept because it changed since."""

    restored: int = 0
    removed: int = 0
    kept: Pks = field(default_factory=lambda: defaultdict(set))
    touched: Pks = field(default_factory=lambda: defaultdict(set))
    left_out: Pks = field(default_factory=lambda: defaultdict(set))
    """Deleted rows whose other end was deleted by a later act; they return when that is taken back."""

    @property
    def stayed(self) -> int:
        """How many entries stay, a person with all their parts counting as one."""
        return sum(len(pks) for model, pks in self.kept.items() if not model.part_of)


def take_back(member: Member, act: Act, *, now: datetime) -> TakenBack:
    """Undo one act of this member, once.

    Raises CannotTakeBack when it was undone before or is too old. Runs in the member's scope.
    """
    with transaction.atomic():
        open_acts = Act.objects.of(member).filter(pk=act.pk, taken_back_at=None, expires_at__gt=now)
        if not open_acts.update(taken_back_at=now):
            raise CannotTakeBack(act.verb)
        outcome, kinds = TakenBack(), _kinds(member.pk, act.pk)
        for model in _parents_first(kinds["deleted"]):
            _put_back(member.pk, act.pk, model, kinds["deleted"][model], outcome)
        for model, pks in kinds["changed"].items():
            _restore(member.pk, act.pk, model, pks, outcome)
        _remove_created(member.pk, act.pk, kinds["created"], outcome)
        _put_back_where_room_came(member.pk, act.pk, outcome)
        _put_back_what_waited(member.pk, outcome)
        for again in after_taking_back:
            again(member, act, outcome.touched)
        Act.objects.of(member).filter(pk=act.pk).update(
            kept=outcome.stayed, left_out=_by_table(outcome.left_out)
        )
    return outcome


def ask(member: Member, act: Act, *, now: datetime) -> None:
    """Leave a large act to the worker, which takes it back within a minute at most.

    Raises CannotTakeBack as `take_back` does.
    """
    open_acts = Act.objects.of(member).filter(pk=act.pk, taken_back_at=None, expires_at__gt=now)
    if not open_acts.update(asked_back_at=now):
        raise CannotTakeBack(act.verb)


def take_back_asked() -> int:
    """Take back what members asked for and nobody did yet; how many. Runs as the owner of the tables.

    It counts from the moment each was asked for, so that none grows too old while it waits.
    """
    waiting = Act.objects.filter(asked_back_at__isnull=False, taken_back_at=None).order_by("asked_back_at")
    done = 0
    for act in list(waiting.select_related("owner")[:20]):
        with acting_as(act.owner), suppress(CannotTakeBack):
            take_back(act.owner, act, now=act.asked_back_at)  # type: ignore[arg-type]
            done += 1
    return done


def _put_back_where_room_came(owner: int, act: int, outcome: TakenBack) -> None:
    """A deleted row may return only now that the row which took its key is gone: a replaced photo."""
    waiting, outcome.left_out = outcome.left_out, defaultdict(set)
    for model in _parents_first(waiting):
        _put_back(owner, act, model, waiting[model], outcome)


def _put_back_what_waited(owner: int, outcome: TakenBack) -> None:
    """What acts taken back earlier left out for want of its other end, now that more is there again."""
    if not outcome.restored:
        return
    tables = _tables()
    for earlier in Act.objects.filter(owner_id=owner).exclude(left_out={}):
        again = TakenBack()
        wanted = {tables[name]: set(pks) for name, pks in earlier.left_out.items() if name in tables}
        for model in _parents_first(wanted):
            _put_back(owner, earlier.pk, model, wanted[model], again)
        for model, pks in again.touched.items():
            outcome.touched[model] |= pks
        earlier.left_out = _by_table(again.left_out)
        earlier.save(update_fields=["left_out"])


def _by_table(rows: Pks) -> dict[str, list[int]]:
    return {model._meta.db_table: sorted(pks) for model, pks in rows.items() if pks}


def _tables() -> dict[str, type[Owned]]:
    return {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Owned)}


def _kinds(owner: int, act: int) -> dict[str, Pks]:
    tables = _tables()
    kinds: dict[str, Pks] = {"created": {}, "changed": {}, "deleted": {}}
    for table, kind, pks in _rows(KINDS, [owner, act]):
        if table in tables:  # a table that a later migration dropped has nothing to put back
            kinds[kind][tables[table]] = set(pks)
    return kinds


def _parents_first(models: Iterable[type[Owned]]) -> list[type[Owned]]:
    waiting, ordered = sorted(models, key=lambda model: model._meta.db_table), []
    while waiting:
        ready = [m for m in waiting if not any(p in waiting and p is not m for p in _parents(m).values())]
        ordered += ready or waiting[:1]
        waiting = [model for model in waiting if model not in ordered]
    return ordered


def _parents(model: type[Owned]) -> dict[str, type[Owned]]:
    fields = (f for f in model._meta.local_fields if isinstance(f, OwnedForeignKey))
    return {f.column: f.related_model for f in fields}  # type: ignore[misc]


def _put_back(owner: int, act: int, model: type[Owned], pks: set[int], outcome: TakenBack) -> None:
    table = model._meta.db_table
    there = " and ".join(
        f"(r.{column} is null or r.{column} = any(%s) or exists "
        f"(select 1 from {parent._meta.db_table} p where p.owner_id = r.owner_id and p.id = r.{column}))"
        for column, parent in _parents(model).items()
    )
    own_rows = [sorted(pks) if parent is model else [] for parent in _parents(model).values()]
    back = _rows(
        f"with net as ({NET}) insert into {table} select r.* from net, "
        f"jsonb_populate_record(null::{table}, net.before) r "
        "where net.table_name = %s and net.row_id = any(%s) and net.before is not null "
        f"and net.after is null and {there or 'true'} on conflict do nothing returning id",
        [owner, act, table, sorted(pks), *own_rows],
    )
    restored = {row[0] for row in back}
    outcome.restored += len(restored)
    outcome.touched[model] |= restored
    if pks - restored:
        outcome.left_out[model] |= pks - restored


def _restore(owner: int, act: int, model: type[Owned], pks: set[int], outcome: TakenBack) -> None:
    table = model._meta.db_table
    rows = _rows(
        f"with net as ({NET}) select net.row_id, net.before, net.after, to_jsonb(t) "
        f"from net left join {table} t on t.owner_id = %s and t.id = net.row_id "
        "where net.table_name = %s and net.before is not null and net.after is not null",
        [owner, act, owner, table],
    )
    waiting = [(pk, [_as_dict(image) for image in images]) for pk, *images in rows]
    done = -1
    while done:  # a row may wait for the key that another one still holds
        blocked = [row for row in waiting if not _restore_row(owner, model, *row, outcome)]
        done, waiting = len(waiting) - len(blocked), blocked
    for pk, _images in waiting:
        outcome.kept[model].add(pk)


def _restore_row(owner: int, model: type[Owned], pk: int, images: list[Any], outcome: TakenBack) -> bool:
    """False where something else holds a key this row would take back."""
    before, after, current = images
    left_alone = {*model.derived, *model.heavy}
    wrote = {c for c in after if before.get(c) != after[c]} - left_alone
    ours = _still_ours(model, wrote, after, current)
    ours -= {c for c in ours if _points_nowhere(owner, model, c, before.get(c))}
    outcome.touched[model].add(pk)
    if not _write_columns(model._meta.db_table, pk, owner, {c: before.get(c) for c in ours}):
        return False
    outcome.restored += 1 if ours else 0
    if wrote - ours:
        outcome.kept[model].add(pk)
    return True


def _still_ours(model: type[Owned], wrote: set[str], after: Any, current: Any) -> set[str]:
    """Columns that still hold what the act wrote; of columns that belong together all or none."""
    ours = {c for c in wrote if current is not None and current.get(c) == after[c]}
    for group in model.together:
        if ours & set(group) and any(current.get(c) != after.get(c) for c in group):
            ours -= set(group)
    return ours


def _points_nowhere(owner: int, model: type[Owned], column: str, pk: Any) -> bool:
    parent = _parents(model).get(column)
    if parent is None or pk is None:
        return False
    return not parent._default_manager.filter(owner_id=owner, pk=pk).exists()


def _write_columns(table: str, pk: int, owner: int, values: dict[str, Any]) -> bool:
    """False where something else holds a key these values would take, or they contradict the row."""
    names = ", ".join(f'"{name}"' for name in values)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if values:
                cursor.execute(
                    f"update {table} set ({names}) = "
                    f"(select {names} from jsonb_populate_record(null::{table}, %s)) "
                    "where owner_id = %s and id = %s",
                    [json.dumps(values), owner, pk],
                )
    except IntegrityError:
        return False
    return True


def _remove_created(owner: int, act: int, created: Pks, outcome: TakenBack) -> None:
    going, kept = removable(owner, act, created)
    for model in reversed(_parents_first(going)):
        outcome.removed += len(going[model])
        outcome.touched[model] |= going[model]
        with connection.cursor() as cursor:
            cursor.execute(
                f"delete from {model._meta.db_table} where owner_id = %s and id = any(%s)",
                [owner, sorted(going[model])],
            )
    for model, pks in kept.items():
        outcome.kept[model] |= pks
        outcome.touched[model] |= pks


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _as_dict(image: Any) -> Any:
    return json.loads(image) if isinstance(image, str) else image
