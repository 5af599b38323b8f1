"""`python -m tests.drill [name …]`: crash and fault drills, each with a database of its own.

A drill is a module here with `run() -> dict`: its figures, and `passed`. It runs in a process of
its own, after migrate, with Django set up. Figures go to `var/drill.json`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config.embedded import REPOSITORY
from tests.fresh import database, services

DRILLS = (
    "crash", "planner", "imports", "photos", "damage", "broker", "twice", "many", "recurrence",
    "scanner", "guesses", "strangers", "at_once",
)  # fmt: skip
LONGEST_SECONDS = 2700  # on a machine that does much else


def main(names: list[str]) -> int:
    """Run the drills of these names, all when none is given; 0 when every one passed."""
    wanted = names or [name for name in DRILLS if find_spec(f"tests.drill.{name}")]
    with services("drill", durable=False) as environment:
        figures = {name: drill(name, environment) for name in wanted}
    target = REPOSITORY / "var" / "drill.json"
    target.parent.mkdir(exist_ok=True)
    before = json.loads(target.read_text()) if names and target.exists() else {}
    target.write_text(json.dumps(before | figures, indent=2) + "\n")
    return 0 if all(found.get("passed") for found in figures.values()) else 1


def drill(name: str, environment: dict[str, str]) -> dict[str, Any]:
    """The figures of one drill; `error` where it broke or took too long."""
    print(f"── {name}", flush=True)
    with tempfile.TemporaryDirectory() as folder, database(f"kith_drill_{name}", environment) as own:
        result = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "tests.drill.one", name, str(result)]
        try:
            code = subprocess.run(command, env=own, cwd=REPOSITORY, timeout=LONGEST_SECONDS).returncode
        except subprocess.TimeoutExpired:
            code = LONGEST_SECONDS
        found = json.loads(result.read_text()) if result.exists() else {"passed": False, "error": code}
    print("   " + ", ".join(f"{key} {value}" for key, value in found.items()), flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
