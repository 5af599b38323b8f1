"""Reads the JSON that Monica 4 exports: one row per contact, resumable by its number.

The file is looked through once for what contacts share; then one contact at a time is built. What belongs to
no one person is told in a last row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from apps.contacts.imports.card import START, Card, Position, Row
from apps.contacts.imports.decoding import Encoding, clean, decode_line
from apps.contacts.imports.limits import JSON_BYTES, JSON_ENTRY_BYTES, KEPT_CHARACTERS
from apps.contacts.imports.monica.contact import Reading
from apps.contacts.imports.monica.survey import Survey, survey, walk
from apps.contacts.imports.monica.walk import Broken, Span, parse
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.streams import as_utf8, line_ends, measure

_ACCOUNT = re.compile(r'"account"\s*:\s*\{')
_MARKS = ('"app_version"', '"exported_by"', '"values"')


def is_monica(text: str) -> bool:
    """Whether JSON that begins with `text` is an account of Monica's."""
    return text[:1] == "{" and any(mark in text for mark in _MARKS) and bool(_ACCOUNT.search(text))


def fault(chunks: Iterable[bytes], encoding: Encoding) -> str:
    """Why an export cannot be read, as a key of remarks.KINDS; "" where it can."""
    try:
        walk(Survey(_whole(chunks, encoding), encoding))
    except OverflowError:
        return "json_too_big"
    except Broken:
        return "json_broken"
    return ""


def _whole(chunks: Iterable[bytes], encoding: Encoding) -> bytearray:
    data = bytearray()
    for chunk in as_utf8(chunks, encoding):
        data += chunk
        if len(data) > JSON_BYTES:
            raise OverflowError
    return data


class MonicaReader:
    """Iterates over the contacts after `start`. `chunks` are always all bytes of the file."""

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding, start: Position = START) -> None:
        self._chunks, self._encoding, self._start = chunks, encoding, start
        self._data = bytearray()
        # Up to where the file has been measured: bytes held, bytes of the file, lines.
        self._held, self._offset, self._line = 0, 0, 1

    def __iter__(self) -> Iterator[Row]:
        try:
            self._data = _whole(self._chunks, self._encoding)
            found = survey(self._data, self._encoding)
        except (OverflowError, Broken):
            # Told when the file was received (see `fault`); here it is one row.
            if not self._start.number:
                yield Row(1, 1, "", None, Remark("damaged"), 1, 1)
            return
        for number, span in enumerate(found.contacts, 1):
            self._measure(span.start)
            line = self._line
            self._measure(span.end)
            if number > self._start.number:
                yield self._row(number, line, span, found)
        yield from self._closing(found)

    def _row(self, number: int, line: int, span: Span, found: Survey) -> Row:
        is_too_big = span.end - span.start > JSON_ENTRY_BYTES
        end = span.start + 4 * KEPT_CHARACTERS if is_too_big else span.end
        text, code = decode_line(bytes(self._data[span.start : end]), self._encoding)
        card: Card | None = None
        refused: Remark | None = Remark("entry_too_big")
        if not is_too_big:
            card, refused = self._read(text, span, found, code)
        kept = clean(text[:KEPT_CHARACTERS])[:KEPT_CHARACTERS]
        return Row(number, line, kept, card, refused, self._offset, self._line)

    def _read(self, text: str, span: Span, found: Survey, code: str) -> tuple[Card | None, Remark | None]:
        value = parse(text, span.depth)
        if not isinstance(value, dict):
            return None, Remark("damaged")
        reading = Reading(value, found)
        if code:
            reading.sayings.say(code)
        return reading.card()

    def _closing(self, found: Survey) -> Iterator[Row]:
        """One row for contacts beyond the limit, one for what is about nobody."""
        number = len(found.contacts)
        line = self._line
        self._measure(len(self._data))
        left = [f"{kind.replace('_', ' ')} ({count})" for kind, count in sorted(found.left.items()) if count]
        for remark in (
            Remark("too_many_rows", str(found.beyond)) if found.beyond else None,
            Remark("about_nobody", ", ".join(left)[:200]) if left else None,
        ):
            if remark:
                number += 1
                if number > self._start.number:
                    yield Row(number, line, "", None, remark, self._offset, self._line)

    def _measure(self, held: int) -> None:
        """Moves the place in the file on to this byte of what is held."""
        passed = self._data[self._held : held]
        self._offset += measure(bytes(passed), self._encoding)
        self._line += line_ends(passed)
        self._held = held
