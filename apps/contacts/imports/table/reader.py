"""Reads any table of people as a stream of rows, from its beginning or from where another reader stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from apps.contacts.imports.card import Card, Position, Row
from apps.contacts.imports.decoding import Encoding
from apps.contacts.imports.limits import ROWS
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.table.columns import TableLayout
from apps.contacts.imports.table.csv_rows import Record, Records
from apps.contacts.imports.table.dates import Evidence
from apps.contacts.imports.table.row import Columns, read_row

_REFUSALS = {"row_too_big", "file_too_big"}


class TableReader:
    """Iterates over the rows of a table.

    `chunks` are its bytes from `start.offset` on; `start` is `layout.start`, or `row.after` to go on.
    """

    def __init__(
        self, chunks: Iterable[bytes], encoding: Encoding, layout: TableLayout, start: Position | None = None
    ) -> None:
        self._columns = Columns.of(layout)
        self._records = Records(chunks, encoding, layout.delimiter, start or layout.start)

    def __iter__(self) -> Iterator[Row]:
        for record in self._records:
            if record.end.number > ROWS:
                yield self._too_many(record)
                return
            card, refused = self._read(record)
            yield _row(record, record.end, card, refused)

    def _read(self, record: Record) -> tuple[Card | None, Remark | None]:
        for code in record.remarks:
            if code in _REFUSALS:
                return None, Remark(code)
        card = read_row(record.cells, self._columns, [Remark(code) for code in record.remarks])
        if card.name:
            return card, None
        hidden = self._columns.is_linkedin and (card.urls or card.met_on)
        return None, Remark("hidden_member" if hidden else "nameless")

    def _too_many(self, record: Record) -> Row:
        """One row for all that lies beyond the limit: counted, not read."""
        left, end = self._records.rest()
        return _row(record, end, None, Remark("too_many_rows", str(left + 1)))


def _row(record: Record, end: Position, card: Card | None, refused: Remark | None) -> Row:
    return Row(end.number, record.line, record.text, card, refused, end.offset, end.line)


def with_orders(layout: TableLayout, chunks: Iterable[bytes], encoding: Encoding) -> TableLayout:
    """The layout that knows the order of days and months in each column, from all rows of the file.

    `chunks` begin at `layout.start`. Linear, in constant memory.
    """
    evidence = Evidence(len(layout.titles))
    for record in Records(chunks, encoding, layout.delimiter, layout.start):
        if record.end.number > ROWS:
            break
        evidence.add(record.cells)
    return replace(layout, orders=evidence.orders)
