"""`python -m tests.bench [name …]`: benchmarks, each beside its floor in the same run, into `var/bench.json`.

`ROWS` names the modules; each has `rows() -> Iterator[Row]` and runs in a process of its own, after
migrate, on an empty database of durable services. Compare ratios: seconds are this machine's, today.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from config.embedded import REPOSITORY
from tests.fresh import database, services

ROWS = (
    "people",
    "palette",
    "today",
    "goal",
    "planning",
    "sending",
    "importing",
    "picture",
    "feed",
    "painting",
)
"""Modules of this folder that measure something."""


def main(names: list[str]) -> int:
    """Measure; 0 when every goal was reached."""
    with services("bench", durable=True) as environment:
        found = [row for name in names or ROWS for row in measure(name, environment)]
    target = REPOSITORY / "var" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    before = json.loads(target.read_text()) if names and target.exists() else []
    measured = {row["name"] for row in found}
    kept = [row for row in before if row["name"] not in measured]
    target.write_text(json.dumps(kept + found, indent=2) + "\n")
    return 0 if all(row["passed"] for row in found) else 1


def measure(name: str, environment: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of one module, printed as they come."""
    with tempfile.TemporaryDirectory() as folder, database(f"kith_bench_{name}", environment) as own:
        result = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "tests.bench.one", name, str(result)]
        print(f"── {name}", flush=True)
        code = subprocess.run(command, env=own, cwd=REPOSITORY).returncode
        if not result.exists():
            return [{"name": name, "passed": False, "error": code}]
        rows: list[dict[str, Any]] = json.loads(result.read_text())
        return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
