"""The process that holds the servers: `python -m config.embedded.keeper STATE durable|quick NAME…`.

Whoever uses the services shares a file lock. The keeper takes that lock alone as soon as nobody
shares it any more, stops what it started, and ends. So a server outlives the command that happened
to start it while another still needs it, and no longer, even if all of them are killed. Where the
keeper itself is killed, Linux stops its servers.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.embedded.locks import FileLock
from config.embedded.mailbox import Mailbox
from config.embedded.places import Places
from config.embedded.postgres import Postgres
from config.embedded.processes import Pids, Program, end, launch
from config.embedded.valkey import Valkey

KINDS: dict[str, type[Postgres] | type[Valkey] | type[Mailbox]] = {
    "postgres": Postgres,
    "valkey": Valkey,
    "mailbox": Mailbox,
}
LOOK_EVERY = 0.1  # seconds; a blocking flock would not notice a server that dies


class Keeper:
    """The servers that one keeper started."""

    def __init__(self, places: Places) -> None:
        self.pids = Pids(places.pids)
        self.users = FileLock(places.state / "users.lock")
        self.running: dict[str, tuple[Program, subprocess.Popen[bytes]]] = {}
        self.asked_to_stop = False

    def start(self, programs: list[Program]) -> None:
        """Start the servers and record who they are."""
        for program in programs:
            process = launch(program)
            self.running[program.name] = (program, process)
            self.pids.write(program.name, process.pid)

    def keep(self) -> None:
        """Wait until nobody uses the servers, or none is left."""
        while self.running and not self.asked_to_stop and not self.users.try_take():
            for name in [n for n, (_, process) in self.running.items() if process.poll() is not None]:
                del self.running[name]
            time.sleep(LOOK_EVERY)

    def stop(self) -> None:
        """Stop what still runs; whoever comes meanwhile waits at the lock."""
        for name, (program, process) in self.running.items():
            end(process, program.stop_signal)
            self.pids.forget([name])
        if self.pids.read("keeper") == os.getpid():
            self.pids.forget(["keeper"])
        self.users.release()

    def ask_to_stop(self, *_: object) -> None:
        """Signal handler."""
        self.asked_to_stop = True


def main(arguments: list[str]) -> None:
    """Start the services named and hold them."""
    state, durable, names = Path(arguments[0]), arguments[1] == "durable", arguments[2:]
    places = Places.of(state)
    keeper = Keeper(places)
    for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(asked, keeper.ask_to_stop)
    try:
        keeper.start([KINDS[name](places, durable).program() for name in names])
        keeper.keep()
    finally:
        keeper.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
