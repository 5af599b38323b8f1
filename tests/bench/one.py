"""One module of benchmarks in a process of its own: `python -m tests.bench.one NAME RESULT`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path


def main(name: str, result: str) -> None:
    """Lay out the database, measure, write the rows."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    found = []
    for row in import_module(f"tests.bench.{name}").rows():
        found.append(row.as_json())
        print(row, flush=True)
    Path(result).write_text(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
