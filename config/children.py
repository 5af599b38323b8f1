"""The site's own processes: starting them, passing on what they print, ending them."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
from dataclasses import dataclass
from typing import IO

from config.embedded.places import REPOSITORY
from config.embedded.processes import die_with_parent, end_group


@dataclass
class Child:
    """One running process with a name."""

    name: str
    process: subprocess.Popen[bytes]
    unfinished: bytes = b""
    has_closed: bool = False

    @classmethod
    def start(cls, name: str, command: list[str], orphaned: signal.Signals = signal.SIGTERM) -> Child:
        """Start a command in a session of its own, so that Ctrl-C reaches only the one who watches.

        On Linux it gets the signal `orphaned` when the one who watches is killed.
        """
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(orphaned),
        )
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        return cls(name, process)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    @property
    def how_it_ended(self) -> str:
        """Its end in words."""
        code = self.process.returncode
        return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"

    @property
    def pipe(self) -> IO[bytes]:
        """Where it prints."""
        assert self.process.stdout is not None
        return self.process.stdout

    def ask_to_stop(self) -> None:
        """Ask it to end in good order."""
        if self.is_alive:
            self.process.terminate()

    def end(self) -> None:
        """End whatever is left of it and of the processes it started."""
        end_group(self.process.pid)
        self.process.wait()

    def lines(self) -> list[str]:
        """The complete lines it has printed since the last call."""
        read = self.pipe.read()  # None: nothing now; empty: nothing ever again
        self.has_closed = read == b""
        *whole, self.unfinished = (self.unfinished + (read or b"")).split(b"\n")
        return [line.decode(errors="replace") for line in whole if line.strip()]


class Output:
    """The children's lines, each behind the name of whose it is."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()

    def add(self, child: Child) -> None:
        """Pass on what this child prints."""
        self.selector.register(child.pipe, selectors.EVENT_READ, child)

    def pass_on(self, seconds: float) -> None:
        """Wait at most this long for output, and print it."""
        for key, _ in self.selector.select(seconds):
            self._pass_on(key.data)

    def say(self, text: str) -> None:
        """Print a line of our own. A reader who has gone away is no reason to stop."""
        with contextlib.suppress(OSError):
            print(text, flush=True)

    def _pass_on(self, child: Child) -> None:
        for line in child.lines():
            self.say(f"{child.name:<7}| {line}")
        if child.has_closed:
            self.selector.unregister(child.pipe)
