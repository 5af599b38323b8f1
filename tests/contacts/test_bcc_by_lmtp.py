"""The intake over real LMTP: what is written down, passed over, refused, and what stays nowhere."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.contacts.bcc.address import revoke
from apps.contacts.models import Contact
from apps.core.scope import acting_as
from config.intake import MOST_AT_ONCE
from tests.contacts.writing import MARKER, address, intake, intake_apart, letter, touches
from tests.ground.trial import eventually
from tests.making import make_contact, make_member

__all__ = ["intake", "intake_apart"]
UNKNOWN = "550 5.1.1 No such address here"
TAKEN = "250 2.1.5 Taken"


@pytest.fixture
def maya(intake):
    member = make_member("maya@example.org", name="Maya Ortega", time_zone="Europe/Lisbon")
    make_contact(member, "Ana Lima", email="ana@example.org", rhythm_days=30)
    return member


def test_a_mail_is_written_down_and_the_rhythm_begins_again(maya, intake):
    assert intake.bring(letter(), address(maya)) == [TAKEN]
    assert touches(maya) == [("wrote", "2026-11-23", ["Ana Lima"])]
    with acting_as(maya):
        assert Contact.objects.of(maya).get().due_on == date(2026, 12, 23)


def test_each_address_is_answered_for(maya, intake):
    """RFC 2033: one answer for each recipient that was taken; whoever is unknown was refused before."""
    other = make_member("ben@example.org")
    mine, theirs = address(maya), address(other)
    assert intake.bring(letter(), mine, "nobody@bcc.example.org", theirs) == [UNKNOWN, TAKEN, TAKEN]
    assert (len(touches(maya)), len(touches(other))) == (1, 0)


def test_unknown_ended_and_foreign_addresses_are_refused_alike(maya, intake):
    ended = address(maya)
    with acting_as(maya):
        revoke(maya, now=intake.now)
    there = address(maya)
    for wrong in (ended, "a" * 26 + "@bcc.example.org", "ana@example.org", there.replace("bcc.", "b.")):
        assert intake.bring(letter(), wrong) == [UNKNOWN]
    assert intake.bring(letter(), there.upper()) == [TAKEN]


def test_who_left_takes_no_mail(maya, intake):
    there = address(maya)
    maya.leave(now=intake.now)
    assert intake.bring(letter(), there) == [UNKNOWN]


def test_nothing_of_a_mail_is_kept_but_day_and_person(maya, intake, caplog):
    caplog.set_level("DEBUG")
    assert intake.bring(letter(), address(maya)) == [TAKEN]
    assert intake.bring(letter(Message_ID=f"<{MARKER}@example.org>"), address(maya)) == [TAKEN]
    assert len(touches(maya)) == 2
    assert MARKER not in caplog.text
    assert "bcc.example.org" not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{MARKER}%"])
            assert cursor.fetchone() == (0,), table


def test_a_mail_that_comes_twice_is_written_down_once(maya, intake):
    there = address(maya)
    assert intake.bring(letter(), there, there) == [TAKEN, TAKEN]
    assert intake.bring(letter(), there) == [TAKEN]
    assert len(touches(maya)) == 1


def test_a_large_body_is_let_go_of_as_it_comes(maya, intake):
    body = (b"x" * 76 + b"\r\n") * 100_000
    assert intake.bring(letter() + body, address(maya)) == [TAKEN]
    assert len(touches(maya)) == 1


def test_a_body_beyond_the_limit_is_refused(maya, intake):
    assert intake.bring(letter() + b"y" * (26 * 1024 * 1024), address(maya)) == ["552 5.3.4 Too large"]
    assert touches(maya) == []


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\r\n",
        b"no header at all",
        b"From: maya@example.org\r\nTo: " + b"(" * 300_000 + b"\r\n\r\nx",
        b"From: maya@example.org\r\nTo: " + b",\r\n ".join(b"p%d@example.org" % n for n in range(10_000)),
        b"\xff\xfe\x00: \x00\r\nTo: \xe9@\xe9\r\n\r\n",
        letter(To="\x00ana@example.org, =?utf-8?b?////?= <x@y>, Friends: a@b.org, c@d.org;"),
        b"From: maya@example.org\nTo: ana@example.org\nDate: Mon, 99 Foo 99999\n\nbare line ends",
    ],
)
def test_malformed_mails_end_nothing(maya, intake, mail):
    there = address(maya)
    assert intake.bring(mail, there) == [TAKEN]
    assert intake.bring(letter(Message_ID="<after@example.org>"), there) == [TAKEN]
    assert ("wrote", "2026-11-23", ["Ana Lima"]) in touches(maya)


def test_connections_that_break_off_end_nothing(maya, intake):
    there = address(maya)
    for said in (
        b"",
        b"LHLO x\r\n",
        b"LHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<%s>\r\nDATA\r\nFrom: x" % there.encode(),
    ):
        with socket.create_connection(("127.0.0.1", intake.port)) as line:
            line.sendall(said)
    with socket.create_connection(("127.0.0.1", intake.port)) as line:
        line.sendall(b"EHLO x\r\nDATA\r\n" + b"z" * 5000 + b"\r\nNOOP\r\n")
    assert intake.bring(letter(), there) == [TAKEN]
    assert intake.desk.open <= 1


def test_the_day_is_the_members_own_at_midnight(maya, intake):
    maya.time_zone = "Pacific/Auckland"
    maya.save(update_fields=["time_zone"])
    intake.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    there = address(maya)
    intake.bring(letter(Date="Mon, 23 Nov 2026 10:59:59 +0000", Message_ID="<1@x>"), there)
    intake.bring(letter(Date="Mon, 23 Nov 2026 11:00:00 +0000", Message_ID="<2@x>"), there)
    assert [on for _, on, _ in touches(maya)] == ["2026-11-23", "2026-11-24"]


def test_while_the_database_is_away_the_mail_server_comes_again(intake_apart, monkeypatch):
    intake, maya = intake_apart, make_member("maya@example.org")
    make_contact(maya, "Ana Lima", email="ana@example.org")
    there = address(maya)
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    assert intake.bring(letter(), there) == ["451 4.3.0 Not now, please try again"]
    monkeypatch.undo()
    assert intake.bring(letter(), there) == [TAKEN]
    assert touches(maya) == [("wrote", "2026-11-23", ["Ana Lima"])]


def test_copies_that_come_at_one_instant_are_written_down_once(intake_apart):
    intake, maya = intake_apart, make_member("maya@example.org")
    make_contact(maya, "Ana Lima", email="ana@example.org")
    there = address(maya)
    with ThreadPoolExecutor(8) as servers:
        answers = list(servers.map(lambda _: intake.bring(letter(), there), range(16)))
    assert answers == [[TAKEN]] * 16
    assert len(touches(maya)) == 1


def test_too_many_connections_are_closed_and_the_next_ones_heard(maya, intake):
    there = address(maya)
    lines = [socket.create_connection(("127.0.0.1", intake.port), timeout=20) for _ in range(MOST_AT_ONCE)]
    assert all(line.recv(3) == b"220" for line in lines)
    with socket.create_connection(("127.0.0.1", intake.port), timeout=20) as one_more:
        assert one_more.recv(100) == b""
    for line in lines:
        line.close()
    assert eventually(lambda: intake.desk.open == 0)
    assert intake.bring(letter(), there) == [TAKEN]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=3000),
    st.sampled_from([b"", b"From: maya@example.org\r\nTo: "]),
)
def test_any_bytes_are_answered_for(maya, intake, noise, before):
    noise = noise.replace(b"\r\n.\r\n", b"")
    intake.there = getattr(intake, "there", "") or address(maya)
    assert intake.bring(before + noise, intake.there) == [TAKEN]
