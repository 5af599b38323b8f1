"""`make run`: the whole site from one command, under one process that watches it.

    python -m config.up         services, roles, tables, web, worker, beat, intake; until Ctrl-C
    python -m config.up stop    end what runs from this state folder

One site to a state folder. Whatever ends this process ends the site: a signal in good order, SIGKILL
too on Linux, where the kernel then signals the children and the keeper sees its lock fall free.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from config.children import Child, Output
from config.embedded import REPOSITORY, ServiceError, Services, state_dir
from config.embedded.locks import FileLock
from config.embedded.places import Places
from config.embedded.processes import Pids, command_line, end_group, follow_parent, wait_until
from config.ports import is_live, refuse_if_taken, wanted_port

READY_SECONDS = 90.0
STOP_SECONDS = 15.0
LOOK_EVERY = 2.0
MOST_RESTARTS = 5  # of a service, in a row
LOCAL_DOMAIN = "bcc.localhost"  # no mail leads there but what somebody brings to the port by hand
# how `stop` knows its own
MODULES = {"web": "granian", "worker": "celery", "beat": "celery", "intake": "config.intake"}


class Site:
    """Web, worker, beat and intake of one state folder, and the services below them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.places = Places.of(state_dir())
        self.pids = Pids(self.places.pids)
        self.services = Services()
        self.output = Output()
        self.children: list[Child] = []
        self.signals = self.restarts = 0
        self.failed = False

    def run(self) -> int:
        """Run until asked to stop (0) or until something breaks (1)."""
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if asked != signal.SIGHUP or signal.getsignal(asked) != signal.SIG_IGN:  # nohup means it
                signal.signal(asked, self._ask_to_stop)
        self._choose_address()
        try:
            os.environ.update(self.services.start())
            if self._migrate():
                self._start_children()
                self._watch()
        except ServiceError as error:
            self._give_up(str(error))
        finally:
            self._stop()
        return int(self.failed)

    @property
    def _is_over(self) -> bool:
        return bool(self.signals) or self.failed

    def _ask_to_stop(self, *_: object) -> None:
        self.signals += 1

    def _give_up(self, why: str) -> None:
        self.output.say(f"{why}\nEverything stops.")
        self.failed = True

    def _choose_address(self) -> None:
        """Links in mail lead to this site, also in mail that a command beside it sends."""
        recorded = self.places.state / "public_url"
        recorded.unlink(missing_ok=True)
        if not os.environ.get("PUBLIC_URL"):
            os.environ["PUBLIC_URL"] = f"http://localhost:{self.port}"
            recorded.write_text(os.environ["PUBLIC_URL"])
        is_production = os.environ["PUBLIC_URL"].startswith("https://")
        os.environ.setdefault("KITH_INTAKE_DOMAIN", "" if is_production else LOCAL_DOMAIN)
        os.environ.setdefault("KITH_LOG_LEVEL", "WARNING")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    def _migrate(self) -> bool:
        migration = self._start("migrate", [sys.executable, "manage.py", "migrate", "--noinput", "-v", "0"])
        while migration.is_alive and not self.signals:
            self.output.pass_on(0.05)
        if self._is_over:
            return False
        self.output.pass_on(0)
        self.children.remove(migration)
        self.pids.forget(["migrate"])
        if migration.process.returncode:
            self._give_up("The tables could not be brought up to date; the reason stands above.")
        return not self.failed

    def _start_children(self) -> None:
        """Web first and alone: three starting at once on two cores would keep the reader waiting."""
        for name, command in commands(self.port, self.places.state).items():
            if not self._is_over:
                self._start(name, [sys.executable, *command])
            if name == "web":
                self._await_web()
        if not self._is_over:
            self._tell_ready()

    def _start(self, name: str, command: list[str]) -> Child:
        # celery calls SIGQUIT a cold shutdown: with nobody left to wait for it, it waits for no task either
        child = Child.start(name, command, orphaned=signal.SIGQUIT if name == "worker" else signal.SIGTERM)
        self.children.append(child)
        self.output.add(child)
        self.pids.write(name, child.process.pid)
        return child

    def _see_the_dead(self) -> None:
        for child in self.children:
            if not child.is_alive and not self._is_over:
                self._give_up(f"{child.name} ended ({child.how_it_ended}).")

    def _await_web(self) -> None:
        until = time.monotonic() + READY_SECONDS
        while not self._is_over and not is_live(self.port):
            self.output.pass_on(0.05)
            self._see_the_dead()
            if time.monotonic() > until:
                self._give_up(f"The web server did not answer at port {self.port}.")

    def _tell_ready(self) -> None:
        address = os.environ["PUBLIC_URL"].rstrip("/")
        self.output.say(f"Kith is ready: {address}")
        if os.environ.get("KITH_MAILBOX"):
            self.output.say(f"Mail it sends is at {address}/mailbox/")
        self.output.say("Ctrl-C stops it.")

    def _watch(self) -> None:
        looked_at = time.monotonic()
        while not self._is_over:
            self.output.pass_on(0.5)
            self._see_the_dead()
            if time.monotonic() - looked_at > LOOK_EVERY:
                looked_at = time.monotonic()
                self._bring_back_services()

    def _bring_back_services(self) -> None:
        """A server that died starts again: pages and mail are made to outlast that.

        Postgres may refuse at first, while a query of the dead one still runs on its data.
        """
        gone = self.services.gone()
        self.restarts = self.restarts + 1 if gone else 0
        if gone:
            self.output.say(f"{' and '.join(gone)} ended; starting again.")
            try:
                self.services.start()
            except ServiceError:
                if self.restarts == MOST_RESTARTS:
                    raise

    def _stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_SECONDS
        asked = self.signals
        while any(c.is_alive for c in self.children) and time.monotonic() < until and self.signals == asked:
            self.output.pass_on(0.05)
        for child in self.children:
            child.end()
        self.output.pass_on(0)
        self.services.stop()
        self.pids.forget([*(child.name for child in self.children), "supervisor"])
        self.output.say("Kith has stopped.")


def commands(port: int, state: Path) -> dict[str, list[str]]:
    """What to run with Python, by name.

    granian binds one address, so it is 127.0.0.1 alone: a second listener for ::1 would cost as much
    memory as the first, and whoever asks for localhost tries both. The port is checked on both.
    """
    threads = str(max(2, min(4, os.cpu_count() or 1)))  # granian complains of more threads than cores
    level = os.environ["KITH_LOG_LEVEL"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    web = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    web += ["--workers", "1", "--blocking-threads", threads, "--blocking-threads-idle-timeout", "600"]
    web += ["--workers-kill-timeout", "5", "--log-level", level.lower(), "config.wsgi:application"]
    # as root, celery would begin with a page of warnings about a worker open to the network
    celery = ["-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "config"]
    beat = ["beat", "--schedule", str(state / "beat"), "--pidfile=", "--loglevel", level]
    return {
        "web": web,
        "worker": [*celery, "worker", "--concurrency", "2", *quiet, "--loglevel", level],
        "beat": [*celery, *beat],
        **({"intake": ["-m", "config.intake"]} if os.environ.get("KITH_INTAKE_DOMAIN") else {}),
    }


def run(port: int) -> int:
    """Run the site, if no other runs from this state folder and the port is free."""
    places = Places.of(state_dir())
    places.make()
    only_one = FileLock(places.state / "up.lock")
    if not only_one.try_take():
        raise ServiceError(already_running(places.state, port))
    refuse_if_taken(port)
    Pids(places.pids).write("supervisor", os.getpid())
    os.chdir(REPOSITORY)
    return Site(port).run()


def already_running(state: Path, port: int) -> str:
    """What to tell someone who starts a second site from one state folder."""
    recorded = state / "public_url"
    address = recorded.read_text() if recorded.exists() else f"http://localhost:{port}"
    if address.endswith(f":{port}"):
        return f"Port {port} is in use: Kith already runs there, at {address}. To stop it: make stop"
    return (
        f"Kith already runs from {state}, at {address}. To stop it: make stop\n"
        "A second one needs a folder of its own: make run KITH_STATE_DIR=…"
    )


def stop(state: Path) -> int:
    """End the site of a state folder, and on machines without Linux's help what a crash of it left."""
    places = Places.of(state)
    pids = Pids(places.pids)
    if not places.pids.exists():
        print(f"Nothing runs from {state}.")
        return 0
    only_one = FileLock(state / "up.lock")
    supervisor = pids.read("supervisor")
    if not only_one.try_take() and supervisor:
        os.kill(supervisor, signal.SIGTERM)
        if not wait_until(only_one.try_take, STOP_SECONDS * 3):
            print(f"The site (process {supervisor}) does not stop.", file=sys.stderr)
            return 1
    for name, module in MODULES.items():
        pid = pids.read(name)
        if pid and f"-m {module}" in command_line(pid):
            end_group(pid)
    pids.forget([*MODULES, "supervisor"])
    print(f"Nothing runs from {state} any more.")
    return 0


def main(arguments: list[str]) -> int:
    """Run, or stop; with `--with-parent` this process ends when the one that started it does (make)."""
    if "--with-parent" in arguments:
        follow_parent(signal.SIGTERM)
    try:
        return stop(state_dir()) if "stop" in arguments else run(wanted_port(os.environ.get("PORT")))
    except ServiceError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before there was anything to stop
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
