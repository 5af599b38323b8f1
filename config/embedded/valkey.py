"""Valkey on a Unix socket: broker, cache and limits. Nothing in it is missed for long."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from config.embedded.binaries import valkey_server
from config.embedded.places import Places, write_private
from config.embedded.processes import Program


@dataclass(frozen=True)
class Valkey:
    """One server of a state folder, behind a random password."""

    places: Places
    durable: bool

    name = "valkey"
    variable = "REDIS_URL"

    @property
    def socket_path(self) -> Path:
        return self.places.sockets / "valkey.sock"

    @property
    def log(self) -> Path:
        return self.places.state / "valkey.log"

    @property
    def folder(self) -> Path:
        return self.places.state / "valkey"

    @property
    def password(self) -> str:
        return self.places.secret("valkey.password")

    def environment(self) -> dict[str, str]:
        """What the site needs to know."""
        return {self.variable: f"unix://:{self.password}@{self.socket_path}?db=0"}

    def is_up(self) -> bool:
        """Whether it answers a PING; not yet while it still loads its file."""
        with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
            connection.settimeout(2)
            connection.connect(str(self.socket_path))
            connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 and (more := connection.recv(1024)):
                answer += more
            return b"+PONG" in answer
        return False

    def prepare(self) -> None:
        """Write its configuration."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        lines = [
            "port 0",
            f"unixsocket {json.dumps(str(self.socket_path))}",
            "unixsocketperm 700",
            f"dir {json.dumps(str(self.folder), ensure_ascii=False)}",
            f"requirepass {self.password}",
            "maxmemory-policy noeviction",
            'save ""',
            f"appendonly {'yes' if self.durable else 'no'}",
        ]
        write_private(self.folder / "valkey.conf", "\n".join(lines) + "\n")

    def program(self) -> Program:
        """The server to start."""
        command = [str(valkey_server()), str(self.folder / "valkey.conf")]
        return Program(self.name, command, log=self.log, stop_signal=signal.SIGTERM, cwd=self.folder)

    def settle(self) -> None:
        """Nothing to bring up to date."""
