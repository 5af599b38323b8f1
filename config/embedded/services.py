"""What a process asks for: the services it has no address for, and the environment it works in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from config.embedded.locks import FileLock, alone
from config.embedded.mailbox import Mailbox
from config.embedded.places import REPOSITORY, Places, state_dir
from config.embedded.postgres import Postgres
from config.embedded.processes import Pids, ServiceError, last_lines, wait_until
from config.embedded.valkey import Valkey

Service = Postgres | Valkey | Mailbox
START_SECONDS = 60.0
STOP_SECONDS = 30.0


class Services:
    """The embedded services of one state folder, as one process uses them.

    A service whose address stands in the environment (DATABASE_URL, REDIS_URL, EMAIL_URL) is neither
    started nor joined. `start` starts what does not run yet and joins what does; `stop` says that this
    process is done, and what nobody uses any more stops. A process that is killed counts as done.
    """

    def __init__(self, state: Path | None = None, *, durable: bool = True, mailbox: bool = True) -> None:
        """`durable=False` is for tests: quick, and lost with the machine's power."""
        self.durable = durable
        self.places = Places.of((state or state_dir()).resolve())
        kinds: tuple[type[Service], ...] = (Postgres, Valkey, Mailbox) if mailbox else (Postgres, Valkey)
        self.wanted: list[Service] = [
            kind(self.places, durable) for kind in kinds if not os.environ.get(kind.variable)
        ]
        self.users = FileLock(self.places.state / "users.lock")
        self.pids = Pids(self.places.pids)
        self.keeper: subprocess.Popen[bytes] | None = None

    def start(self) -> dict[str, str]:
        """Make sure the services run; returns the variables to work with, those already set left out.

        May be called again: it starts what has stopped meanwhile. Raises ServiceError, with a sentence
        for the person at the keyboard, where a service cannot run.
        """
        if not self.wanted and os.environ.get("SECRET_KEY"):
            return {"KITH_STATE_DIR": str(self.places.state)}  # all is given: no folder, no file
        held = self.users.descriptor is not None
        self.places.make()
        self.users.share()  # from here on nobody stops what we may join
        try:
            with alone(self.places.state / "start.lock"):
                self._start_missing()
                return self._environment()
        except BaseException:
            if not held:  # a restart that failed takes nothing else down
                self.stop()
            raise

    def gone(self) -> list[str]:
        """The names of services whose process is not there."""
        return [service.name for service in self.wanted if not self.pids.is_running(service.name)]

    def stop(self) -> None:
        """Let go of the services; returns when they have stopped, or at once if others use them."""
        if self.users.descriptor is None:
            return
        self.users.release()
        if self.wanted:
            wait_until(self._settled, STOP_SECONDS)
        if self.keeper and not self.pids.is_running("keeper"):
            self.keeper.wait(STOP_SECONDS)

    def __enter__(self) -> dict[str, str]:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start_missing(self) -> None:
        missing = [service for service in self.wanted if not service.is_up()]
        if not missing:
            return
        self.pids.forget(service.name for service in missing)
        for service in missing:
            service.prepare()
        keeper = self._spawn_keeper([service.name for service in missing])
        for service in missing:
            self._await(service, keeper)
            service.settle()

    def _spawn_keeper(self, names: list[str]) -> subprocess.Popen[bytes]:
        kind = "durable" if self.durable else "quick"
        command = [sys.executable, "-m", "config.embedded.keeper", str(self.places.state), kind, *names]
        with (self.places.state / "keeper.log").open("ab") as log:
            self.keeper = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.pids.write("keeper", self.keeper.pid)
        return self.keeper

    def _await(self, service: Service, keeper: subprocess.Popen[bytes]) -> None:
        def is_decided() -> bool:
            return keeper.poll() is not None or self.pids.has_ended(service.name) or service.is_up()

        wait_until(is_decided, START_SECONDS)
        if not service.is_up():
            shown = last_lines(service.log) or last_lines(self.places.state / "keeper.log")
            raise ServiceError(f"{service.name} did not start. The end of {service.log}:\n{shown}")

    def _settled(self) -> bool:
        """Whether the keeper has stopped all, or others still use the services."""
        names = [service.name for service in self.wanted]
        if not any(self.pids.is_running(name) for name in [*names, "keeper"]):
            return True
        probe = FileLock(self.users.path)
        unused = probe.try_take()
        used = not unused and probe.try_share()
        probe.release()
        return used

    def _environment(self) -> dict[str, str]:
        found = {"KITH_STATE_DIR": str(self.places.state)}
        if not os.environ.get("SECRET_KEY"):
            found["SECRET_KEY"] = self.places.secret("secret_key")
        address = self.places.state / "public_url"  # written by `make run`, for commands beside it
        if not os.environ.get("PUBLIC_URL") and address.exists():
            found["PUBLIC_URL"] = address.read_text().strip()
        for service in self.wanted:
            found |= service.environment()
        return found
