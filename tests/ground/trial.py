"""Real processes for the ground's tests: commands with a clean environment, and who descends from whom."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.embedded import REPOSITORY

ADDRESSES = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "PUBLIC_URL", "PORT", "KITH_STATE_DIR")
OURS = (*ADDRESSES, "SECRET_KEY", "KITH_MAILBOX", "KITH_LOG_LEVEL", "KITH_PG_BIN", "KITH_VALKEY_BIN")


def environment(state: Path, **given: str) -> dict[str, str]:
    """The environment of a newcomer's shell, with a state folder of its own."""
    plain = {key: value for key, value in os.environ.items() if key not in OURS}
    return plain | {"KITH_STATE_DIR": str(state), **given}


def python(state: Path, *arguments: str, **given: str) -> subprocess.Popen[str]:
    """Start Python in the checkout, its output to be read."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env=environment(state, **given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(process: subprocess.Popen[str], seconds: float = 180) -> tuple[int, str]:
    """Wait for a command; its exit code and what it printed."""
    try:
        printed, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, printed


def as_by_hand() -> None:
    """The tests themselves may run under nohup or behind `&`; the site they start shall not."""
    for heard in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(heard, signal.SIG_DFL)


def behind_an_ampersand() -> None:
    """What a script's shell starts with `&` hears neither SIGINT nor SIGQUIT (POSIX, 2.11)."""
    for unheard in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(unheard, signal.SIG_IGN)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(what: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether `what` comes to hold in time."""
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def parents() -> dict[int, int]:
    """Every running process and who started it; zombies left out."""
    shown = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in shown.stdout.splitlines()]
    return {int(pid): int(parent) for pid, parent, state in rows if not state.startswith("Z")}


def descendants(pid: int) -> set[int]:
    """The processes that a process started, and those that these started."""
    above, found = parents(), {pid}
    while grown := {child for child, parent in above.items() if parent in found} - found:
        found |= grown
    return found - {pid}


def running(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    return pids & parents().keys()


def shown(pids: set[int]) -> str:
    """What these processes are and what they wait for, for the message of a failed test."""
    columns = "pid,ppid,pgid,etimes,stat,wchan:24,args"
    listed = subprocess.run(
        ["ps", "-o", columns, "-p", ",".join(map(str, pids or {0}))],
        capture_output=True,
        text=True,
        check=False,
    )
    return listed.stdout


def kill(pid: int) -> None:
    """The one signal that nothing can prepare for."""
    os.kill(pid, signal.SIGKILL)


class Site:
    """`python -m config.up` as a newcomer's `make run` starts it."""

    def __init__(
        self, state: Path, port: int, *, started: Callable[[], None] = as_by_hand, **given: str
    ) -> None:
        self.state, self.port = state, port
        self.log = state / "printed"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.up"],
                cwd=REPOSITORY,
                env=environment(state, PORT=str(port), **given),
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=started,
            )

    @property
    def printed(self) -> str:
        return self.log.read_text()

    def pid(self, name: str) -> int:
        """The process of that name, as recorded in the state folder; 0 where none is."""
        recorded = self.state / "pids" / name
        return int(recorded.read_text()) if recorded.exists() else 0

    def wait_until_ready(self, seconds: float = 180) -> float:
        """Wait for the line that says so; returns the seconds it took."""
        began = time.monotonic()
        decided = re.compile("Kith is ready|Kith has stopped|Error")
        assert eventually(lambda: bool(decided.search(self.printed)), seconds), self.printed
        assert "Kith is ready" in self.printed, self.printed
        return time.monotonic() - began

    def end(self, asked: signal.Signals = signal.SIGTERM, seconds: float = 40) -> int:
        """Ask it to stop; its exit code."""
        self.process.send_signal(asked)
        return self.process.wait(seconds)
