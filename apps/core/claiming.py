"""Claiming mails and recording what became of them, in plain SQL.

A claim takes up to fifty rows under a lease and commits. Then one statement a mail closes the
last row and opens the next, whose try is counted before it is made. Every write says
`lease_id = mine`, so whoever lost the lease writes nothing. Leases run by the database's
clock, the only one that all workers share; what is due goes by the caller's.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, connection
from django.db.models import prefetch_related_objects

from apps.core.outbox import Outbox, State

BATCH = 50
PATIENCE_SECONDS = 20.0  # how long a worker waits for a database that restarts

# A row still in flight was being sent by a worker that died: the other side may have it. Once, it
# is sent again; the second time it stays `unsure`, because a third copy would help nobody. So that
# few end there unsent, a row in doubt is in flight only from when its mail is written (HAND_OVER).
CLAIM = """
with mine as materialized (
    select id from core_outbox
    where state = 'due' and due_at <= %(now)s
      and (lease_until is null or lease_until < clock_timestamp())
    order by due_at, id limit %(batch)s
    for update skip locked
)
update core_outbox o set
    lease_id = %(lease)s,
    lease_until = clock_timestamp() + make_interval(secs => %(lease_seconds)s::float),
    in_flight_at = null,
    doubts = doubts + (in_flight_at is not null)::int,
    state = case when in_flight_at is not null and doubts > 0 then 'unsure' else state end,
    finished_at = case when in_flight_at is not null and doubts > 0 then %(now)s end,
    secret = case when in_flight_at is not null and doubts > 0 then null else secret end
from mine where o.id = mine.id
returning o.*
"""
CLOSE = """
update core_outbox set
    state = %(state)s::text, remark = %(remark)s::text, due_at = coalesce(%(due_at)s::timestamptz, due_at),
    doubts = doubts + %(doubt)s::int, finished_at = %(finished_at)s::timestamptz,
    secret = case when %(state)s::text = 'due' then secret end,
    in_flight_at = null, lease_id = null, lease_until = null
where id = %(closed)s::bigint and lease_id = %(lease)s::uuid
"""
OPEN = """
update core_outbox o set
    attempts = attempts + 1, in_flight_at = case when doubts = 0 then %(now)s::timestamptz end,
    first_tried_at = coalesce(first_tried_at, %(now)s::timestamptz),
    lease_until = clock_timestamp() + make_interval(secs => %(lease_seconds)s::float)
where id = %(opened)s::bigint and lease_id = %(lease)s::uuid and state = 'due'
returning attempts, doubts, first_tried_at,
    exists (select from core_suppression where fingerprint in (%(address)s::bytea, %(on_list)s::bytea)),
    exists (select from {members} m
            where m.id = o.member_id and (m.leaving_at is not null or not m.is_active))
"""
HAND_OVER = """
update core_outbox set in_flight_at = %(now)s::timestamptz
where id = %(opened)s::bigint and lease_id = %(lease)s::uuid
returning id
"""
# One statement must not touch a row twice: Postgres would keep either change.
RELEASE = """
update core_outbox set lease_id = null, lease_until = null
where lease_id = %(lease)s::uuid and in_flight_at is null and id is distinct from %(closed)s::bigint
returning id
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try. `due_at` is when to try again; `doubt` that the other side may have it."""

    state: State
    at: datetime
    remark: str = ""
    due_at: datetime | None = None
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a row at the moment it is opened."""

    attempts: int
    doubts: int
    first_tried_at: datetime
    is_suppressed: bool
    has_left: bool


class Claim:
    """One worker's lease over a batch of rows, each with its member loaded."""

    def __init__(self) -> None:
        self.lease = uuid.uuid4()
        self.rows: list[Outbox] = []

    def take(self, *, now: datetime) -> list[Outbox]:
        """Claim what is due, first things first; rows that just became `unsure` are among them."""
        params = {"now": now, "batch": BATCH, **self._lease}
        found = steadily(lambda: list(Outbox.objects.raw(CLAIM, params)))
        self.rows = sorted(found, key=lambda row: (row.due_at, row.pk))
        prefetch_related_objects(self.rows, "member")
        return self.rows

    def step(
        self,
        closed: tuple[int, Outcome] | None,
        opened: int,
        fingerprints: tuple[bytes, bytes],
        *,
        now: datetime,
    ) -> Standing | None:
        """Close one row and open the next, in one commit; None when it is no longer ours to send.

        `fingerprints` are the reader's, and the reader's on this mail's list: either may be suppressed.
        """
        sql = OPEN.format(members=get_user_model()._meta.db_table)
        params = {"opened": opened, "address": fingerprints[0], "on_list": fingerprints[1], "now": now}
        found = self._run(sql, params | self._lease, closed)
        return Standing(*found) if found else None

    def hand_over(self, pk: int, *, now: datetime) -> bool:
        """Say that an opened row in doubt is about to leave; False when it is no longer ours to send."""
        return self._run(HAND_OVER, {"opened": pk, "now": now, **self._lease}, None) is not None

    def end(self, closed: tuple[int, Outcome] | None) -> None:
        """Close the last row and let go of those that were not tried."""
        self._run(RELEASE, {"closed": None, **self._lease}, closed)

    def _run(
        self, sql: str, params: dict[str, Any], closed: tuple[int, Outcome] | None
    ) -> tuple[Any, ...] | None:
        if closed:
            sql, params = f"with closed as ({CLOSE}) {sql}", params | _closing(*closed)
        return steadily(lambda: _prepared(sql, params))

    @property
    def _lease(self) -> dict[str, Any]:
        return {"lease": self.lease, "lease_seconds": settings.OUTBOX_LEASE_SECONDS}


Found = TypeVar("Found")


def steadily(call: Callable[[], Found]) -> Found:
    """Call, and where the database is away, wait for it up to 20 s and call again.

    Only for statements that may run twice: those above change nothing when they already ran.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return call()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > give_up_at:
                raise
            connection.close()
            time.sleep(0.5)


def _closing(pk: int, outcome: Outcome) -> dict[str, Any]:
    return {
        "closed": pk,
        "state": outcome.state.value,
        "remark": outcome.remark,
        "due_at": outcome.due_at,
        "doubt": int(outcome.doubt),
        "finished_at": None if outcome.state is State.DUE else outcome.at,
    }


def _prepared(sql: str, params: dict[str, Any]) -> tuple[Any, ...] | None:
    """Run a statement, prepared on this connection: planning each time would take longer than running.

    Behind PgBouncer in transaction mode that wants version 1.21 and `max_prepared_statements`.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(sql, params, prepare=True)
        return cursor.fetchone()
