"""The house's order: imports and foreign keys go down, joins are named and owned."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from apps.core.scope import Between, Owned, OwnedForeignKey

LAYERS = ["core", "accounts", "contacts", "goals", "commitments", "introductions", "nudges", "dashboard"]
ROOT = Path(settings.BASE_DIR)


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in LAYERS]


def test_imports_go_down():
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_foreign_keys_go_down():
    upward = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.local_fields
        if field.is_relation
        and field.related_model is not apps.get_model(settings.AUTH_USER_MODEL)
        and field.related_model._meta.app_label in LAYERS
        and LAYERS.index(field.related_model._meta.app_label) > LAYERS.index(model._meta.app_label)
    ]
    assert upward == []


def test_owned_rows_point_to_owned_rows_only_by_same_owner_keys():
    plain = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        if issubclass(model, Owned)
        for field in model._meta.local_fields
        if field.is_relation and issubclass(field.related_model, Owned)
        if not isinstance(field, OwnedForeignKey)
    ]
    assert plain == []


def test_no_join_table_without_an_owner():
    assert [m.__name__ for m in own_models() if m._meta.local_many_to_many] == []


def test_every_table_is_owned_shared_or_named_here():
    """Tables outside row security are few, and each has its reason."""
    outside = {
        "Member": "the account itself; no view lists members",
        "Outbox": "a policy of its own: read one's own, put any",
        "Suppression": "fingerprints only",
        "Session": "a session and whose it is; read by its secret key",
        "Link": "an address handed on: nonce and digest, opened by whoever holds it",
        "Letter": "the frozen copy behind a link, read by whoever holds it",
        "TargetAnswer": "a no, which the web may write and not read",
        "AddressCode": "digests only, of a code and the address it was sent to",
        "SideAnswer": "a yes that waits for another, which the web may write and not read",
        "AskLimit": "fingerprints only",
    }
    loose = {model.__name__ for model in own_models() if not issubclass(model, Owned | Between)}
    assert loose == set(outside)


def test_columns_said_to_belong_to_a_row_are_columns_of_its_table():
    """Taking back looks them up in images of rows: a key is `goal_id` there, not `goal`."""
    wrong = [
        f"{model.__name__}: {name}"
        for model in own_models()
        if issubclass(model, Owned)
        for name in {*model.derived, *model.heavy, *(name for group in model.together for name in group)}
        if name not in {field.column for field in model._meta.local_concrete_fields}
    ]
    assert wrong == []


def test_unique_keys_begin_with_the_owner():
    strays = [
        f"{model.__name__}: {constraint.name}"
        for model in own_models()
        if issubclass(model, Owned)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields[0] != "owner"
    ]
    strays += [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        if issubclass(model, Owned)
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    ]
    assert strays == []


def test_indexes_of_owned_tables_begin_with_the_owner():
    """So that replicas and moving a member stay possible; partial ones for the planner are named."""
    across = {
        *("act_asked_back", "archive_waiting", "batch_to_look_at", "batch_under_way", "bulk_under_way"),
        *("comparison_asked", "pairing_clock", "request_by_itself", "request_clock"),
    }
    strays = {
        index.name
        for model in own_models()
        if issubclass(model, Owned)
        for index in model._meta.indexes
        if index.fields[0] != "owner"
    }
    assert strays == across


def test_every_same_owner_key_has_an_index_for_when_its_parent_goes():
    """Else deleting a thousand people reads a table a thousand times."""
    bare = []
    for model in own_models():
        if not issubclass(model, Owned):
            continue
        leading = [[name.lstrip("-") for name in index.fields] for index in model._meta.indexes]
        leading += [list(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
        for field in model._meta.local_fields:
            served = field.db_index or any(names[:2] == ["owner", field.name] for names in leading)
            if isinstance(field, OwnedForeignKey) and not served:
                bare.append(f"{model.__name__}.{field.name}")
    assert bare == []
