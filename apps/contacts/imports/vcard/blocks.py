"""Cuts a stream of bytes into cards, by their BEGIN and END lines alone.

Only lines that could be markers are looked at; everything else is skipped over by the search for ":VCARD".
A nested card (AGENT, vCard 2.1) belongs to the card around it. A card whose END is missing ends where the
next begins. Text between cards is handed out too, so that it can be reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from apps.contacts.imports.card import Position
from apps.contacts.imports.decoding import Encoding
from apps.contacts.imports.limits import CARD_BYTES, FILE_BYTES, KEPT_CHARACTERS
from apps.contacts.imports.streams import as_utf8, line_ends, measure, portions

Shape = Literal["card", "cut_off", "not_closed", "outside", "too_big", "file_too_big"]

_NEEDLE = b":VCARD"
# How far before and after the needle a marker's line may reach.
_REACH = 128
_MARKER = re.compile(rb"(?:[A-Z0-9_-]{1,60}\.)?(BEGIN|END)")
_AGENT_INLINE = re.compile(rb"(?:[A-Z0-9_-]{1,60}\.)?AGENT(?:;[^:\r\n]{0,60})?:[ \t]*BEGIN")
_AGENT_BEFORE = re.compile(
    rb"(?:^|[\r\n])(?:[\w-]{1,60}\.)?AGENT(?:;[^:\r\n]{0,60})?:[ \t\r\n]*$", re.IGNORECASE
)
_LINE_REST = re.compile(rb"[ \t]*(?:\r{0,2}\n|\r|$)")
_BLANK = b" \t\r\n\x00\x1a\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes of one card, or of text outside any; always UTF-8 where the file is UTF-16."""

    shape: Shape
    data: bytes
    line: int
    end: Position


class Splitter:
    """Blocks of a stream that begins at `start`. Memory stays below two cards; time is linear."""

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding, start: Position) -> None:
        self._pieces, self._encoding = portions(as_utf8(chunks, encoding)), encoding
        self._offset, self._line = start.offset, start.line
        self._first_line = start.line
        self._buffer = bytearray()
        # Of the buffer: where the next search begins, and where the last marker ended.
        self._searched = self._marked = 0
        self._in_card = False
        self._depth = 0
        # What has been thrown away of a block that grew too large: its head stays.
        self._head = b""

    def __iter__(self) -> Iterator[Block]:
        for piece in self._pieces:
            self._buffer += piece
            yield from self._scan(final=False)
            self._shed()
            if self._offset + len(self._buffer) > FILE_BYTES:
                yield self._take(len(self._buffer), "file_too_big")
                return
        yield from self._scan(final=True)
        if self._buffer or self._head:
            yield from self._close(len(self._buffer), "cut_off")

    def rest(self) -> tuple[int, Position]:
        """How many cards begin in what is left, and where it ends; reads it to the end."""
        cards = 0
        for piece in chain([b""], self._pieces):
            self._buffer += piece
            cards += bytes(self._buffer).upper().count(b"BEGIN:VCARD")
            self._advance(len(self._buffer))
        return cards, Position(self._offset, self._line)

    def _scan(self, *, final: bool) -> Iterator[Block]:
        """Emits what the buffer holds in full. Positions are kept relative to it."""
        consumed = self._searched
        upper = bytes(self._buffer[consumed:]).upper()
        at = 0
        while (hit := upper.find(_NEEDLE, at)) >= 0 and (final or hit + _REACH <= len(upper)):
            at = hit + len(_NEEDLE)
            if consumed + hit == 0 or self._buffer[consumed + hit - 1] not in b"NDnd":
                continue
            before = len(self._buffer)
            yield from self._meet(consumed + hit)
            consumed -= before - len(self._buffer)
        rest = hit if hit >= 0 else max(at, len(upper) - len(_NEEDLE))
        self._searched = max(0, consumed + rest)

    def _meet(self, hit: int) -> Iterator[Block]:
        """A needle at `hit`: closes or opens a card where it is one of their markers."""
        rest = _LINE_REST.match(self._buffer, hit + len(_NEEDLE), hit + _REACH)
        word, start = self._word_before(hit)
        if word == b"END" and self._in_card:
            joined = self._buffer[hit + 6 : hit + 12].upper() == b"BEGIN:"
            if rest or joined:
                self._marked = rest.end() if rest else hit + len(_NEEDLE)
                yield from self._end()
        elif word == b"BEGIN" and rest:
            if self._in_card and _AGENT_BEFORE.search(self._buffer, max(0, start - _REACH), start):
                self._depth += 1
                self._marked = rest.end()
            else:
                length = rest.end() - start
                yield from self._close(start, "not_closed")
                self._in_card, self._marked = True, length
        elif word == b"AGENT" and rest and self._in_card:
            folded = bytes(self._buffer[rest.end() : rest.end() + 1]) in (b" ", b"\t")
            self._depth += not folded

    def _word_before(self, hit: int) -> tuple[bytes, int]:
        """BEGIN, END or AGENT where the line up to `hit` is one of theirs, and where that line starts."""
        floor = max(self._marked, hit - _REACH)
        window = bytes(self._buffer[floor:hit])
        start = max(window.rfind(b"\n"), window.rfind(b"\r")) + 1
        if not start and floor > self._marked:
            return b"", 0
        line = window[start:]
        if not self._in_card:
            line = line.lstrip(_BLANK)
        upper = line.upper()
        if match := _MARKER.fullmatch(upper):
            return match[1], hit - len(line)
        return (b"AGENT" if _AGENT_INLINE.fullmatch(upper) else b""), hit - len(line)

    def _end(self) -> Iterator[Block]:
        if self._depth:
            self._depth -= 1
        else:
            yield from self._close(self._marked, "card")

    def _close(self, length: int, shape: Shape) -> Iterator[Block]:
        """Ends what stands before `length`: the open card, or the text between two cards."""
        if not self._in_card:
            shape = "outside"
        if self._in_card or self._head or self._buffer[:length].strip(_BLANK):
            yield self._take(length, shape)
        else:
            self._advance(length)
            self._first_line = self._line
        self._in_card, self._depth, self._marked = False, 0, 0

    def _take(self, length: int, shape: Shape) -> Block:
        data = self._head or bytes(self._buffer[:length])
        if (self._head or length > CARD_BYTES) and shape != "file_too_big":
            shape = "too_big" if self._in_card else "outside"
            data = data[: 4 * KEPT_CHARACTERS]
        self._head = b""
        line = self._first_line
        self._advance(length)
        self._first_line = self._line
        return Block(shape, data, line, Position(self._offset, self._line))

    def _shed(self) -> None:
        """Lets go of a block that has outgrown its limit, but for its head."""
        length = self._searched - 2 * _REACH
        if len(self._buffer) <= CARD_BYTES or length <= 0:
            return
        self._head = self._head or bytes(self._buffer[: 4 * KEPT_CHARACTERS])
        while length > 1 and self._buffer[length - 1] in b"\r\n":
            length -= 1
        self._advance(length)
        self._searched -= length
        self._marked = max(0, self._marked - length)

    def _advance(self, length: int) -> None:
        dropped = bytes(self._buffer[:length])
        self._offset += measure(dropped, self._encoding)
        self._line += line_ends(dropped)
        del self._buffer[:length]
