"""A statement under way on a second connection: committed by itself, and never lost without a word."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import OperationalError, connection

from apps.core.ledger import Ledger
from apps.core.outbox import Outbox
from tests.core.posting import put_trial

pytestmark = pytest.mark.django_db(transaction=True)

ECHO = """
select %(a)s::text, %(b)s::bytea = '\\x00ff'::bytea, %(a)s::text,
    %(c)s::timestamptz at time zone 'UTC', %(d)s::uuid, %(e)s::int,
    %(f)s::bytea[] = array['\\x00ff'::bytea, '\\x5c22'::bytea], cardinality(%(g)s::bytea[])
"""
RENAME = "update core_outbox set remark = %(remark)s where id = %(id)s::bigint returning attempts, remark"


@pytest.fixture
def ledger():
    ledger = Ledger()
    yield ledger
    ledger.close()


def test_parameters_and_answers_go_as_text(ledger):
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    params = {"a": "it's $1 %", "b": b"\x00\xff", "c": at, "d": UUID(int=7), "e": None, "unused": 1}
    params |= {"f": [b"\x00\xff", b'\\"'], "g": []}
    assert ledger.send(ECHO, params)
    assert ledger.receive() == [
        "it's $1 %",
        "t",
        "it's $1 %",
        "2026-11-23 09:00:00",
        "00000000-0000-0000-0000-000000000007",
        None,
        "t",
        "0",
    ]


def test_statement_is_committed_by_itself(ledger, now):
    row = put_trial(now=now)
    for remark in ("first", "second"):  # prepared once, run twice
        ledger.send(RENAME, {"remark": remark, "id": row.pk})
        assert ledger.receive() == ["0", remark]
    assert Outbox.objects.get().remark == "second"


def test_statement_that_finds_nothing_answers_nothing(ledger):
    ledger.send(RENAME, {"remark": "x", "id": 0})
    assert ledger.receive() is None


def test_statement_that_fails_says_so_and_the_next_one_works(ledger):
    ledger.send("select 1 / %(zero)s::int", {"zero": 0})
    with pytest.raises(OperationalError, match="division by zero"):
        ledger.receive()
    assert ledger.send("select 1", {})
    assert ledger.receive() == ["1"]


def test_line_that_broke_says_so_and_is_made_anew(ledger):
    ledger.send("select pg_backend_pid()", {})
    [pid] = ledger.receive()
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s)", [pid])
    if ledger.send("select pg_backend_pid()", {}):
        with pytest.raises(OperationalError):
            ledger.receive()
    assert ledger.send("select 1", {})
    assert ledger.receive() == ["1"]


def test_statement_that_cannot_be_prepared_is_not_sent(ledger):
    assert not ledger.send("select from nowhere", {})


def test_what_was_sent_runs_although_its_sender_died(now):
    row = put_trial(now=now)
    child = os.fork()
    if not child:
        Ledger().send(RENAME, {"remark": "sent", "id": row.pk})
        os._exit(0)  # as SIGKILL would: nothing is received, nothing closed
    os.waitpid(child, 0)
    give_up_at = time.monotonic() + 5
    while Outbox.objects.get().remark != "sent":
        assert time.monotonic() < give_up_at
        time.sleep(0.02)
