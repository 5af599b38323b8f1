"""A stand-in for docker, of which this machine has none: what it would run in a container is run here.

Put on the PATH as `docker`, it reads docker-compose.yml and .env of its folder as compose does, and runs a
service's command, or the one it is given, with that service's environment. The addresses of containers become
those of real services, which the test holds up: PostgreSQL and its tools, Valkey, a mail server.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

SWITCHES = ("-d", "-T", "--rm")
LONGER = {"--since": 1}


def main(words: list[str]) -> int:
    """`docker compose …`; the code of what was run."""
    assert words[0] == "compose", words
    verb, rest = words[1], plain(words[2:])
    house = Compose(Path.cwd())
    if verb == "up":
        wanted = rest or list(house.services)
        house.has(*wanted)
        return house.run("prepare", house.command("prepare")) if "prepare" in wanted else 0
    if verb in ("exec", "run"):
        return house.run(rest[0], rest[1:])
    assert verb in ("ps", "logs", "build", "stop"), verb
    house.has(*rest)
    return 0


def plain(words: list[str]) -> list[str]:
    """Without the switches that come before a service's name."""
    words = list(words)
    while words and words[0].startswith("-"):
        assert words[0] in (*SWITCHES, *LONGER), words
        del words[: 1 + LONGER.get(words[0], 0)]
    return words


class Compose:
    """The services of a folder."""

    def __init__(self, folder: Path) -> None:
        given = re.findall(r"^(\w+)=(.*)$", (folder / ".env").read_text(), re.M)
        self.given = {name: value for name, value in given if value}
        self.services = yaml.safe_load((folder / "docker-compose.yml").read_text())["services"]

    def has(self, *names: str) -> None:
        """Every name is a service's."""
        assert set(names) <= set(self.services), names

    def command(self, name: str) -> list[str]:
        """What a service runs."""
        return list(self.services[name]["command"])

    def run(self, name: str, command: list[str]) -> int:
        """One command, as that service would run it."""
        self.has(name)
        said: dict[str, Any] = self.services[name].get("environment", {})
        own = {key: at_hand(self.filled(str(value))) for key, value in said.items()}
        plainly = {
            key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")
        }
        if name == "postgres":
            plainly |= {
                "PGHOST": os.environ["STAND_IN_SOCKETS"],
                "PGPASSWORD": os.environ["STAND_IN_PASSWORD"],
            }
        folder = os.environ["STAND_IN_CODE"]
        return subprocess.run(command, env=plainly | own, cwd=folder, check=False).returncode

    def filled(self, text: str) -> str:
        """Variables as compose fills them: `${NAME}`, `${NAME:-else}`, `${NAME:?what is missing}`."""

        def value(found: re.Match[str]) -> str:
            name, how, words = found.groups()
            if how == ":?" and name not in self.given:
                sys.exit(f"{name}: {words}")
            return self.given.get(name) or (words or "" if how == ":-" else "")

        return re.sub(r"\$\{(\w+)(?:(:[-?])([^}]*))?\}", value, text)


def at_hand(address: str) -> str:
    """The address of a container, as that of the service that stands in for it."""
    sockets = os.environ["STAND_IN_SOCKETS"]
    address = re.sub(r"^(postgresql://[^@]+)@postgres:5432/(\w+)$", rf"\1@/\2?host={sockets}", address)
    address = re.sub(r"^redis://valkey:6379/0$", os.environ["STAND_IN_REDIS"], address)
    return re.sub(r"^smtp://mail:1025$", os.environ["STAND_IN_MAIL"], address)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
