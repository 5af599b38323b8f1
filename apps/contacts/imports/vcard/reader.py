"""Reads vCard files, any version, as a stream: one row per card, resumable after each.

Nothing in a file raises: what cannot be read becomes a refused row or a remark.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

from apps.contacts.imports.card import START, Card, Position, Row
from apps.contacts.imports.decoding import Encoding
from apps.contacts.imports.limits import (
    CARD_LINES,
    KEPT_CHARACTERS,
    NESTING,
    PROPERTIES,
    RAW_NOTE_CHARACTERS,
    RAW_VALUE_CHARACTERS,
    ROWS,
)
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.vcard.blocks import Block, Splitter
from apps.contacts.imports.vcard.draft import Draft
from apps.contacts.imports.vcard.lines import Head, decode_block, decode_quoted, properties
from apps.contacts.imports.vcard.names import read
from apps.contacts.imports.vcard.properties import agent

logger = logging.getLogger(__name__)

_BINARY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|KEY|SOUND|X-MS-CARDPICTURE)\b[^:]{0,200}:", re.IGNORECASE)
_BORDERS = frozenset(("BEGIN", "END", "AGENT"))
_WITHOUT_CARD = {"outside": "outside", "too_big": "too_big", "file_too_big": "file_too_big"}


class VCardReader:
    """Iterates over the rows of a vCard file.

    `chunks` are its bytes from `start.offset` on, in pieces of any size; `encoding` is what
    `decoding.decide` said of the whole file. To go on after a row, pass `row.after` as `start`.
    """

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding, start: Position = START) -> None:
        self._encoding = encoding
        self._number = start.number
        self._splitter = Splitter(chunks, encoding, start)

    def __iter__(self) -> Iterator[Row]:
        for block in self._splitter:
            self._number += 1
            if self._number > ROWS:
                yield self._too_many(block)
                return
            yield self._row(block)

    def _row(self, block: Block) -> Row:
        card: Card | None = None
        lines: list[str] = []
        try:
            lines, remarks = decode_block(block.data, self._encoding)
            if code := _WITHOUT_CARD.get(block.shape):
                refused: Remark | None = Remark(code)
            else:
                card, refused = read_card(lines, remarks, self._encoding, block.shape)
        except Exception:
            # Tests hold this to never happen; one bad card must not take the others with it.
            logger.exception("A card could not be read")
            refused = Remark("unreadable")
        text = kept_text(lines)
        return Row(self._number, block.line, text, card, refused, block.end.offset, block.end.line)

    def _too_many(self, block: Block) -> Row:
        """One row for all that lies beyond the limit: counted, not read."""
        left, end = self._splitter.rest()
        refused = Remark("too_many_rows", str(left + 1))
        return Row(self._number, block.line, "", None, refused, end.offset, end.line)


def read_card(
    lines: list[str], codes: Iterable[str], encoding: Encoding, shape: str = "card"
) -> tuple[Card | None, Remark | None]:
    """The card that unfolded lines describe, or the reason why there is none."""
    draft = Draft()
    for code in codes:
        draft.say(code)
    if shape != "card":
        draft.say(shape)
    if len(lines) > CARD_LINES:
        draft.say("too_long")
        lines = lines[:CARD_LINES]
    _fill(draft, lines, encoding)
    card = draft.card()
    return card, None if card else Remark("nameless")


def _fill(draft: Draft, lines: list[str], encoding: Encoding) -> None:
    """Adds the card's own properties, not those of cards within it."""
    depth, count = 0, 0
    for head, value in properties(lines):
        if head is None:
            draft.say("line_unreadable", value)
        elif head.name in _BORDERS and (step := _step(head, value)):
            depth += step
            if depth > NESTING:
                draft.say("too_deep")
        elif depth > 1:
            if depth == 2 and head.name == "FN":
                agent(draft, head, value)
        else:
            count += 1
            if count > PROPERTIES:
                draft.say("too_many_properties")
                return
            if len(value) > RAW_VALUE_CHARACTERS:
                value = _bounded(draft, head, value)
            if head.encoding == "q" and "=" in value:
                value = _unquoted(draft, head, value, encoding)
            read(draft, head, value)


def _bounded(draft: Draft, head: Head, value: str) -> str:
    """So much of a value as could ever be kept, so that a hostile one costs no more than others."""
    most = RAW_NOTE_CHARACTERS if head.name == "NOTE" else RAW_VALUE_CHARACTERS
    if head.encoding == "b" or head.name == "PHOTO" or len(value) <= most:
        return value
    draft.say("note_cut" if head.name == "NOTE" else "value_cut", "" if head.name == "NOTE" else head.name)
    return value[:most]


def _step(head: Head, value: str) -> int:
    """Whether a card within the card begins (1) or ends (-1) here."""
    if head.name == "AGENT":
        return int(value.strip().upper() == "BEGIN:VCARD")
    return -1 if head.name == "END" else 1


def _unquoted(draft: Draft, head: Head, value: str, encoding: Encoding) -> str:
    value, code = decode_quoted(value, head, encoding)
    if code:
        draft.say(code)
    return value


def kept_text(lines: list[str]) -> str:
    """The original for the report: unfolded, capped, binary values left out."""
    text = "\n".join(lines) if len(lines) < KEPT_CHARACTERS else ""
    if text and len(text) <= KEPT_CHARACTERS and "PHOTO" not in text:
        return text.strip("\n")
    kept: list[str] = []
    room = KEPT_CHARACTERS
    for line in lines:
        if match := _BINARY.match(line):
            line = match[0] + "…" if len(line) > 200 else line
        elif len(line) > 40 and ":" not in line and " " not in line:
            continue
        kept.append(line[:room])
        room -= len(line) + 1
        if room <= 0:
            break
    return "\n".join(kept).strip("\n")
