"""The commands of README.md and docs/development.md, as a newcomer types them.

Those that take long are run elsewhere: `make check` by `.ci/run`; `make bench`, `make drill` and
`make lock` by whoever needs their figures or newer versions. `test_commands.py` holds that they are there.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import psycopg

from config.embedded import REPOSITORY
from tests.ground.trial import environment, eventually, free_port

PAGES = [REPOSITORY / "README.md", REPOSITORY / "docs" / "development.md"]
RUN_HERE = {"run", "demo", "stop", "test", "help"}
RUN_ELSEWHERE = {"check", "bench", "drill", "lock", "clean"}
ADDRESS = """manage.py shell --no-imports -c "import os; print(os.environ['DATABASE_URL'])\""""


def test_every_command_is_one_that_is_run() -> None:
    text = "".join(page.read_text() for page in PAGES)
    assert set(re.findall(r"(?:`|^)make (\w+)", text, re.M)) <= RUN_HERE | RUN_ELSEWHERE
    assert set(re.findall(r"`(?:\.venv/bin/python )?manage\.py (\w+)", text)) <= {"shell"}


def test_run_demo_look_and_stop(state: Path) -> None:
    env, port = environment(state), free_port()
    with (state / "printed").open("w") as log:
        site = subprocess.Popen(
            ["make", "run", f"PORT={port}"], cwd=REPOSITORY, env=env, stdout=log, stderr=log,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
        )  # fmt: skip
    try:
        ready = f"Kith is ready: http://localhost:{port}\n"
        assert eventually(lambda: ready in (state / "printed").read_text(), 90), (
            state / "printed"
        ).read_text()
        assert "demo@" in typed("make demo", env)
        assert ADDRESS in PAGES[1].read_text()
        address = typed(f".venv/bin/python {ADDRESS}", env).strip()
        with psycopg.connect(address) as connection:
            assert connection.execute("select count(*) > 20 from contacts_contact").fetchone() == (True,)
        typed("make stop", env)
        assert site.wait(40) is not None
    finally:
        site.kill()


def test_some_tests_and_the_list_of_commands(state: Path) -> None:
    arguments = "ARGS=tests/core/test_fold.py"
    assert arguments in PAGES[1].read_text()
    assert re.search(r"\b\d+ passed\b", typed(f"make test {arguments}", environment(state)))
    assert "make run " in typed("make help", environment(state))


def typed(command: str, env: dict[str, str]) -> str:
    """What a command prints that ends well."""
    outer = {name for name in os.environ if name.startswith(("PYTEST_", "MAKE", "MFLAGS"))}
    clean = {name: value for name, value in env.items() if name not in outer}
    done = subprocess.run(
        command,
        shell=True,
        cwd=REPOSITORY,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout
