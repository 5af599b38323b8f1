"""Sending over real SMTP: what the server answers decides what becomes of a mail, and of no other."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from apps.core.ledger import Ledger
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


def test_every_row_of_a_batch_is_opened_in_one_ledger(mail_server, now, monkeypatch):
    """What the ledger cannot run is run without it, five times slower; so nothing may be left to that."""
    heard, hung_up = [], []
    receive, close = Ledger.receive, Ledger.close
    monkeypatch.setattr(Ledger, "receive", lambda ledger: heard.append(row := receive(ledger)) or row)
    monkeypatch.setattr(Ledger, "close", lambda ledger: hung_up.append(1) or close(ledger))
    for number in range(8):
        put_trial(number, now=now)
    send(now)
    assert len(mail_server.received) == len(heard) == 8 and hung_up == [1]


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
