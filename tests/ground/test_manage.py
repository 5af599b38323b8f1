"""`manage.py` alone: services for its own duration, and none where it only prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ground.trial import finish, python, running


def recorded(state: Path) -> set[int]:
    return {int(path.read_text()) for path in (state / "pids").glob("*")}


@pytest.mark.parametrize("arguments", [["help"], ["--version"], ["migrate", "--help"], []])
def test_what_only_prints_starts_nothing(state: Path, arguments: list[str]) -> None:
    code, printed = finish(python(state, "manage.py", *arguments))
    assert code == 0, printed
    assert list(state.iterdir()) == []


def test_command_alone_has_services_and_leaves_none(state: Path) -> None:
    code = "import os; from config.embedded import Services; s = Services(); "
    code += "from django.db import connection; c = connection.cursor(); c.execute('SELECT current_user'); "
    code += "print(c.fetchone(), os.environ['EMAIL_URL'], *[s.pids.read(n) for n in ('postgres', 'valkey')])"
    exit_code, printed = finish(python(state, "manage.py", "shell", "--no-imports", "-c", code))
    assert exit_code == 0, printed
    assert "('kith_owner',) smtp://127.0.0.1:" in printed
    assert "None" not in printed
    assert not running({int(word) for word in printed.split()[-2:]})


def test_two_commands_at_once_both_work(state: Path) -> None:
    both = [python(state, "manage.py", "check", "--database", "default") for _ in range(2)]
    results = [finish(process) for process in both]
    assert [code for code, _ in results] == [0, 0], results
    assert not running(recorded(state))


def test_failing_command_leaves_no_service(state: Path) -> None:
    code, printed = finish(python(state, "manage.py", "shell", "-c", "raise SystemExit(3)"))
    assert code == 3, printed
    assert not running(recorded(state))


def test_database_that_cannot_run_is_a_sentence(state: Path) -> None:
    code, printed = finish(python(state, "manage.py", "check", KITH_PG_BIN="/nowhere"))
    assert code == 1
    assert printed.strip().endswith("set DATABASE_URL.")
    assert "Traceback" not in printed
