"""PostgreSQL on a Unix socket, its data in the state folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.embedded.binaries import postgres_bin, postgres_major
from config.embedded.places import REPOSITORY, Places, write_private
from config.embedded.processes import Program, ServiceError, as_account, command_line, wait_until

DATABASE = "kith"
NO_PROCESS = 2**22 + 1  # above the highest pid of Linux and macOS
ROLES = REPOSITORY / "config" / "roles.sql"
# Small for a machine that does other things too; `io_method=sync` saves three processes.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "jit": "off",
    "max_logical_replication_workers": "0",
}
NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True)
class Postgres:
    """One cluster of a state folder: superuser `postgres`, roles of `config/roles.sql`, database `kith`."""

    places: Places
    durable: bool

    name = "postgres"
    variable = "DATABASE_URL"

    @cached_property
    def bin(self) -> Path:
        return postgres_bin(self.places)

    @cached_property
    def major(self) -> int:
        return postgres_major(self.bin)

    @cached_property
    def data(self) -> Path:
        return self.places.server_home / f"pg{self.major}"

    @property
    def socket_folder(self) -> Path:
        return self.places.sockets / "pg"

    @property
    def log(self) -> Path:
        return self.places.state / "postgres.log"

    def environment(self) -> dict[str, str]:
        """What the site needs to know: it logs in as the owner, and takes the web's role per request."""
        return {self.variable: self.url("kith_owner", DATABASE)}

    def url(self, role: str, database: str) -> str:
        """The address of a database as one of our roles."""
        password = self.places.secret(f"{role}.password")
        return f"postgresql://{role}:{password}@/{database}?host={self.socket_folder}"

    def is_up(self) -> bool:
        """Whether it takes connections; one that is just starting or stopping is waited for."""
        wait_until(lambda: self._status() not in ("starting", "stopping"), 30)
        return self._status() == "ready" and self._answers()

    def prepare(self) -> None:
        """Make the cluster if there is none, and clear what a crash may have left."""
        self.places.folder_for_server(self.socket_folder)
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        if not self._postmaster():
            self._disown_pid_files()

    def program(self) -> Program:
        """The server to start."""
        settings = SETTINGS | ({} if self.durable else NOT_DURABLE)
        if self.major >= 18:
            settings["io_method"] = "sync"
        chosen = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self.bin / "postgres"), "-D", str(self.data), "-k", str(self.socket_folder), *chosen]
        return Program(
            name=self.name,
            command=command,
            log=self.log,
            stop_signal=signal.SIGINT,  # "fast": ends connections, writes a checkpoint
            env=_clean_environment(),
            account=self.places.account,
        )

    def settle(self) -> None:
        """Bring roles and database to what this version of Kith expects; may run again and again."""
        import psycopg  # here, so that the keeper, which never asks, does not hold its 10 MB

        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            for role in ("kith_owner", "kith_web"):
                password = self.places.secret(f"{role}.password")
                connection.execute("SELECT set_config(%s, %s, false)", (f"{role}.password", password))
            connection.execute(ROLES.read_bytes())
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone():
                connection.execute("CREATE DATABASE kith OWNER kith_owner")

    def _disown_pid_files(self) -> None:
        """After a crash the recorded pid may be some other process's; Postgres would refuse to start.

        The file stays, with a pid that nobody has: by its last lines Postgres sees whether parts of the
        old server still use the data, and must not start beside them.
        """
        pid_file = self.data / "postmaster.pid"
        if pid_file.exists():
            lines = pid_file.read_text().splitlines()
            pid_file.write_text("\n".join([str(NO_PROCESS), *lines[1:]]) + "\n")
        (self.socket_folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        fresh = self.data.with_name(f"{self.data.name}.new")  # renamed when complete: a kill leaves no half
        shutil.rmtree(fresh, ignore_errors=True)
        self.places.folder_for_server(fresh)
        password_file = self.socket_folder / "password"
        write_private(password_file, self.places.secret("postgres.password"), self.places.account)
        try:
            self._initdb(fresh, password_file)
        finally:
            password_file.unlink()
        fresh.rename(self.data)

    def _initdb(self, folder: Path, password_file: Path) -> None:
        # the built-in locale sorts alike on every platform; Kith sorts people by a key of its own
        options = ["-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]
        options += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += [] if self.durable else ["--no-sync"]
        made = subprocess.run(
            [str(self.bin / "initdb"), "-D", str(folder), "--pwfile", str(password_file), *options],
            cwd="/",
            env=_clean_environment(),
            capture_output=True,
            text=True,
            check=False,
            **as_account(self.places.account),
        )
        if made.returncode:
            raise ServiceError(f"PostgreSQL could not make its data folder; set DATABASE_URL.\n{made.stderr}")

    def _postmaster(self) -> int | None:
        """The pid of the server on our data, if it really is one."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            return pid if str(self.data) in command_line(pid) else None
        return None

    def _status(self) -> str:
        """`starting`, `stopping`, `ready` as the server writes it, or empty where none runs."""
        if not self._postmaster():
            return ""
        with contextlib.suppress(OSError, IndexError):
            return (self.data / "postmaster.pid").read_text().splitlines()[7].strip()
        return "starting"

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
            connection.settimeout(2)
            connection.connect(str(self.socket_folder / ".s.PGSQL.5432"))
            return True
        return False


def _clean_environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
