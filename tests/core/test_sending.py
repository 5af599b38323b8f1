"""Sending over real SMTP: what the server answers decides what becomes of a mail, and of no other."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from apps.core import mail
from apps.core.outbox import Outbox, State
from apps.core.sending import ERRORS_IN_A_ROW, WAITS, Pause, Round
from apps.core.suppression import Suppression
from tests.core.posting import put_trial, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trial_kinds")]


def test_due_mail_is_sent_once(mail_server, now):
    row = put_trial(now=now)
    send(now)
    send(now)
    row.refresh_from_db()
    assert row.state == State.SENT
    assert (row.finished_at, row.attempts, row.lease_id, row.in_flight_at) == (now, 1, None, None)
    assert [one.recipients for one in mail_server.received] == [["reader1@example.org"]]


def test_mail_of_later_waits(mail_server, now):
    row = put_trial(now=now, due_at=now + timedelta(minutes=1))
    send(now)
    row.refresh_from_db()
    assert row.state == State.DUE
    assert not mail_server.received


def test_many_mails_go_over_few_connections(mail_server, now):
    for number in range(120):
        put_trial(number, now=now)
    work = send(now)
    assert work.tally[State.SENT] == len(mail_server.received) == 120
    assert mail_server.connections == 2  # a hundred mails each


def test_secret_is_wiped_with_the_outcome(mail_server, now):
    mail_server.answers["reader2@example.org"] = "data 451 later"
    sent, put_off = (put_trial(n, now=now, kind="code", secret={"code": "481 516"}) for n in (1, 2))
    send(now)
    sent.refresh_from_db(), put_off.refresh_from_db()
    assert sent.secret is None
    assert put_off.secret == {"code": "481 516"}


@pytest.mark.parametrize("moment", ["rcpt", "data"])
def test_refused_mail_fails_at_once_with_the_servers_words(mail_server, now, moment):
    mail_server.answers["reader1@example.org"] = f"{moment} 550 5.1.1 nobody here"
    row = put_trial(now=now)
    send(now)
    row.refresh_from_db()
    assert (row.state, row.remark, row.finished_at) == (State.FAILED, "550 5.1.1 nobody here", now)


@pytest.mark.parametrize(
    "answer", ["rcpt 451 later", "data 451 later", "rcpt 421 bye", "data 535 who are you"]
)
def test_mail_put_off_is_tried_again_ever_later_then_fails(mail_server, now, answer):
    mail_server.answers["reader1@example.org"] = answer
    row = put_trial(now=now)
    at = now
    for wait in WAITS:
        send(at)
        row.refresh_from_db()
        assert row.state == State.DUE
        assert wait * 0.79 < row.due_at - at < wait * 1.21
        at = row.due_at
    send(at)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.doubts) == (State.FAILED, len(WAITS) + 1, 0)


def test_silent_server_holds_up_only_its_own_mail(mail_server, now, settings):
    settings.EMAIL_TIMEOUT = 0.5
    mail_server.answers["reader1@example.org"] = "hang"
    silent, other = put_trial(1, now=now), put_trial(2, now=now)
    send(now)
    silent.refresh_from_db(), other.refresh_from_db()
    assert (silent.state, silent.doubts) == (State.DUE, 0)
    assert other.state == State.SENT


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


def test_mail_that_cannot_be_written_fails_alone(mail_server, now):
    broken = put_trial(1, now=now, facts={"break": True}, due_at=now - timedelta(hours=1))
    unknown = put_trial(2, now=now, kind="no such kind")
    good = put_trial(3, now=now)
    started = time.monotonic()
    send(now)
    for row in (broken, unknown, good):
        row.refresh_from_db()
    assert [broken.state, unknown.state, good.state] == [State.FAILED, State.FAILED, State.SENT]
    assert broken.remark == "Kith could not write this mail."
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("more", "remark"),
    [
        ({"facts": {"unwanted": True}}, "No longer wanted."),
        ({"stale": True}, "Too late to be of use."),
    ],
)
def test_mail_nobody_wants_any_more_is_cancelled(mail_server, now, more, remark):
    if more.pop("stale", False):
        more["stale_at"] = now
    row = put_trial(now=now, **more)
    send(now)
    row.refresh_from_db()
    assert (row.state, row.remark) == (State.CANCELLED, remark)
    assert not mail_server.received


@pytest.mark.parametrize("change", [{"leaving_at": "now"}, {"is_active": False}])
def test_mail_of_a_member_who_left_is_cancelled(mail_server, maya, now, change):
    row = put_trial(now=now, member_id=maya.pk)
    for column, value in change.items():
        setattr(maya, column, now if value == "now" else value)
    maya.save()
    send(now)
    row.refresh_from_db()
    assert row.state == State.CANCELLED
    assert not mail_server.received


def test_suppressed_address_gets_codes_only(mail_server, now):
    Suppression.add("reader1@example.org", now=now)
    note = put_trial(1, now=now)
    put_trial(2, now=now, kind="code", recipient="reader1@example.org")
    send(now)
    note.refresh_from_db()
    assert note.state == State.CANCELLED
    assert [one.message["List-Unsubscribe"] for one in mail_server.received] == [None]


def test_server_away_costs_no_mail_a_try(now, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    row = put_trial(now=now)
    work = send(now)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease_id, work.pause.is_on) == (State.DUE, 0, None, True)


def test_twenty_errors_in_a_row_give_the_server_a_minute(mail_server, now):
    mail_server.answer = lambda recipient: "rcpt 451 overloaded"
    for number in range(ERRORS_IN_A_ROW + 10):
        put_trial(number, now=now)
    work = send(now)
    assert work.tally[State.DUE] == ERRORS_IN_A_ROW
    assert 55 < work.pause.until - time.monotonic() <= 60
    assert Outbox.objects.filter(attempts=0, lease_id=None).count() == 10


def test_success_between_errors_keeps_the_line_open(mail_server, now):
    mail_server.answer = lambda recipient: "rcpt 550 no" if recipient.startswith("reader1") else ""
    for number in range(10, 50):
        put_trial(number, now=now, recipient=f"reader{number}@example.org")
    assert send(now).is_done


def test_slow_server_ends_the_task_in_time_and_keeps_its_leases(mail_server, now):
    mail_server.seconds = 0.3
    for number in range(20):
        put_trial(number, now=now)
    work = Round(lambda: now, pause=Pause(), seconds=1)
    started = time.monotonic()
    work.run()
    assert time.monotonic() - started < 2
    assert not work.is_done
    assert 3 <= work.tally[State.SENT] <= 5
    assert (
        Outbox.objects.filter(state=State.DUE, lease_id=None, attempts=0).count()
        == 20 - work.tally[State.SENT]
    )


def test_database_that_hangs_up_is_waited_for(mail_server, now):
    rows = [put_trial(number, now=now) for number in range(3)]
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        [sender] = cursor.fetchone()

    def hang_up() -> None:
        if len(mail_server.received) == 1:
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(%s)", [sender])

    mail_server.watch = hang_up
    send(now)
    assert set(Outbox.objects.values_list("state", flat=True)) == {State.SENT}
    assert sorted(mail_server.copies().values()) == [1] * len(rows)


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


def test_mixed_troubles_lose_nothing(mail_server, now, settings):
    settings.EMAIL_TIMEOUT = 0.5
    put_off, dropped = set(), set()

    def answer(recipient: str) -> str:
        number = int(recipient.partition("@")[0].removeprefix("reader"))
        if number % 50 == 7:
            return "rcpt 550 no"
        if number % 100 == 13 and recipient not in dropped:
            dropped.add(recipient)
            return "drop"
        if number % 10 == 3 and recipient not in put_off | dropped:
            put_off.add(recipient)
            return "rcpt 451 later"
        if number == 50 and recipient not in put_off:
            put_off.add(recipient)
            return "hang"
        return ""

    mail_server.answer = answer
    for number in range(200):
        put_trial(number, now=now)
    for _ in range(4):
        send(now)
        now += timedelta(minutes=10)
    states = Outbox.objects.values_list("state", flat=True)
    copies = mail_server.copies()
    assert list(states).count(State.FAILED) == 4
    assert list(states).count(State.SENT) == len(copies) == 196
    assert copies.total() - len(copies) == len(dropped)


def test_command_prints_what_became_of_the_mail(mail_server, now, capsys):
    mail_server.answers["reader2@example.org"] = "rcpt 550 no"
    put_trial(1, now=now), put_trial(2, now=now), put_trial(3, now=now, due_at=now + timedelta(days=1))
    call_command("send_outbox", "--now", now.isoformat())
    assert capsys.readouterr().out == "sent 1, put off 0, cancelled 0, failed 1, unsure 0\n"
    with pytest.raises(CommandError, match="wants an instant"):
        call_command("send_outbox", "--now", "tomorrow")


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
