"""The fence: row security, same-owner keys and act triggers, put in place after every migrate.

It reads the catalogue first and adds only what is missing, so a new owned model can forget
nothing and a second run does nothing. Tested in `tests/core/test_fence.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.utils import CursorWrapper

from apps.core.scope import Between, Owned, OwnedForeignKey

FUNCTIONS = Path(__file__).parent / "sql" / "functions.sql"
GRANTS = (
    "grant usage on schema public to kith_web",
    "grant select, insert, update, delete on all tables in schema public to kith_web",
    "grant usage, select on all sequences in schema public to kith_web",
    "revoke insert, update, delete on django_migrations from kith_web",
)
ON_DELETE = {models.CASCADE: "on delete cascade", models.PROTECT: "", models.DO_NOTHING: ""}


def raise_fence(*, using: str = "default", **_: Any) -> None:
    """Receiver of `post_migrate`: bring the database's fence up to the models."""
    with connections[using].cursor() as cursor:
        cursor.execute("select to_regclass('core_actrow')")
        if cursor.fetchone()[0] is None:
            return
        cursor.execute(FUNCTIONS.read_text())
        have = _names(cursor)
        for statement in _statements(have):
            cursor.execute(statement)


def owned_models() -> list[type[Owned]]:
    """Every concrete model that belongs to one member, in a steady order."""
    found = [model for model in apps.get_models() if issubclass(model, Owned)]
    return sorted(found, key=lambda model: model._meta.db_table)


def between_models() -> list[type[Between]]:
    """Every concrete model that two members share."""
    return [model for model in apps.get_models() if issubclass(model, Between)]


def between_rule(one: str, other: str) -> str:
    """The policy of a row that two members share: either of them."""
    return f"(select kith_me()) in ({one}, {other})"


def _names(cursor: CursorWrapper) -> set[str]:
    cursor.execute(
        "select polname || ' on ' || polrelid::regclass from pg_policy union all "
        "select conname from pg_constraint union all "
        "select tgname || ' on ' || tgrelid::regclass from pg_trigger where not tgisinternal union all "
        "select table_name || '.' || column_name from information_schema.columns "
        "where table_schema = 'public'"
    )
    return {row[0] for row in cursor.fetchall()}


def _statements(have: set[str]) -> Iterator[str]:
    yield from GRANTS
    # a database half way through its migrations gets what it can carry, and the rest the next time
    owned = [model for model in owned_models() if f"{model._meta.db_table}.owner_id" in have]
    for model in owned:
        yield from _policy(have, model._meta.db_table, "owner_id = (select kith_me())")
        yield from _owner_key(have, model)
        if model.recorded:
            yield from _triggers(have, model)
        yield from _revisions(have, model)
    for shared in between_models():
        one, other = shared.between
        yield from _policy(have, shared._meta.db_table, between_rule(one, other))
    for model in owned:
        yield from _same_owner_keys(have, model)
    yield from _outbox_policies(have)
    yield from _narrower_grants(have)


def _policy(have: set[str], table: str, rule: str) -> Iterator[str]:
    if f"own on {table}" not in have:
        yield f"alter table {table} enable row level security"
        yield f"create policy own on {table} using ({rule})"


def _owner_key(have: set[str], model: type[Owned]) -> Iterator[str]:
    table = model._meta.db_table
    if f"{table}_owner_id_key" not in have:
        yield f"alter table {table} add constraint {table}_owner_id_key unique (owner_id, id)"


def _triggers(have: set[str], model: type[Owned]) -> Iterator[str]:
    table = model._meta.db_table
    left_out = ", ".join(f"'{column}'" for column in model.heavy)
    shapes = {
        "insert": ("referencing new table as new_rows", left_out),
        "update": ("referencing old table as old_rows new table as new_rows", left_out),
        "delete": ("referencing old table as old_rows", ""),
    }
    for event, (referencing, arguments) in shapes.items():
        if f"record_{event} on {table}" not in have:
            yield (
                f"create trigger record_{event} after {event} on {table} {referencing} for each statement "
                "when (coalesce(current_setting('kith.act', true), '') <> '') "
                f"execute function kith_record_{event}({arguments})"
            )


def _revisions(have: set[str], model: type[Owned]) -> Iterator[str]:
    """See `core.revising`. The trigger holds the columns: for other ones a migration drops it."""
    table, column_of = model._meta.db_table, {f.name: f.column for f in model._meta.local_fields}
    columns = [column_of[name] for name in model.revised]
    there = {f"{table}.{column}" for column in (*columns, "changed_at")} <= have
    if columns and there and f"revise on {table}" not in have:
        old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
        yield (
            f"create trigger revise before update on {table} for each row "
            f"when (({old}) is distinct from ({new})) execute function kith_revise()"
        )
    if model.revises and f"revise_whole on {table}" not in have:
        whole: Any = model._meta.get_field(model.revises)
        yield (
            f"create trigger revise_whole after delete on {table} referencing old table as old_rows "
            "for each statement execute function "
            f"kith_revise_whole('{whole.related_model._meta.db_table}', '{whole.column}')"
        )


def _same_owner_keys(have: set[str], model: type[Owned]) -> Iterator[str]:
    table = model._meta.db_table
    for field in model._meta.local_fields:
        parent = field.related_model._meta.db_table if isinstance(field, OwnedForeignKey) else ""
        if not {f"{table}.{field.column}", f"{parent}.owner_id"} <= have:
            continue
        name = f"{table}_{field.column}_same_owner"
        if name not in have:
            wanted = field.remote_field.on_delete  # type: ignore[union-attr]
            action = (
                f"on delete set null ({field.column})" if wanted is models.SET_NULL else ON_DELETE[wanted]  # type: ignore[index]
            )
            yield (
                f"alter table {table} add constraint {name} foreign key (owner_id, {field.column}) "
                f"references {parent} (owner_id, id) {action} "
                "deferrable initially deferred"
            )


def _outbox_policies(have: set[str]) -> Iterator[str]:
    if "read_own on core_outbox" not in have:
        yield "alter table core_outbox enable row level security"
        yield "create policy read_own on core_outbox for select using (member_id = (select kith_me()))"
        yield "create policy put on core_outbox for insert with check (true)"


def _narrower_grants(have: set[str]) -> Iterator[str]:
    """A model outside row security says with `web_may` all that the web may do to its rows; "": nothing.

    Its counter goes too: how far it has come would tell that a row was written. An identity column needs
    no right to it.
    """
    for model in apps.get_models():
        may, table = getattr(model, "web_may", None), model._meta.db_table
        if may is not None and f"{table}.id" in have:
            yield f"revoke all on {table} from kith_web"
            if may:
                yield f"grant {may} on {table} to kith_web"
            yield f"revoke all on sequence {table}_id_seq from kith_web"
