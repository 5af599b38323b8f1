"""The commands a newcomer meets first: Makefile, `.ci/run`, the browser script, the list of variables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded import REPOSITORY

TARGETS = ["run", "test", "check", "bench", "drill", "demo", "stop", "lock", "clean"]
ONLY_FOR_TESTS = {"KITH_RELAX_LIMITS", "KITH_TEST_DATABASE", "KITH_TICK"}


def make(*arguments: str) -> str:
    """What make would do."""
    command = ["make", "--no-print-directory", "-n", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout


def browser(**environment: str) -> subprocess.CompletedProcess[str]:
    script = [sys.executable, "scripts/browser.py"]
    return subprocess.run(
        script, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("target", TARGETS)
def test_every_promised_target_is_there_and_explained(target: str) -> None:
    assert make(target)
    assert f'"make {target} ' in make("help")


@pytest.mark.parametrize(("lock", "target"), [("run", "run"), ("test", "test"), ("bootstrap", "run")])
def test_changed_lock_is_installed_before_the_next_run(lock: str, target: str) -> None:
    assert f"--require-hashes -r requirements/{lock}.txt" in make("-W", f"requirements/{lock}.txt", target)


def test_ci_runs_tests_and_checks() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert re.findall(r"^make (\w+)$", script.read_text(), re.MULTILINE) == ["test", "check"]


def test_browser_named_is_the_browser_printed(state: Path) -> None:
    named = state / "my-browser"
    named.touch(mode=0o755)
    assert browser(KITH_BROWSER=str(named), PATH="").stdout == f"{named}\n"


def test_no_browser_and_no_way_to_fetch_one_is_a_sentence() -> None:
    found = browser(PATH="", KITH_BROWSER_SOURCES="")
    if "/Applications/" not in found.stdout:  # a Mac may have one that needs no PATH
        assert found.returncode == 1
        assert found.stderr.startswith("There is no Chromium and none could be fetched")


def test_every_variable_that_is_read_is_in_the_example() -> None:
    sources = "".join(path.read_text() for path in (REPOSITORY / "config").rglob("*.py"))
    read = set(re.findall(r"""env\.\w+\(['"](\w+)['"]""", sources))
    read |= set(re.findall(r"""environ(?:\.get\(|\[)["']([A-Z_]+)["']""", sources)) - {
        "DJANGO_SETTINGS_MODULE"
    }
    listed = set(re.findall(r"^#?([A-Z_]+)=", (REPOSITORY / ".env.example").read_text(), re.MULTILINE))
    assert read - listed <= ONLY_FOR_TESTS
