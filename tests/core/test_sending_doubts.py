"""Workers that die, lines that drop, leases that end: nothing is lost, and nothing comes thrice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from apps.core import mail
from apps.core.outbox import Outbox, State
from apps.core.sending import WAITS
from tests.core.posting import put_trial, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trial_kinds")]

HANG_UP = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
"""


def test_line_dropped_after_the_message_repeats_it_once_then_leaves_it_unsure(mail_server, now):
    mail_server.answers["reader1@example.org"] = "drop"
    row = put_trial(now=now)
    for _ in range(4):
        send(now)
        row.refresh_from_db()
        now = max(now, row.due_at)
    assert (row.state, row.doubts) == (State.UNSURE, 2)
    assert list(mail_server.copies().values()) == [2]  # two copies, one Message-ID
    assert len({one.message["Date"] for one in mail_server.received}) == 1


def test_server_that_drops_every_message_never_gets_a_third_copy(mail_server, now):
    mail_server.answer = lambda recipient: "drop"
    for number in range(30):
        put_trial(number, now=now)
    for _ in range(6):
        send(now)
        now += timedelta(hours=1)
    assert set(mail_server.copies().values()) == {2}
    assert set(Outbox.objects.values_list("state", flat=True)) == {State.UNSURE}


def test_mail_whose_worker_died_is_sent_again_once(mail_server, now):
    first, second = put_trial(1, now=now), put_trial(2, now=now)
    in_flight(first, now, doubts=0)
    in_flight(second, now, doubts=1)
    work = send(now)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, first.doubts) == (State.SENT, 1)
    assert (second.state, second.doubts, second.finished_at) == (State.UNSURE, 2, now)
    assert work.tally[State.UNSURE] == 1
    assert len(mail_server.received) == 1


@pytest.mark.parametrize(("is_in_doubt", "while_written"), [(False, True), (True, False)])
def test_mail_in_doubt_is_in_flight_only_once_it_is_written(mail_server, now, is_in_doubt, while_written):
    row, flights = put_trial(now=now), []

    def look(*_: object) -> dict[str, str]:
        flights.append(Outbox.objects.get(pk=row.pk).in_flight_at is not None)
        return {"name": "Ana"}

    mail.kinds["trial"] = replace(mail.kinds["trial"], context=look)
    mail_server.watch = look
    if is_in_doubt:
        in_flight(row, now, doubts=0)
    send(now)
    assert flights == [while_written, True]


def test_mail_that_kills_who_writes_it_is_given_up(mail_server, now):
    row = put_trial(now=now)
    Outbox.objects.filter(pk=row.pk).update(attempts=len(WAITS) + 1, doubts=1)
    send(now)
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert not mail_server.received


def test_leased_mail_is_left_to_whoever_holds_it(mail_server, now):
    row = put_trial(now=now)
    in_flight(row, now, doubts=0, lease_seconds=60)
    assert send(now).tally.total() == 0
    assert not mail_server.received


def test_worker_that_lost_its_lease_writes_nothing(mail_server, now):
    row = put_trial(now=now)
    thief = "00000000-0000-0000-0000-000000000001"

    def stolen(recipient: str) -> str:
        Outbox.objects.filter(pk=row.pk).update(lease_id=thief)
        return ""

    mail_server.answer = stolen
    send(now)
    row.refresh_from_db()
    assert (row.state, str(row.lease_id)) == (State.DUE, thief)


@pytest.mark.parametrize("mails", [3, 12])  # few, and so many that a ledger is opened
def test_database_that_hangs_up_is_waited_for(mail_server, now, mails):
    for number in range(mails):
        put_trial(number, now=now)

    def hang_up() -> None:
        if len(mail_server.received) == 1:
            with connection.cursor() as cursor:
                cursor.execute(HANG_UP)

    mail_server.watch = hang_up
    send(now)
    assert set(Outbox.objects.values_list("state", flat=True)) == {State.SENT}
    assert sorted(mail_server.copies().values()) == [1] * mails


def test_mail_whose_facts_cannot_be_read_now_is_put_off(mail_server, now):
    def away(*_: object) -> dict[str, str]:
        raise OperationalError

    row = put_trial(now=now)
    mail.kinds["trial"] = replace(mail.kinds["trial"], context=away)
    send(now)
    row.refresh_from_db()
    assert (row.state, row.doubts) == (State.DUE, 0)


def test_two_workers_share_the_work(mail_server, now):
    for number in range(120):
        put_trial(number, now=now)

    def work() -> int:
        try:
            return send(now).tally[State.SENT]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        shares = [worker.result() for worker in [workers.submit(work), workers.submit(work)]]
    assert sum(shares) == len(mail_server.copies()) == len(mail_server.received) == 120


def in_flight(row: Outbox, now, *, doubts: int, lease_seconds: int = -1) -> None:
    """As a worker leaves a row when it is killed while sending."""
    Outbox.objects.filter(pk=row.pk).update(
        lease_id="00000000-0000-0000-0000-000000000002",
        lease_until=timezone.now() + timedelta(seconds=lease_seconds),
        in_flight_at=now,
        first_tried_at=now,
        attempts=1,
        doubts=doubts,
    )
