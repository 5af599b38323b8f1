"""Starting, recognising and ending processes."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

PR_SET_PDEATHSIG = 1
# Loaded here, not in the child: between fork and exec only the plainest calls are safe.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class ServiceError(Exception):
    """A service cannot run here; the text says why and what to do."""


class Account(NamedTuple):
    """A user of this machine, by numbers."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    """A server to start: its command, its log, and the signal that stops it well."""

    name: str
    command: list[str]
    log: Path
    stop_signal: signal.Signals
    cwd: Path = Path("/")
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    account: Account | None = None


def server_account() -> Account | None:
    """Whom Postgres runs as: ourselves (None), but `nobody` for root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise ServiceError("As root, Postgres needs a user named nobody; or set DATABASE_URL.") from None
    return Account(entry.pw_uid, entry.pw_gid)


def as_account(account: Account | None) -> dict[str, Any]:
    """The arguments of Popen that run a command as `account`."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def can_enter(folder: Path, account: Account) -> bool:
    """Whether `account` can reach and enter a folder."""
    return succeeds(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)], account)


def succeeds(command: list[str], account: Account | None) -> bool:
    """Whether a quick command ends well; False too where it cannot be started."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        subprocess.run(command, cwd="/", capture_output=True, check=True, **as_account(account))
        return True
    return False


def die_with_parent(sent: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: on Linux the kernel sends `sent` to the child when this process dies.

    It holds for SIGKILL too. Call it from the main thread: the kernel watches the thread that forks. The
    child hears the signal even where this process does not: a shell has what it starts with `&` ignore
    SIGINT and SIGQUIT, and a new program goes on ignoring what its parent ignored.
    """
    parent = os.getpid()

    def follow() -> None:
        signal.signal(sent, signal.SIG_DFL)
        _follow(parent, sent)

    return follow


def follow_parent(sent: signal.Signals) -> None:
    """Have the kernel send `sent` to this process when the one that started it dies (Linux)."""
    _follow(os.getppid(), sent)


def _follow(parent: int, sent: signal.Signals) -> None:
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(sent), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)


def launch(program: Program) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own (Ctrl-C passes it by), its output appended to its log."""
    program.log.touch(mode=0o600)
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.command,
            cwd=program.cwd,
            env=dict(program.env),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent(program.stop_signal),
            **as_account(program.account),
        )


def end(process: subprocess.Popen[bytes], stop_signal: signal.Signals, seconds: float = 15) -> None:
    """Ask a process to stop, wait, and end its whole session if it will not."""
    if process.poll() is None:
        process.send_signal(stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    end_group(process.pid)
    process.wait()


def end_group(pid: int) -> None:
    """Kill whatever is left in the process group that `pid` leads or led."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def command_line(pid: int) -> str:
    """The command line of a running process; empty if there is none (a zombie has none either)."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if sys.platform == "linux":
        return ""
    shown = subprocess.run(["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, check=False)
    state, _, command = shown.stdout.decode(errors="replace").strip().partition(" ")
    return "" if state.startswith("Z") else command.strip()


def wait_until(what: Callable[[], bool], seconds: float, every: float = 0.02) -> bool:
    """Ask `what` again and again; True as soon as it holds, False when the time is up."""
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True


def last_lines(log: Path, lines: int = 12) -> str:
    """The end of a log, for a message; empty where there is none."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    return ""


class Pids:
    """Who runs, as files: what `make stop` reads after a crash on a machine without Linux's help."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, pid: int) -> None:
        """Record that `name` runs as `pid`."""
        fresh = self.folder / f".{name}"
        fresh.write_text(f"{pid}\n")
        fresh.rename(self.folder / name)

    def read(self, name: str) -> int | None:
        """The recorded pid, or None; the process may have ended."""
        with contextlib.suppress(OSError, ValueError):
            return int((self.folder / name).read_text())
        return None

    def has_ended(self, name: str) -> bool:
        """Whether a process is recorded and is there no more."""
        pid = self.read(name)
        return pid is not None and not command_line(pid)

    def is_running(self, name: str) -> bool:
        """Whether a process is recorded and is there."""
        return self.read(name) is not None and not self.has_ended(name)

    def forget(self, names: Iterable[str]) -> None:
        """Forget the processes named."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
