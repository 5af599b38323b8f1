"""Goal 10: 10,000 vCards, parsed, matched and stored with everything on them, beside line parser + COPY."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.imports import batch as batches
from apps.contacts.imports import running
from apps.contacts.imports.decoding import decide
from apps.contacts.imports.vcard.reader import VCardReader
from apps.core.scope import acting_as
from tests.bench.rounds import Row, interleaved

CARDS = 10_000
GOAL = 2.5
MOST_STATEMENTS = 30


def rows() -> Iterator[Row]:
    """Time of the whole import beside its floor, and its statements."""
    text = cards()
    ours, floor = interleaved(lambda: bring(text)[0], lambda: parse_and_copy(text))
    yield Row("import of 10,000 vCards", "s", ours, floor, GOAL, remark=f"{len(text) // 1024} KB")
    yield Row("statements for 10,000 vCards", "statements", bring(text)[1], MOST_STATEMENTS, 1)


def cards() -> bytes:
    """Cards as a telephone writes them: name, address, number, post, birthday, note, group."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person{n} Family{n % 700}\r\nN:Family{n % 700};Person{n};;;\r\n"
        f"EMAIL;TYPE=home:p{n}@example{n % 90}.org\r\nTEL;TYPE=cell:+4917{n:08d}\r\nORG:Company {n % 300}\r\n"
        f"TITLE:Engineer\r\nBDAY:19{n % 60 + 30}-0{n % 9 + 1}-1{n % 9}\r\n"
        f"ADR;TYPE=home:;;Street {n};City{n % 50};;12345;Germany\r\n"
        f"NOTE:Some longer note about the person with text {n} that is folded\r\n  over two lines\r\n"
        f"CATEGORIES:Group{n % 5}\r\nEND:VCARD\r\n"
        for n in range(CARDS)
    ).encode()


def bring(text: bytes) -> tuple[float, int]:
    """Seconds and statements of a member's first import of that file."""
    Member.objects.filter(email="bench@example.org").delete()
    member = Member.objects.create_user("bench@example.org", joined_at=timezone.now(), country="DE")
    started, count = time.perf_counter(), Counter()
    with connection.execute_wrapper(count):
        with acting_as(member):
            batch = batches.receive(member, "phone.vcf", [text], now=timezone.now())
            batches.start(batch, key=None, led_to="/", now=timezone.now())
        held = batches.claim(now=timezone.now(), pk=batch.pk)
        assert held is not None
        running.work_off(held, until=timezone.now() + timedelta(hours=1), clock=timezone.now)
    batch.refresh_from_db()
    assert batch.created == CARDS
    return time.perf_counter() - started, count.statements


class Counter:
    """Counts what is sent to the database."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.statements += not sql.startswith(
            ("SAVEPOINT", "RELEASE", "select set_config", "select current_")
        )
        return execute(sql, params, many, context)


def parse_and_copy(text: bytes) -> float:
    """Read every card, and COPY one row for each into a table with three indexes."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists bench_floor")
        cursor.execute("create table bench_floor (id bigserial primary key, owner int, name text, note text)")
        cursor.execute("create index on bench_floor (owner, name, id)")
        cursor.execute("create index on bench_floor (owner, id desc)")
        started = time.perf_counter()
        rows_ = list(VCardReader([text], decide([text])))
        with cursor.copy("copy bench_floor (owner, name, note) from stdin") as copy:
            for row in rows_:
                copy.write_row((1, row.card.name, row.card.notes))  # type: ignore[union-attr]
    return time.perf_counter() - started
