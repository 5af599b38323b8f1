"""One drill in a process of its own: `python -m tests.drill.one NAME RESULT`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path


def main(name: str, result: str) -> None:
    """Lay out the database, run the drill, write its figures."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    figures = import_module(f"tests.drill.{name}").run()
    Path(result).write_text(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
