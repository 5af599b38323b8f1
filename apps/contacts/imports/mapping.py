"""What the columns of a table mean, as the member says it; remembered for the next table of these titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from apps.contacts.imports import batch as batches
from apps.contacts.imports import parts
from apps.contacts.imports.card import Position
from apps.contacts.imports.reading import Plan, settle
from apps.contacts.imports.sniff import Kind
from apps.contacts.imports.table.columns import TableLayout, digest
from apps.contacts.imports.table.csv_rows import Record, Records
from apps.contacts.models import ColumnMap, ImportBatch, ImportChoice

ASKS = "asks"
"""In a batch's plan: nobody has said yet what the columns are, so it waits with everything else."""
NAMING = {"name", "given", "family", "nickname", "email", "phone", "url", "organisation"}
SAMPLES = 3
ROWS_SAMPLED = 30


class NamesNobody(Exception):
    """None of the columns could tell who a row is about."""


def layout_of(batch: ImportBatch) -> TableLayout | None:
    """The table whose columns a member may choose, None for a file of another kind, or of none yet."""
    if "reading" not in batch.plan:
        return None
    plan = Plan.from_json(batch.plan["reading"])
    return plan.layout if plan.kind is Kind.CSV_OTHER else None


def recall(batch: ImportBatch) -> None:
    """Take the columns as they were chosen for a table of these titles before; else have the member asked."""
    layout = layout_of(batch)
    if layout is None:
        return
    titled = layout if any(layout.titles) else with_titles(batch, layout)
    known = ColumnMap.objects.of(batch.owner).filter(digest=digest(titled.titles)).first()
    if known:
        _apply(batch, titled.with_columns(known.columns))
    else:
        batch.plan[ASKS] = "columns"
    batch.save(update_fields=["plan"])


def choose(batch: ImportBatch, columns: Sequence[str], *, has_titles: bool) -> None:
    """These are the columns, now and for the next table of these titles; the file is to be looked at anew.

    `has_titles` says of a table without known titles that its first row holds them all the same.
    Raises NamesNobody.
    """
    layout = layout_of(batch)
    assert layout is not None
    if not NAMING & set(columns):
        raise NamesNobody
    if has_titles and not any(layout.titles):
        layout = with_titles(batch, layout)
    _apply(batch, layout.with_columns(columns))
    batch.plan.pop(ASKS, None)
    batch.looked_at = batch.lease_id = batch.lease_until = None  # a look under way stops at this
    batch.save(update_fields=["plan", "looked_at", "lease_id", "lease_until"])
    ImportChoice.objects.of(batch.owner).filter(batch=batch).delete()
    batches.begin_anew(batch)
    if any(layout.titles):  # without them two tables of as many columns would pass for the same
        ColumnMap.objects.update_or_create(
            owner=batch.owner, digest=digest(layout.titles), defaults={"columns": list(columns)}
        )


def with_titles(batch: ImportBatch, layout: TableLayout) -> TableLayout:
    """The same table with its first row read as titles."""
    first = next(_records(batch, layout), None)
    if first is None:
        return layout
    cells = [" ".join(cell.split())[:200] for cell in first.cells[: len(layout.titles)]]
    titles = cells + [""] * (len(layout.titles) - len(cells))
    return replace(layout, titles=titles, start=Position(first.end.offset, first.end.line))


def begins_with_titles(batch: ImportBatch, layout: TableLayout) -> bool:
    """Whether the first row looks like titles: no address or number in it, but some in those after it."""
    told = [any(sign in "@0123456789" for sign in row.text) for row in islice(_records(batch, layout), 5)]
    return len(told) > 1 and not told[0] and any(told)


def samples(batch: ImportBatch, layout: TableLayout) -> list[list[str]]:
    """Of each column the first three values there are."""
    found: list[list[str]] = [[] for _title in layout.titles]
    for record in islice(_records(batch, layout), ROWS_SAMPLED):
        for values, cell in zip(found, record.cells, strict=False):
            if cell.strip() and len(values) < SAMPLES:
                values.append(" ".join(cell.split()))
    return found


def _records(batch: ImportBatch, layout: TableLayout) -> Iterator[Record]:
    encoding = Plan.from_json(batch.plan["reading"]).encoding
    chunks = parts.from_offset(batch, layout.start.offset)
    return iter(Records(chunks, encoding, layout.delimiter, layout.start))


def _apply(batch: ImportBatch, layout: TableLayout) -> None:
    plan = replace(Plan.from_json(batch.plan["reading"]), layout=layout)
    batch.plan["reading"] = settle(plan, parts.from_offset(batch, layout.start.offset)).to_json()
    batch.plan["start"] = batches.position(layout.start)
