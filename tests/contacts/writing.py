"""Mails as a member's own program sends them, and the real intake they are brought to by real LMTP."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from smtplib import LMTP
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from apps.accounts.models import Member
from apps.contacts.bcc.address import address_of, hand_out
from apps.contacts.models import Interaction
from apps.core.scope import acting_as
from config.intake import Conversation, Desk

DOMAIN = "bcc.example.org"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MARKER = "zeisigmarker"


def letter(**headers: str) -> bytes:
    """A letter to Ana; a header said as "" is left out, `X_Y` is `X-Y`."""
    said = {
        "From": "Maya Ortega <maya@example.org>",
        "To": "Ana Lima <ana@example.org>",
        "Subject": f"{MARKER} subject",
        "Date": "Mon, 23 Nov 2026 08:30:00 +0000",
        "Message-ID": "<one@example.org>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    return "\r\n".join([*lines, "", f"Dear Ana, {MARKER} body", ""]).encode()


def address(member: Member, now: datetime = NOW) -> str:
    """A private address of this member's, just handed out."""
    with acting_as(member):
        return address_of(hand_out(member, now=now))


def touches(member: Member) -> list[tuple[str, str, list[str]]]:
    """What stands in the book: how, on which day, with whom."""
    with acting_as(member):
        return [
            (
                each.kind,
                str(each.happened_on),
                sorted(each.participations.values_list("contact__name", flat=True)),
            )
            for each in Interaction.objects.of(member).order_by("pk")
        ]


class Served:
    """The intake, listening in a thread of its own, with a clock of the test's."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.desk = Desk(lambda: self.now)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self._call(self._listen())
        self.port = self.server.sockets[0].getsockname()[1]

    async def _listen(self) -> Any:
        return await self.loop.create_server(lambda: Conversation(self.desk, DOMAIN), "127.0.0.1", 0)

    def _call(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    def bring(self, mail: bytes, *addresses: str, by: str = "maya@example.org") -> list[str]:
        """Bring a mail as a mail server does; what was answered for each address, or to the refusal."""
        with LMTP("127.0.0.1", self.port, timeout=20) as line:
            line.ehlo("mail.example.org")
            line.mail(by)
            taken = [(code, said) for code, said in map(line.rcpt, addresses)]
            refused = [f"{code} {said.decode()}" for code, said in taken if code != 250]
            if len(refused) == len(addresses):
                return refused
            line.docmd("DATA")
            line.send(mail.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
            answers = [line.getreply() for code, _ in taken if code == 250]
            return [*refused, *(f"{code} {said.decode()}" for code, said in answers)]

    def stop(self) -> None:
        async def close() -> None:
            self.server.close()
            for task in asyncio.all_tasks():
                if task is not asyncio.current_task():
                    task.cancel()

        self._call(close())
        self.desk.threads.shutdown()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


def lend(own: Any) -> None:
    """In a thread of the intake: work on the test's connection, so that both see what the other wrote."""
    connections["default"] = own


@pytest.fixture
def intake(settings: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A served intake, whose threads share the connection of the test and leave it open."""
    settings.KITH_INTAKE_DOMAIN = DOMAIN
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    connection.inc_thread_sharing()
    served = Served()
    served.desk.threads = ThreadPoolExecutor(2, initializer=lend, initargs=(connections["default"],))
    yield served
    served.stop()
    connection.dec_thread_sharing()


@pytest.fixture
def intake_apart(settings: Any, transactional_db: None) -> Iterator[Served]:
    """A served intake with connections of its own, as it runs."""
    settings.KITH_INTAKE_DOMAIN = DOMAIN
    served = Served()
    yield served
    both = Barrier(2)
    closing = [served.desk.threads.submit(lambda: (both.wait(5), connections.close_all())) for _ in range(2)]
    for each in closing:
        each.result(10)
    served.stop()
