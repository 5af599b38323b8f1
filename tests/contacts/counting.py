"""Queries of a page, and the plan of one: the transaction's and the scope's own statements do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models.query import RawQuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Member

NOT_COUNTED = re.compile(
    r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|select set_config|select current_setting)", re.IGNORECASE
)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def counted(member: Member, path: str, **headers: str) -> tuple[Any, int]:
    """The answer to a signed-in GET and how many queries it took, signing in included."""
    client = Client(headers={"host": "localhost"} | headers)
    client.force_login(member, backend=BACKEND)
    client.get(path)  # what only the first request of a process asks
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return answer, sum(1 for query in asked if not NOT_COUNTED.match(query["sql"]))


def statement_of(rows: Any) -> tuple[str, Any]:
    """The statement of a queryset, raw or not, and its parameters."""
    return (rows.raw_query, rows.params) if isinstance(rows, RawQuerySet) else rows.query.sql_with_params()


def plan_of(rows: Any) -> str:
    """How Postgres would find these rows, in the scope of this moment."""
    statement, parameters = statement_of(rows)
    with connection.cursor() as cursor:
        cursor.execute(f"explain (costs off) {statement}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


def worked_out(statement: str, parameters: Any) -> list[dict[str, Any]]:
    """Carry out a statement, in the scope of this moment: each node of its plan, with what it really read."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, format json) {statement}", parameters)
        [[[plan]]] = cursor.fetchall()
    return list(nodes_of(plan["Plan"]))


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan and all plans below it."""
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes_of(below)
