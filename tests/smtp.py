"""A mail server for tests: real SMTP on a free port, as good or as bad as the test says.

    server.answers["ben@example.org"] = "rcpt 550 5.1.1 nobody here"

Answers by recipient: `rcpt CODE words` and `data CODE words` refuse at that moment; `hang` says
nothing after RCPT; `drop` takes the message and breaks the line without a word. Else it is taken.
"""

from __future__ import annotations

import asyncio
import email.policy
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connections

Answers = Callable[[str], str]


@dataclass(frozen=True)
class Received:
    """One message as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """Parsed by the standard library."""
        return message_from_bytes(self.raw, policy=email.policy.default)


class MailServer:
    """Runs in a thread of its own; `received` grows as mail comes."""

    def __init__(self, answer: Answers | None = None, *, seconds: float = 0.0) -> None:
        self.answers: dict[str, str] = {}
        self.answer = answer or (lambda recipient: self.answers.get(recipient, ""))
        self.seconds = seconds
        self.watch: Callable[[], object] = lambda: None
        """Called while a message is taken, before the sender hears of it."""
        self.received: list[Received] = []
        self.connections = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> MailServer:
        """Listen; returns when it does."""
        self._thread.start()
        self._call(self._listen())
        return self

    def stop(self) -> None:
        """Hang up on everybody."""
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def copies(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(one.message["Message-ID"] for one in self.received)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        answer = session.answer = self.answer(address)  # asked once a message
        if answer.startswith("rcpt "):
            return answer.removeprefix("rcpt ")
        if answer == "hang":
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.seconds)
        if session.answer.startswith("data "):
            return session.answer.removeprefix("data ")
        content = envelope.original_content or b""
        self.received.append(Received(str(envelope.mail_from), list(envelope.rcpt_tos), content))
        self.watch()
        if session.answer == "drop":
            server.transport.abort()
        return "250 Taken"

    async def _listen(self) -> None:
        self._server = await self._loop.create_server(
            lambda: SMTP(self, enable_SMTPUTF8=True, loop=self._loop), "127.0.0.1", 0
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        connections.close_all()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()

    def _call(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A mail server that EMAIL_URL points to, while the test runs."""
    server = MailServer().start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.stop()
