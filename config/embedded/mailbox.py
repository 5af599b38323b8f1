"""The local mailbox (`config/mailbox.py`) as a service: where mail goes until EMAIL_URL is set."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from config import mailbox
from config.embedded.places import REPOSITORY, Places
from config.embedded.processes import Program


@dataclass(frozen=True)
class Mailbox:
    """One SMTP catcher of a state folder, on a free port of 127.0.0.1."""

    places: Places
    durable: bool

    name = "mailbox"
    variable = "EMAIL_URL"

    @property
    def log(self) -> Path:
        return self.places.state / "mailbox.log"

    def environment(self) -> dict[str, str]:
        """What the site needs to know; the second lets it show what was caught."""
        port = mailbox.recorded_port(self.places.state)
        return {self.variable: f"smtp://127.0.0.1:{port}", "KITH_MAILBOX": "1"}

    def is_up(self) -> bool:
        """Whether our catcher, not some other server, greets at the recorded port."""
        return mailbox.greets(self.places.state)

    def prepare(self) -> None:
        """Nothing to prepare; the catcher makes its own folder."""

    def program(self) -> Program:
        """The catcher to start."""
        command = [sys.executable, "-m", "config.mailbox", str(self.places.state)]
        return Program(self.name, command, log=self.log, stop_signal=signal.SIGTERM, cwd=REPOSITORY)

    def settle(self) -> None:
        """Nothing to bring up to date."""
