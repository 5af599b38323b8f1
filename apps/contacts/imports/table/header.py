"""Where the rows of a table begin: its delimiter, its titles wherever they stand, or that it has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from apps.contacts.imports.card import START, Position
from apps.contacts.imports.decoding import Encoding, clean, decode_line
from apps.contacts.imports.limits import HEADER_LINES, RECORD_BYTES
from apps.contacts.imports.streams import as_utf8, line_ends, lines, measure, skip
from apps.contacts.imports.table.columns import TableLayout, by_titles, guess
from apps.contacts.imports.table.csv_rows import Records, cells_of
from apps.contacts.imports.table.dialects import dialect_of

DELIMITERS = ",;\t"
SAMPLE_ROWS = 20
COLUMNS = 500
# Titles and a sample stand well within this; a flood of empty lines is not waded through.
_LOOK = 64 * 1024
# Of the rows of a table without titles so many have the same number of cells.
_ALIKE = 0.8
# Of a row of titles at least one in so many is known, but in the very first, where one says who.
_KNOWN_OF = 3
_WHO = {"name", "given", "family", "email"}
_DECLARED = re.compile(r"sep=([,;\t])", re.IGNORECASE)


class _Line(NamedTuple):
    text: str
    at: Position


class _Header(NamedTuple):
    known: int
    delimiter: str
    line: _Line


def find_table(head: bytes, encoding: Encoding) -> TableLayout | None:
    """The layout of the table that begins with `head`, or None where it is none; never raises."""
    return find_titled(head, encoding) or find_bare(head, encoding)


def find_titled(head: bytes, encoding: Encoding) -> TableLayout | None:
    """The layout of a table whose first lines hold titles that are known; others may stand before it."""
    head = head[:_LOOK]
    found = list(_first_lines(head, encoding))
    header = _header(found)
    if header is None:
        return None
    records = iter(Records(skip([head], header.line.at.offset), encoding, header.delimiter, header.line.at))
    record = next(records)
    titles = [" ".join(title.split())[:200] for title in record.cells[:COLUMNS]]
    start = Position(record.end.offset, record.end.line)
    columns = guess(titles, [row.cells for row, _ in zip(records, range(SAMPLE_ROWS), strict=False)])
    return TableLayout(header.delimiter, columns, titles, start, dialect_of(titles))


def find_bare(head: bytes, encoding: Encoding) -> TableLayout | None:
    """The layout of a table without titles: rows of equally many cells, two or more."""
    head = head[:_LOOK]
    found = list(_first_lines(head, encoding))
    start, delimiters = START, DELIMITERS
    if found and (declared := _DECLARED.fullmatch(found[0].text)):
        start, delimiters = found[1].at if len(found) > 1 else START, declared[1]
    for delimiter in delimiters:
        records = iter(Records(skip([head], start.offset), encoding, delimiter, start))
        rows = [record.cells for record, _ in zip(records, range(SAMPLE_ROWS), strict=False)]
        if _is_table(rows):
            titles = [""] * min(COLUMNS, max(map(len, rows)))
            return TableLayout(delimiter, guess(titles, rows), titles, start)
    return None


def _first_lines(head: bytes, encoding: Encoding) -> Iterator[_Line]:
    offset, number = 0, 1
    for count, raw in enumerate(lines(as_utf8([head], encoding), RECORD_BYTES)):
        if count >= HEADER_LINES:
            return
        yield _Line(clean(decode_line(raw, encoding)[0]).strip(), Position(offset, number))
        offset += measure(raw, encoding)
        number += line_ends(raw)


def _header(found: Sequence[_Line]) -> _Header | None:
    """The first line that is mostly titles; else the first of all, where it holds a single known one."""
    first = None
    for line in found:
        best = max((_read(line, delimiter, is_first=first is None) for delimiter in DELIMITERS), default=None)
        if best and best.known >= 2:
            return best
        if first is None and line.text:
            first = best
    return first if first and first.known == 1 and first.delimiter in first.line.text else None


def _read(line: _Line, delimiter: str, *, is_first: bool) -> _Header:
    """How many titles a line holds, 0 where it does not look like one of titles."""
    titles = [title.strip() for title in cells_of(line.text, delimiter)[:COLUMNS]]
    told = [title for title in titles if title]
    fields = by_titles(told) if len(titles) > 1 else []
    known = sum(map(bool, fields))
    is_data = any("@" in title or title[:4].isdigit() for title in told)
    is_own = is_first and bool(_WHO & set(fields)) and len(set(told)) == len(told)
    are_few = known * _KNOWN_OF < len(told) and not is_own
    return _Header(0 if is_data or are_few else known, delimiter, line)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    if not any(cell.strip(" ,;\"'") for row in rows for cell in row):
        return False
    (width, count), *_others = Counter(map(len, rows)).most_common(1)
    return width > 1 and count >= _ALIKE * len(rows) and not _is_prose(rows)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Sentences have a blank behind each comma, and full stops."""
    later = [cell for row in rows for cell in row[1:] if cell]
    blank = sum(cell[:1] == " " for cell in later)
    ended = sum(bool(row) and row[-1].rstrip()[-1:] in tuple(".!?") for row in rows)
    return blank * 2 > len(later) and ended * 3 >= len(rows)
