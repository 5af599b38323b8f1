"""`make run`: the whole site from one command, and nothing left of it however it ends."""

from __future__ import annotations

import re
import signal
import sys
import urllib.request
from pathlib import Path

import pytest

from config.embedded.places import Places
from tests.ground.trial import (
    Site,
    behind_an_ampersand,
    descendants,
    eventually,
    finish,
    free_port,
    kill,
    python,
    running,
    shown,
)


def fetch(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status, answer.read().decode()


def memory_of(pids: set[int]) -> int:
    """Resident bytes, pages that several share counted once (Linux)."""
    shown = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(re.findall(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[0]) for text in shown) * 1024


def test_running_site_says_where_it_and_its_mail_are(site: Site) -> None:
    assert f"Kith is ready: http://localhost:{site.port}\n" in site.printed
    assert f"Mail it sends is at http://localhost:{site.port}/mailbox/\n" in site.printed
    assert fetch(site.port, "/health/live")[0] == 200
    assert fetch(site.port, "/mailbox/")[0] == 200


def test_running_site_records_who_runs(site: Site) -> None:
    assert {"supervisor", "keeper", "postgres", "valkey", "mailbox", "web", "worker", "beat", "intake"} <= {
        path.name for path in (site.state / "pids").iterdir()
    }


def test_second_site_of_the_folder_is_told_that_its_port_is_in_use(site: Site) -> None:
    code, printed = finish(python(site.state, "-m", "config.up", PORT=str(site.port)))
    assert code == 1
    assert printed.startswith(f"Port {site.port} is in use: Kith already runs there")
    assert fetch(site.port, "/health/live")[0] == 200


def test_second_site_of_the_folder_on_another_port_is_told_of_the_first(site: Site) -> None:
    code, printed = finish(python(site.state, "-m", "config.up", PORT=str(free_port())))
    assert code == 1
    assert f"at http://localhost:{site.port}. To stop it: make stop" in printed


def test_other_folder_on_a_taken_port_is_told_another_port(site: Site, state: Path) -> None:
    code, printed = finish(python(state, "-m", "config.up", PORT=str(site.port)))
    assert code == 1
    assert printed == (
        f"Port {site.port} is in use. Stop what listens there, or: make run PORT={site.port + 1}\n"
    )
    assert not list(state.glob("pg*"))


def test_command_beside_a_running_site_joins_it_and_leaves_it_running(site: Site) -> None:
    code = "from django.conf import settings; from django.db import connection; "
    code += "connection.ensure_connection(); print(connection.connection.info.host, settings.PUBLIC_URL)"
    before = descendants(site.process.pid)
    exit_code, printed = finish(python(site.state, "manage.py", "shell", "--no-imports", "-c", code))
    assert exit_code == 0, printed
    assert printed.split() == [f"{Places.of(site.state).sockets}/pg", f"http://localhost:{site.port}"]
    assert site.pid("postgres") in running(before)
    assert fetch(site.port, "/health/live")[0] == 200


def test_dead_server_is_started_again(site: Site) -> None:
    valkey = site.pid("valkey")
    kill(valkey)
    assert eventually(lambda: "valkey ended; starting again" in site.printed)
    assert eventually(lambda: site.pid("valkey") not in (0, valkey))
    assert site.process.poll() is None


if sys.platform == "linux":

    def test_idle_stack_is_small(site: Site) -> None:
        stack = descendants(site.process.pid) | {site.process.pid}
        assert len(stack) > 10
        assert memory_of(stack) < 600 * 1024 * 1024

    def test_killed_supervisor_leaves_no_process(state: Path) -> None:
        """Nor where a script started it in the background, and its worker has just begun."""
        site = Site(state, free_port(), started=behind_an_ampersand)
        site.wait_until_ready()
        left = descendants(site.process.pid)
        kill(site.process.pid)
        site.process.wait()
        assert len(left) > 10
        assert eventually(lambda: not running(left), 120), shown(running(left))


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGHUP])
def test_signal_while_it_starts_stops_all_in_good_order(state: Path, asked: signal.Signals) -> None:
    site = Site(state, free_port())
    assert eventually(lambda: (state / "pids" / "migrate").exists())
    started = descendants(site.process.pid)
    assert site.end(asked) == 0
    assert not running(started)
    assert "Traceback" not in site.printed


def test_dead_child_stops_all_and_is_named(state: Path) -> None:
    site = Site(state, free_port())
    site.wait_until_ready()
    started = descendants(site.process.pid)
    kill(site.pid("worker"))
    assert site.process.wait(40) == 1
    assert "worker ended (killed by SIGKILL).\nEverything stops.\n" in site.printed
    assert not running(started)


def test_asked_to_stop_it_stops_all_in_good_order(site: Site) -> None:
    """The last test of the shared site: it ends it."""
    started = descendants(site.process.pid)
    code, printed = finish(python(site.state, "-m", "config.up", "stop"))
    assert code == 0, printed
    assert site.process.wait(5) == 0
    assert not running(started)
    assert list((site.state / "pids").iterdir()) == []
