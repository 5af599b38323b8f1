"""Claiming mails and recording what became of them, in plain SQL.

A claim takes up to fifty rows under a lease and commits. Then one statement a mail closes the
last row and opens the next, whose try is counted before it is made. Every write says
`lease_id = mine`, so whoever lost the lease writes nothing. Leases run by the database's
clock, the only one that all workers share; what is due goes by the caller's.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, connection
from django.db.models import prefetch_related_objects

from apps.core.ledger import Ledger
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
returning
    exists (select from core_suppression where fingerprint = any(%(fingerprints)s::bytea[])),
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


Closed = tuple[int, Outcome]
"""A row's pk, and what became of it."""
Statement = tuple[str, dict[str, Any]]
"""SQL, and its parameters by name."""


class Standing(Enum):
    """What holds for a row at the moment it is opened."""

    WANTED = "wanted"
    LOST = "lost"
    SUPPRESSED = "suppressed"
    LEFT = "left"


class Claim:
    """One worker's lease over a batch of rows, each with its member loaded."""

    def __init__(self) -> None:
        self.lease = uuid.uuid4()
        self.rows: list[Outbox] = []
        self._ledger: Ledger | None = None
        self._under_way: Statement | None = None
        self._found: Sequence[Any] | None = None

    def take(self, *, now: datetime) -> list[Outbox]:
        """Claim what is due, first things first; rows that just became `unsure` are among them."""
        params = {"now": now, "batch": BATCH, **self._lease}
        found = steadily(lambda: list(Outbox.objects.raw(CLAIM, params)))
        self.rows = sorted(found, key=lambda row: (row.due_at, row.pk))
        prefetch_related_objects(self.rows, "member")
        return self.rows

    def write_in(self, ledger: Ledger) -> None:
        """From now on let rows be opened in this ledger, while their mails are written.

        Inside a transaction there is no ledger: another connection would not see what it holds.
        """
        self._ledger = None if connection.in_atomic_block else ledger

    def open(self, closed: Closed | None, row: Outbox, fingerprints: list[bytes], now: datetime) -> None:
        """Close one row and open the next, in one commit, before its mail is written.

        `fingerprints` are the reader's, and the reader's on this mail's list: either may be suppressed.
        The row in hand is brought up to date without waiting: nobody else writes it under our lease.
        """
        sql = OPEN.format(members=get_user_model()._meta.db_table)
        params = {"opened": row.pk, "fingerprints": fingerprints, "now": now}
        statement = _with_close(sql, params | self._lease, closed)
        row.attempts, row.first_tried_at = row.attempts + 1, row.first_tried_at or now
        if self._ledger and self._ledger.send(*statement):
            self._under_way = statement
        else:
            self._found = steadily(lambda: _run(*statement))

    def standing(self) -> Standing:
        """How the row that was just opened stands; it waits for the commit."""
        self._receive()
        if not self._found:
            return Standing.LOST
        is_suppressed, has_left = (cell in (True, "t") for cell in self._found)
        return Standing.LEFT if has_left else Standing.SUPPRESSED if is_suppressed else Standing.WANTED

    def hand_over(self, row: Outbox, *, now: datetime) -> bool:
        """Say that an opened row in doubt is about to leave; False when it is no longer ours to send."""
        return steadily(lambda: _run(HAND_OVER, {"opened": row.pk, "now": now, **self._lease})) is not None

    def end(self, closed: Closed | None) -> None:
        """Close the last row and let go of those that were not tried."""
        self._receive()
        statement = _with_close(RELEASE, {"closed": None, **self._lease}, closed)
        steadily(lambda: _run(*statement))

    def _receive(self) -> None:
        """Wait for what the ledger has under way; what it may not have run is run here."""
        statement, self._under_way = self._under_way, None
        if self._ledger is None or statement is None:
            return
        try:
            self._found = self._ledger.receive()
        except OperationalError:
            self._found = steadily(lambda: _run(*statement))

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


def _with_close(sql: str, params: dict[str, Any], closed: Closed | None) -> Statement:
    """A statement, and in the same commit the outcome of the row before."""
    if closed is None:
        return sql, params
    pk, outcome = closed
    closing = {
        "closed": pk,
        "state": outcome.state.value,
        "remark": outcome.remark,
        "due_at": outcome.due_at,
        "doubt": int(outcome.doubt),
        "finished_at": None if outcome.state is State.DUE else outcome.at,
    }
    return f"with closed as ({CLOSE}) {sql}", params | closing


def _run(sql: str, params: dict[str, Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
