"""The local mailbox: an SMTP server on 127.0.0.1 that keeps each message as a file.

`python -m config.mailbox STATE` runs it, in a container with `--listen 0.0.0.0:1025`. It is where mail
goes until EMAIL_URL names a real server: sent over real SMTP by the real worker, and read at /mailbox/
instead of by a stranger.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import email.policy
import itertools
import os
import re
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

NAME = re.compile(r"(\d{8}T\d{6}\.\d{6})Z-\d{6}\.eml")
LARGEST_MESSAGE = 10 * 1024 * 1024  # bytes
MOST_MESSAGES = 5000  # older ones go when the mailbox starts


@dataclass(frozen=True)
class Caught:
    """A message as it arrived: its file's name, when it came, for whom the sender meant it, and its parts."""

    name: str
    received_at: datetime
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed (RFC 5322); `get_body()`, headers and all."""
        return message_from_bytes(self.raw, policy=email.policy.default)


def folder(state: Path) -> Path:
    """Where a state folder's mail lies."""
    return state / "mailbox"


def messages(state: Path, limit: int = 100) -> list[Caught]:
    """What the mailbox holds, newest first, at most `limit` messages."""
    names = sorted((path.name for path in folder(state).glob("*.eml")), reverse=True)
    found = (read(state, name) for name in names[:limit])
    return [caught for caught in found if caught]


def read(state: Path, name: str) -> Caught | None:
    """The message of that name; None where there is none, and for whatever is not a plain name of ours."""
    shape = NAME.fullmatch(name)
    if shape is None:
        return None
    try:
        stored = (folder(state) / name).read_bytes()
    except FileNotFoundError:
        return None
    received_at = datetime.strptime(shape[1], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    envelope, _, raw = stored.partition(b"\r\n")
    return Caught(name, received_at, envelope.decode().removeprefix("Delivered-To: ").split(", "), raw)


def recorded_port(state: Path) -> int | None:
    """The port that the mailbox last listened on."""
    with contextlib.suppress(OSError, ValueError):
        return int((folder(state) / "port").read_text())
    return None


def greets(state: Path) -> bool:
    """Whether this state folder's mailbox, and no other server, answers at its port."""
    port = recorded_port(state)
    with contextlib.suppress(OSError):
        if port:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                return greeting(state).encode() in connection.recv(1024)
    return False


def greeting(state: Path) -> str:
    """How the mailbox of a state folder introduces itself."""
    return f"Kith mailbox {os.fsencode(state).hex()[-40:]}"


class Catcher:
    """Keeps every message it is handed."""

    def __init__(self, state: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder(state)
        self.clock = clock
        self.numbers = itertools.count(1)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def let_go_of_old(self) -> None:
        """Keep the newest messages only, and nothing half written."""
        for path in sorted(self.folder.glob("*.eml"), reverse=True)[MOST_MESSAGES:]:
            path.unlink()
        for path in self.folder.glob("*.part"):
            path.unlink()

    def keep(self, recipients: list[str], content: bytes) -> Path:
        """Write one message, whole or not at all, and return its path."""
        stamp = self.clock().strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.folder / f"{stamp}-{next(self.numbers):06d}.eml"
        part = path.with_suffix(".part")
        part.write_bytes(f"Delivered-To: {', '.join(recipients)}\r\n".encode() + content)
        part.rename(path)
        return path

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a message (the name is aiosmtpd's); the sender hears 250 only once it lies in its file."""
        content = envelope.original_content or b""
        self.keep([str(recipient) for recipient in envelope.rcpt_tos], content)
        return "250 Kept in the local mailbox"


def listen(state: Path) -> socket.socket:
    """A loopback socket at the port used last, if it is free, so that an address given out stays true."""
    port = recorded_port(state)
    with contextlib.suppress(OSError):
        if port:
            return socket.create_server(("127.0.0.1", port))
    return socket.create_server(("127.0.0.1", 0))


async def serve(state: Path, listener: socket.socket) -> None:
    """Catch mail until SIGTERM or SIGINT."""
    from aiosmtpd.smtp import SMTP  # here: the pages that only read mail need no server

    catcher = Catcher(state, lambda: datetime.now(UTC))
    catcher.let_go_of_old()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(catcher, ident=greeting(state), enable_SMTPUTF8=True, data_size_limit=LARGEST_MESSAGE),
        sock=listener,
    )
    fresh = catcher.folder / "port.part"
    fresh.write_text(f"{listener.getsockname()[1]}\n")
    fresh.rename(catcher.folder / "port")
    asked = asyncio.Event()
    for stop in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop, asked.set)
    await asked.wait()
    server.close()


def main(arguments: list[str]) -> None:
    """Run the mailbox of a state folder."""
    parser = argparse.ArgumentParser(prog="config.mailbox")
    parser.add_argument("state", type=Path)
    parser.add_argument("--listen", metavar="HOST:PORT", help="default: a free port of 127.0.0.1")
    chosen = parser.parse_args(arguments)
    if chosen.listen:
        host, _, port = chosen.listen.rpartition(":")
        listener = socket.create_server((host, int(port)))
    else:
        listener = listen(chosen.state)
    asyncio.run(serve(chosen.state, listener))


if __name__ == "__main__":
    main(sys.argv[1:])
