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
from django.db import connection, transaction

from apps.core.acts import Act
from apps.core.created import removable
from apps.core.restoring import Images, parents_of, restored
from apps.core.scope import Owned, acting_as

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

    Raises CannotTakeBack as `take_back` does. Asked again, it only looks: while the worker takes the act
    back its row is locked, and a write would wait as long as that lasts.
    """
    open_acts = Act.objects.of(member).filter(pk=act.pk, taken_back_at=None, expires_at__gt=now)
    if open_acts.exclude(asked_back_at=None).exists():
        return
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
    tables = owned_tables()
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


def owned_tables() -> dict[str, type[Owned]]:
    """The owned models by the table that images of their rows name."""
    return {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Owned)}


def _kinds(owner: int, act: int) -> dict[str, Pks]:
    tables = owned_tables()
    kinds: dict[str, Pks] = {"created": {}, "changed": {}, "deleted": {}}
    for table, kind, pks in _rows(KINDS, [owner, act]):
        if table in tables:  # a table that a later migration dropped has nothing to put back
            kinds[kind][tables[table]] = set(pks)
    return kinds


def _parents_first(models: Iterable[type[Owned]]) -> list[type[Owned]]:
    waiting, ordered = sorted(models, key=lambda model: model._meta.db_table), []
    while waiting:
        ready = [m for m in waiting if not any(p in waiting and p is not m for p in parents_of(m).values())]
        ordered += ready or waiting[:1]
        waiting = [model for model in waiting if model not in ordered]
    return ordered


def _put_back(owner: int, act: int, model: type[Owned], pks: set[int], outcome: TakenBack) -> None:
    table = model._meta.db_table
    there = " and ".join(
        f"(r.{column} is null or r.{column} = any(%s) or exists "
        f"(select 1 from {parent._meta.db_table} p where p.owner_id = r.owner_id and p.id = r.{column}))"
        for column, parent in parents_of(model).items()
    )
    own_rows = [sorted(pks) if parent is model else [] for parent in parents_of(model).values()]
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
    images = [Images(pk, *map(_as_dict, of_row)) for pk, *of_row in rows]
    for change in restored(owner, model, images):
        outcome.touched[model].add(change.pk)
        outcome.restored += 1 if change.values else 0
        if not change.is_whole:
            outcome.kept[model].add(change.pk)


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
