"""The intake: what mail servers hand mail to that goes to members' private addresses (LMTP, RFC 2033).

`python -m config.intake` runs it at KITH_INTAKE_HOST and KITH_INTAKE_PORT. Of each mail the header is kept
in memory until it is answered for; the body is let go of line by line as it comes. Django is loaded when the
first mail comes: a site to which nobody writes so far pays for a socket, not for one more copy of everything.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax

LARGEST_MESSAGE = 25 * 1024 * 1024  # bytes
LONGEST_HEADER = 512 * 1024  # bytes; what is beyond is not looked at
MOST_RECIPIENTS = 100  # private addresses in one mail
MOST_AT_ONCE = 64  # connections
SECONDS = 120.0  # of silence, and for a whole message
IN_USE, UNKNOWN = "250 2.1.5 Taken", "550 5.1.1 No such address here"
LATER, TOO_MANY = "451 4.3.0 Not now, please try again", "452 4.5.3 Too many addresses"
TOO_LARGE = "552 5.3.4 Too large"
logger = logging.getLogger("kith.intake")


class Desk:
    """Asks Kith, in threads of its own; every trouble becomes "try again", and tells nothing of the mail."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.clock = clock
        self.threads = ThreadPoolExecutor(2, "intake")
        self.open = 0

    async def knows(self, address: str) -> str:
        """The answer to RCPT."""
        return await self._ask(_knows, address)

    async def take(self, address: str, return_path: str, header: bytes) -> str:
        """The answer to one recipient's mail."""
        return await self._ask(_take, address, return_path, header)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether mail for that address is taken (the names of these are aiosmtpd's)."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        answer = await self.knows(address)
        if answer == IN_USE:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_exception(self, error: Exception) -> str:
        """Whatever else goes wrong: the mail server comes again, and the log names the kind of error."""
        logger.error("intake: %s", type(error).__name__)
        return LATER

    async def _ask(self, question: Callable[..., bool], *about: Any) -> str:
        loop = asyncio.get_running_loop()
        try:
            holds = await loop.run_in_executor(self.threads, lambda: _in_kith(question, *about, self.clock()))
        except Exception as error:
            return await self.handle_exception(error)
        return IN_USE if holds else UNKNOWN


class Conversation(LMTP):
    """One connection. aiosmtpd has LMTP's greeting; its DATA keeps the whole message and answers once."""

    event_handler: Desk

    def __init__(self, desk: Desk, hostname: str) -> None:
        super().__init__(
            desk,
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            hostname=hostname,
            ident="Kith intake",
            timeout=SECONDS,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Listen to it, unless there are too many already."""
        self.event_handler.open += 1
        super().connection_made(transport)
        if self.event_handler.open > MOST_AT_ONCE:
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """It is over."""
        self.event_handler.open -= 1
        super().connection_lost(error)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        """Take a message and answer once for each recipient, in their order (RFC 2033 section 4.2)."""
        assert self.envelope is not None
        if await self.check_helo_needed("LHLO"):
            return
        if arg or not self.envelope.rcpt_tos:
            await self.push("501 Syntax: DATA" if arg else "503 5.5.1 No address so far")
            return
        await self.push("354 End with a dot")
        header, size = await self._message()
        path, addresses = str(self.envelope.mail_from or ""), list(self.envelope.rcpt_tos)
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        for address in addresses:
            too_large = size > LARGEST_MESSAGE
            await self.push(TOO_LARGE if too_large else await self.event_handler.take(address, path, header))

    async def _message(self) -> tuple[bytes, int]:
        """The header of the message that comes now, whole lines of it, and the size of all."""
        header, size = bytearray(), 0
        in_header = begins = True
        while True:
            line, ends = await self._line()
            if begins and line == b".\r\n":
                return bytes(header[: header.rfind(b"\n") + 1]), size
            size += len(line)
            in_header = in_header and not (begins and line == b"\r\n")
            if in_header:
                header += line[1:] if begins and line.startswith(b".") else line
                in_header = len(header) <= LONGEST_HEADER
            begins = ends

    async def _line(self) -> tuple[bytes, bool]:
        """The next line or, of a long one, the next piece; and whether the line ends with it."""
        try:
            return await self._reader.readuntil(b"\r\n"), True
        except asyncio.LimitOverrunError as long:
            return await self._reader.read(long.consumed), False


def _in_kith(question: Callable[..., bool], *about: Any) -> bool:
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.db import close_old_connections

    close_old_connections()  # one that broke meanwhile is found so, and made anew
    try:
        return question(*about)
    finally:
        close_old_connections()


def _knows(address: str, now: datetime) -> bool:
    from apps.contacts.bcc.receiving import is_taken

    return is_taken(address, now=now)


def _take(address: str, return_path: str, header: bytes, now: datetime) -> bool:
    from apps.contacts.bcc.receiving import receive

    return receive(address, return_path, header, now=now)


def recorded_port(state: Path) -> int | None:
    """The port that a state folder's intake last listened on."""
    with contextlib.suppress(OSError, ValueError):
        return int((state / "intake_port").read_text())
    return None


def listen(host: str, port: int, state: Path) -> socket.socket:
    """A socket at that port; for 0 at the one used last if it is free, else at any, and it is recorded."""
    if port:
        return socket.create_server((host, port))
    listener = None
    with contextlib.suppress(OSError):
        listener = socket.create_server((host, recorded_port(state) or 0))
    listener = listener or socket.create_server((host, 0))
    (state / "intake_port").write_text(f"{listener.getsockname()[1]}\n")
    return listener


async def serve(listener: socket.socket, desk: Desk, hostname: str) -> None:
    """Take mail in until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conversation(desk, hostname), sock=listener)
    asked = asyncio.Event()
    for stop in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop, asked.set)
    await asked.wait()
    server.close()


def main() -> None:
    """Run the intake of this environment; without a domain there is nothing to take in, and it ends."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it would write down every address and line
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    domain = os.environ.get("KITH_INTAKE_DOMAIN", "")
    if not domain:
        print("KITH_INTAKE_DOMAIN is not set: no mail is taken in.")
        return
    host, port = os.environ.get("KITH_INTAKE_HOST", "127.0.0.1"), os.environ.get("KITH_INTAKE_PORT", "0")
    state = Path(os.environ.get("KITH_STATE_DIR", "var"))
    try:
        listener = listen(host, int(port), state)
    except (OSError, ValueError, OverflowError) as error:
        sys.exit(f"The intake cannot listen at {host}, port {port}: {error}")
    asyncio.run(serve(listener, Desk(), domain))


if __name__ == "__main__":
    main()
