"""The local mailbox: real SMTP in, files out, and nothing but its own files shown."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from config import mailbox
from tests.ground.trial import eventually, free_port, python

NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)


@contextmanager
def running(state: Path, *options: str) -> Iterator[int]:
    """A mailbox of its own process; gives the port."""
    process = python(state, "-m", "config.mailbox", str(state), *options)
    try:
        assert eventually(lambda: mailbox.greets(state)), "no greeting"
        port = mailbox.recorded_port(state)
        assert port
        yield port
    finally:
        process.terminate()
        process.wait(10)


def send(port: int, subject: str = "Hello", text: str = "A line\n.dot\n") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "Kith <kith@example.org>",
        "maya@example.org",
        subject,
    )
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
        smtp.send_message(message, to_addrs=["maya@example.org", "eve@example.org"])


def test_message_sent_by_smtp_is_read_as_it_was_sent(state: Path) -> None:
    with running(state) as port:
        send(port, "Élodie said «hello»")
    (caught,) = mailbox.messages(state)
    assert caught.recipients == ["maya@example.org", "eve@example.org"]
    assert caught.message["Subject"] == "Élodie said «hello»"
    assert caught.raw.endswith(b"\r\nA line\r\n.dot\r\n")
    assert datetime.now(UTC) - caught.received_at < timedelta(minutes=1)
    assert b"Delivered-To" not in caught.raw


def test_newest_message_comes_first_and_the_list_is_short(state: Path) -> None:
    with running(state) as port:
        for number in range(4):
            send(port, f"number {number}")
    subjects = [caught.message["Subject"] for caught in mailbox.messages(state, limit=3)]
    assert subjects == ["number 3", "number 2", "number 1"]


def test_message_over_the_limit_is_refused_and_not_kept(state: Path) -> None:
    with running(state) as port, pytest.raises(smtplib.SMTPResponseException) as refused:
        send(port, text="x" * 70 * 160_000)
    assert refused.value.smtp_code == 552
    assert mailbox.messages(state) == []


def test_restart_keeps_port_and_messages(state: Path) -> None:
    with running(state) as first:
        send(first)
    with running(state) as second:
        send(second)
    assert first == second
    assert len(mailbox.messages(state)) == 2


def test_port_taken_meanwhile_by_another_server_is_left_to_it(state: Path) -> None:
    with running(state) as first:
        pass
    with socket.create_server(("127.0.0.1", first)):
        assert not mailbox.greets(state)
        with running(state) as second:
            send(second)
    assert second != first
    assert len(mailbox.messages(state)) == 1


def test_container_chooses_the_address(state: Path) -> None:
    chosen = free_port()
    with running(state, "--listen", f"0.0.0.0:{chosen}") as port:
        send(port)
    assert port == chosen
    assert len(mailbox.messages(state)) == 1


def test_listens_on_loopback_only(state: Path) -> None:
    listener = mailbox.listen(state)
    with listener:
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "name",
    [
        "../secret_key",
        "/etc/passwd",
        "port",
        "",
        ".",
        "20261123T090000.123456Z-000001.eml/../port",
        "20261123T090000.123456Z-000001.eml\n",
        "20261123T090000.123456Z-000009.eml",
        "99999999T999999.999999Z-000001.eml",
    ],
)
def test_only_plain_names_of_messages_are_read(state: Path, name: str) -> None:
    (state / "secret_key").write_text("secret")
    catcher = mailbox.Catcher(state, lambda: NOW)
    (mailbox.folder(state) / "port").write_text("25")
    catcher.keep(["maya@example.org"], b"Subject: Hello\r\n\r\n")
    assert mailbox.read(state, name) is None


def test_messages_of_one_instant_have_names_of_their_own(state: Path) -> None:
    catcher = mailbox.Catcher(state, lambda: NOW)
    paths = [catcher.keep(["maya@example.org"], b"Subject: Hello\r\n\r\n") for _ in range(3)]
    assert [path.name for path in paths] == [f"20261123T090000.123456Z-00000{n}.eml" for n in (1, 2, 3)]
    assert {caught.received_at for caught in mailbox.messages(state)} == {NOW}


def test_start_keeps_the_newest_and_clears_what_is_half_written(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MOST_MESSAGES", 2)
    catcher = mailbox.Catcher(state, lambda: NOW)
    names = [catcher.keep(["maya@example.org"], b"\r\n").name for _ in range(3)]
    (mailbox.folder(state) / "20261123T090000.123456Z-000004.part").write_bytes(b"half")
    catcher.let_go_of_old()
    assert sorted(path.name for path in mailbox.folder(state).iterdir()) == names[1:]


def test_empty_state_folder_has_no_messages_and_no_greeting(state: Path) -> None:
    assert mailbox.messages(state) == []
    assert not mailbox.greets(state)
