"""Every command of docs/operations.md, in its order: started, saved, lost, restored, upgraded.

PostgreSQL, its tools, Valkey and the mail server are real; docker is stood in for
(`tests/ground/compose.py`).
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from config.embedded import REPOSITORY, Services
from config.embedded.postgres import Postgres
from tests.smtp import MailServer

GUIDE = (REPOSITORY / "docs" / "operations.md").read_text()
BLOCKS = {
    heading: re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
    for heading, text in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)
}


class Machine(NamedTuple):
    """A machine that runs Kith for others."""

    folder: Path
    env: dict[str, str]
    postgres: Postgres
    mail: MailServer

    def follow(self, heading: str, block: int = 0) -> str:
        """Run a block of the guide as it stands there; what was printed."""
        return self.bash(BLOCKS[heading][block])

    def bash(self, commands: str) -> str:
        """Run commands; what was printed."""
        done = subprocess.run(
            ["bash", "-euc", commands],
            cwd=self.folder, env=self.env, capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def ask(self, query: str, database: str = "kith") -> list[tuple[object, ...]]:
        """Rows, as the superuser sees them."""
        with psycopg.connect(self.postgres.url("postgres", database), autocommit=True) as connection:
            answer = connection.execute(query)  # type: ignore[call-overload]
            return answer.fetchall() if answer.description else []


@pytest.fixture
def machine(state: Path) -> Iterator[Machine]:
    tools = state.parent / "bin"
    tools.mkdir()
    docker = tools / "docker"
    docker.write_text(f'#!/bin/sh\nexec {sys.executable} {REPOSITORY}/tests/ground/compose.py "$@"\n')
    docker.chmod(0o755)
    day = tools / "date"  # the same at the dump and at the restore, should midnight come between them
    day.write_text("#!/bin/sh\necho 2026-11-26\n")
    day.chmod(0o755)
    mail, running = MailServer().start(), Services(state, durable=False, mailbox=False)
    with running as found:
        postgres = next(each for each in running.wanted if isinstance(each, Postgres))
        path = [str(tools), str(Path(sys.executable).parent), str(postgres.bin), os.environ["PATH"]]
        env = {
            "PATH": os.pathsep.join(path), "HOME": str(state), "STAND_IN_CODE": str(REPOSITORY),
            "STAND_IN_SOCKETS": str(postgres.socket_folder), "STAND_IN_REDIS": found["REDIS_URL"],
            "STAND_IN_PASSWORD": postgres.places.secret("postgres.password"),
            "STAND_IN_MAIL": f"smtp://127.0.0.1:{mail.port}",
        }  # fmt: skip
        yield Machine(checkout(state.parent), env, postgres, mail)
    mail.stop()


def checkout(above: Path) -> Path:
    """What `git clone` gives an operator, as far as the guide needs it; its origin lies beside it."""
    origin = above / "origin"
    origin.mkdir()
    for name in ("docker-compose.yml", ".env.example"):
        shutil.copy(REPOSITORY / name, origin)
    git = ["git", "-c", "user.name=Kith", "-c", "user.email=kith@kith.example", "-C", str(origin)]
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "Kith"]):
        subprocess.run([*git, *words], check=True)
    subprocess.run(["git", "clone", "-q", str(origin), str(above / "kith")], check=True)
    return above / "kith"


def fill_in(machine: Machine) -> None:
    """The first four lines of .env."""
    text = (machine.folder / ".env").read_text()
    known = {"POSTGRES_PASSWORD": machine.env["STAND_IN_PASSWORD"]}  # what the image would start it with
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "WEB_PASSWORD"):
        given = known.get(name) or secrets.token_hex(30)
        text, times = re.subn(rf"^{name}=$", f"{name}={given}", text, flags=re.M)
        assert times == 1, name
    (machine.folder / ".env").write_text(text)


def test_started_saved_lost_restored_and_upgraded(machine: Machine) -> None:
    copied, rest = BLOCKS["Start"][0].split("\n", 1)
    machine.bash(copied)
    fill_in(machine)
    machine.bash(rest)
    assert len(machine.follow("Start", 1).strip()) >= 12, "a password for Ana"
    machine.bash("docker compose run --rm worker python manage.py demo")
    assert '"contact": 0' in machine.follow("Is it well?")
    machine.follow("Mail")
    assert [each.recipients for each in machine.mail.received] == [["ana@elsewhere.example"]]

    before = everything(machine)
    assert before["contacts_contact"][0] > 0
    machine.follow("Backup")
    machine.ask("truncate accounts_member cascade")
    assert everything(machine) != before
    machine.follow("Restore", 1)
    assert everything(machine) == before
    fenced(machine)

    forget(machine)
    machine.follow("Restore", 0)
    assert everything(machine) == before
    fenced(machine)
    machine.follow("Upgrade")
    assert everything(machine) == before

    without_docker(machine)
    machine.follow("Restore", 2)
    assert everything(machine, "moved") == before
    fenced(machine, "moved")


def test_every_line_of_the_guide_is_in_a_block_that_is_run() -> None:
    assert {heading: len(blocks) for heading, blocks in BLOCKS.items() if blocks} == {
        "Start": 2, "Mail": 1, "Is it well?": 1, "Backup": 1, "Restore": 3, "Upgrade": 1,
    }  # fmt: skip
    assert GUIDE.count("```") == 2 * sum(map(len, BLOCKS.values())), (
        "a block of another kind is run by nobody"
    )


def without_docker(machine: Machine) -> None:
    """As where PostgreSQL is one's own: addresses in the environment, the code in the folder."""
    owner = password(machine, "OWNER_PASSWORD")
    at = f"postgresql://kith_owner:{owner}@/{{}}?host={machine.postgres.socket_folder}"
    machine.ask("create database moved owner kith_owner")
    machine.env.update(DATABASE_URL=at.format("kith"), NEW_DATABASE_URL=at.format("moved"))
    machine.env.update(REDIS_URL=machine.env["STAND_IN_REDIS"], SECRET_KEY=password(machine, "SECRET_KEY"))
    (machine.folder / "manage.py").symlink_to(REPOSITORY / "manage.py")


def everything(machine: Machine, database: str = "kith") -> dict[str, tuple[int, str]]:
    """Every table's rows, counted and hashed."""
    tables = machine.ask("select tablename from pg_tables where schemaname = 'public'", database)
    hashed = "select count(*), md5(string_agg(row::text, '|' order by row::text)) from {} row"
    return {str(name): machine.ask(hashed.format(name), database)[0] for (name,) in tables}  # type: ignore[misc]


def fenced(machine: Machine, database: str = "kith") -> None:
    """Whoever answers requests sees nobody's people until it says whose."""
    web = machine.postgres.url("kith_web", database).replace(
        machine.postgres.places.secret("kith_web.password"), password(machine, "WEB_PASSWORD")
    )
    with psycopg.connect(web) as connection:
        assert connection.execute("select count(*) from contacts_contact").fetchone() == (0,)


def forget(machine: Machine) -> None:
    """As on a new machine: no roles, and the empty database that PostgreSQL's image makes."""
    machine.ask("drop database kith with (force)", "postgres")
    machine.ask("drop role kith_web", "postgres")
    machine.ask("drop role kith_owner", "postgres")
    machine.ask("create database kith", "postgres")


def password(machine: Machine, name: str) -> str:
    """What .env says."""
    found = re.search(rf"^{name}=(\S+)$", (machine.folder / ".env").read_text(), re.M)
    assert found, name
    return found[1]
