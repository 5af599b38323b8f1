"""Goals 8 and 9: mails a second and process, beside smtplib alone; Celery messages; the database's share."""

from __future__ import annotations

import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.core import mail
from apps.core.ledger import Ledger
from apps.core.outbox import Outbox, State, put_all
from apps.core.sending import Pause, Round
from config.embedded import REPOSITORY
from tests.bench.rounds import Row, interleaved
from tests.core.posting import TRIAL, register_trial
from tests.notes import multiply, plan_note

MAILS, NOTES = 500, 100


def rows() -> Iterator[Row]:
    """The goal is set against a server that reads what it is given, as real ones do."""
    register_trial()
    with sink("aiosmtpd") as port:
        yield beside_smtplib("sending", port, goal=0.5)
        yield share_of_database(port)
        yield note_beside_its_size(port)
    with sink("bare") as port:
        yield beside_smtplib("sending to a server that does nothing", port, goal=None)
    yield messages()


def beside_smtplib(name: str, port: int, goal: float | None) -> Row:
    """Mails a second: claimed, rendered, sent and recorded one by one, beside handing over ready bytes."""
    use(port)
    ready = a_message()
    ours, floor = interleaved(send_from_outbox, lambda: smtplib_alone(port, ready), at_least=True)
    return Row(name, "mails/s", ours, floor, goal, at_least=True, remark=f"{len(ready)} bytes each")


def share_of_database(port: int) -> Row:
    """How much of a mail's time is spent waiting for Postgres."""
    use(port)

    def waiting() -> float:
        return send_timed()[0]

    def whole() -> float:
        return send_timed()[1]

    ours, floor = interleaved(waiting, whole)
    return Row("database share of sending", "s", ours, floor, 0.25)


def send_timed() -> tuple[float, float]:
    """Seconds spent waiting for Postgres, and seconds in all, for five hundred mails."""
    put_notes()
    waited = 0.0

    def timed(wait: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            nonlocal waited
            began = time.perf_counter()
            try:
                return wait(*args, **more)
            finally:
                waited += time.perf_counter() - began

        return watched

    with (
        mock.patch.object(psycopg.Connection, "wait", timed(psycopg.Connection.wait)),
        mock.patch.object(Ledger, "receive", timed(Ledger.receive)),
    ):
        seconds = timed_round(MAILS)
    return waited, seconds


def note_beside_its_size(port: int) -> Row:
    """A real morning note of a member with 10,000 people, beside one with 20."""
    use(port)
    now = timezone.now()
    Outbox.objects.all().delete()
    notes = {people: plan_note(people, people=people, now=now) for people in (20, 10_000)}

    def seconds(people: int) -> float:
        Outbox.objects.exclude(pk__in=[note.pk for note in notes.values()]).delete()
        Outbox.objects.update(due_at=now + timedelta(days=1))
        note = notes[people]
        multiply(note, NOTES)
        return timed_round(NOTES)

    ours, floor = interleaved(lambda: seconds(10_000), lambda: seconds(20))
    rate = f"{NOTES / ours:.0f} notes a second"
    return Row("morning note: 10,000 people beside 20", "s", ours, floor, 1.2, remark=rate)


def messages() -> Row:
    """Celery messages for 500 mails put in one transaction."""
    from django.db import transaction

    from apps.core import waking

    with transaction.atomic():
        put_notes()
        hooks = [hook for _, hook, _ in connection.run_on_commit if hook is waking.wake]
        transaction.set_rollback(True)
    return Row("Celery messages for 500 mails", "messages", len(hooks), 1, 1)


def use(port: int) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def a_message() -> bytes:
    """One rendered mail, as it goes over the line."""
    put_notes(1)
    row = Outbox.objects.get()
    content = mail.compose(row, TRIAL, now=timezone.now())
    row.delete()
    assert content is not None
    return content


def put_notes(count: int = MAILS) -> None:
    """That many rows, due now; those before are gone."""
    Outbox.objects.all().delete()
    now = timezone.now()
    put_all(
        [
            Outbox(
                key=f"trial:{number}",
                kind="trial",
                recipient=f"reader{number}@example.org",
                facts={"name": "Ana Lima"},
                due_at=now,
                created_at=now,
            )
            for number in range(count)
        ]
    )


def send_from_outbox() -> float:
    """Mails a second, our way."""
    put_notes()
    return MAILS / timed_round(MAILS)


def timed_round(mails: int) -> float:
    """Seconds for one round that sends so many."""
    started = time.perf_counter()
    tally = Round(timezone.now, pause=Pause()).run()
    seconds = time.perf_counter() - started
    assert tally[State.SENT] == mails, tally
    return seconds


def smtplib_alone(port: int, ready: bytes) -> float:
    """Mails a second, the floor's way: one connection, the same bytes again and again."""
    started = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as line:
        for number in range(MAILS):
            line.sendmail("kith@example.org", [f"reader{number}@example.org"], ready)
    return MAILS / (time.perf_counter() - started)


@contextmanager
def sink(kind: str) -> Iterator[int]:
    """The port of a mail server in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.sink", kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()
