"""How these tests read: a file of `fixtures/` by name, or bytes, to rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from apps.contacts.imports.card import Card, Row
from apps.contacts.imports.reading import make_plan, rows, settle

FIXTURES = Path(__file__).parent / "fixtures"
SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"

# Files of other programs lie beside the project, not in it; elsewhere there is nothing to collect.
collect_ignore = (
    []
    if SAMPLES.is_dir()
    else [
        "test_samples.py",
        "test_samples_of_other_kinds.py",
        "test_samples_of_tables.py",
        "test_samples_brought.py",
    ]
)


def read_rows(data: bytes, chunk: int = 1 << 20) -> list[Row]:
    plan = make_plan([data])
    assert plan is not None, "neither a vCard nor a table"
    begin = plan.start.offset
    plan = settle(plan, [data[begin:]])
    return list(rows(plan, (data[at : at + chunk] for at in range(begin, len(data), chunk))))


@pytest.fixture
def fixture_bytes() -> Callable[[str], bytes]:
    return lambda name: (FIXTURES / name).read_bytes()


@pytest.fixture
def rows_of() -> Callable[..., list[Row]]:
    """Rows of a fixture by name, or of bytes."""

    def read(source: str | bytes, chunk: int = 1 << 20) -> list[Row]:
        return read_rows(source if isinstance(source, bytes) else (FIXTURES / source).read_bytes(), chunk)

    return read


@pytest.fixture
def card_of(rows_of: Callable[..., list[Row]]) -> Callable[..., Card]:
    """The only card of a file, or of lines that stand between BEGIN and END."""

    def read(source: str | bytes, *, version: str = "3.0") -> Card:
        if isinstance(source, str) and not source.endswith((".vcf", ".csv")):
            source = f"BEGIN:VCARD\r\nVERSION:{version}\r\n{source}\r\nEND:VCARD\r\n".encode()
        (row,) = rows_of(source)
        assert row.card is not None, row.refused
        return row.card

    return read
