"""Reads delimited text as a stream of records, each with the place where it ends.

A quote that is never closed would swallow the rest of the file; after a while it is taken for an ordinary
character, and only its own line is affected.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from apps.contacts.imports.card import Position
from apps.contacts.imports.decoding import Encoding, clean, decode_line
from apps.contacts.imports.limits import FILE_BYTES, KEPT_CHARACTERS, RECORD_BYTES, RECORD_LINES
from apps.contacts.imports.streams import as_utf8, line_ends, lines, measure


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells, the line it begins on, its text, where it ends, codes of remarks on it."""

    cells: list[str]
    line: int
    text: str
    end: Position
    remarks: tuple[str, ...] = ()


class Records:
    """Iterates over the non-empty records from `start` on; positions count records handed out."""

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding, delimiter: str, start: Position) -> None:
        self._encoding, self._delimiter = encoding, delimiter
        self._source = lines(as_utf8(chunks, encoding), RECORD_BYTES)
        self._waiting: deque[bytes] = deque()
        self._offset, self._line, self._number = start.offset, start.line, start.number
        # Lines of the record being read, and what was found out about them.
        self._taken: list[bytes] = []
        self._remarks: set[str] = set()

    def __iter__(self) -> Iterator[Record]:
        while self._next_record_begins():
            begun = self._line
            cells = self._cells()
            record = self._finish(cells, begun)
            if any(cell.strip() for cell in cells) or record.remarks:
                yield record
            if self._offset > FILE_BYTES:
                end = replace(record.end, number=self._number + 1)
                yield Record([], self._line, "", end, ("file_too_big",))
                return

    def rest(self) -> tuple[int, Position]:
        """How many lines are left, and where they end; reads them to the end."""
        left = 0
        while (line := self._pull()) is not None:
            left += 1
            self._offset += measure(line, self._encoding)
            self._line += line_ends(line)
        return left, Position(self._offset, self._line, self._number)

    def _next_record_begins(self) -> bool:
        """Blank lines are stepped over here, for there may be millions of them."""
        while (line := self._pull()) is not None:
            if line.strip():
                self._waiting.appendleft(line)
                return True
            self._offset += measure(line, self._encoding)
            self._line += line_ends(line)
        return False

    def _pull(self) -> bytes | None:
        return self._waiting.popleft() if self._waiting else next(self._source, None)

    def _cells(self) -> list[str]:
        """Lets the csv module pull as many lines as the record has; RFC 4180, and what is made of it."""
        try:
            return next(csv.reader(self._texts(), delimiter=self._delimiter), [])
        except (csv.Error, _Endless):
            return self._first_line_alone()

    def _texts(self) -> Iterator[str]:
        size = 0
        while (line := self._pull()) is not None:
            self._taken.append(line)
            size += len(line)
            if len(self._taken) > RECORD_LINES or size > RECORD_BYTES:
                raise _Endless
            yield self._text(line)
        # Asked for more than there is: the file ends within quotes.
        raise _Endless

    def _first_line_alone(self) -> list[str]:
        """Gives back all lines but the first, and reads that one without quotes."""
        first, *others = self._taken
        self._waiting.extendleft(reversed(others))
        self._taken = [first]
        if len(first) > RECORD_BYTES:
            self._remarks = {"row_too_big"}
            self._skip_to_line_end(first)
            return []
        self._remarks.add("quote_open")
        return [cell.strip('" ') for cell in self._text(first).rstrip("\n").split(self._delimiter)]

    def _skip_to_line_end(self, piece: bytes) -> None:
        while not piece.endswith((b"\n", b"\r")):
            following = self._pull()
            if following is None:
                return
            piece = following
            self._offset += measure(piece, self._encoding)
            self._line += line_ends(piece)

    def _text(self, line: bytes) -> str:
        text, remark = decode_line(line, self._encoding)
        if remark:
            self._remarks.add(remark)
        return clean(text).replace("\r\n", "\n").replace("\r", "\n")

    def _finish(self, cells: list[str], begun: int) -> Record:
        data = b"".join(self._taken)
        self._offset += measure(data, self._encoding)
        self._line += line_ends(data)
        if any(cell.strip() for cell in cells) or self._remarks:
            self._number += 1
        text = "".join(decode_line(line, self._encoding)[0] for line in self._taken[:RECORD_LINES])
        kept = clean(text[:KEPT_CHARACTERS]).replace("\r\n", "\n").strip()
        remarks = tuple(sorted(self._remarks))
        self._taken, self._remarks = [], set()
        return Record(cells, begun, kept, Position(self._offset, self._line, self._number), remarks)


class _Endless(Exception):
    """A record that goes on for too long."""


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line alone, as when looking for a header."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)
