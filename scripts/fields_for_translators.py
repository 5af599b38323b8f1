"""Write the marks by which `makemessages` finds what is said of fields: their names and everyday words.

It does not read tables, so two modules that nothing runs carry the words of `fields.tsv` once more; a test
fails while they differ. After a change of the table run it, and `ruff format` after it.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "apps" / "goals" / "data"
WHAT = {"names": ("name", "Names of fields"), "everyday": ("words", "Everyday words for fields")}
MODULE = '''"""{title}, for translators; written by scripts/fields_for_translators.py."""

from django.utils.translation import gettext_noop as _

SAID = (
{marks}
)
'''


def modules() -> dict[Path, str]:
    """The text of each module, by where it stands."""
    with (DATA / "fields.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        DATA / f"{module}.py": MODULE.format(title=title, marks="\n".join(_marks(rows, column)))
        for module, (column, title) in WHAT.items()
    }


def _marks(rows: list[dict[str, str]], column: str) -> list[str]:
    return [f"    _({json.dumps(row[column], ensure_ascii=False)})," for row in rows]


if __name__ == "__main__":
    for path, text in modules().items():
        path.write_text(text, encoding="utf-8")
