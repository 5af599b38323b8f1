"""The words of a line, the days among them as one word each, in pieces between commas and dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from apps.contacts.capturing.days import Said
from apps.contacts.models.contact import TITLES
from apps.core.fold import fold

# A character nobody types stands in the place of a day, so that "May 3, 2026" is one word.
MASK = "\ue000"
WORD = re.compile(rf"{MASK}+|[,;،]|[^\s,;،{MASK}]+")
COMMAS, DASHES = frozenset(",;،:"), frozenset("-–—")
LEAST_SENTENCE = 3
BETWEEN = {",": ", ", ";": "; ", "-": " – ", "–": " – ", "—": " – "}


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, or a day; `before` is what parted it from the words before it, "" within a piece."""

    text: str
    is_first: bool
    said: Said | None = None
    before: str = ""


def tokens_of(line: str, days: Sequence[Said]) -> list[Token]:
    """The words of a line in their order, without commas and dashes between them."""
    line = line.replace(MASK, " ")
    masked = line
    for day in days:
        masked = masked[: day.start] + MASK * (day.end - day.start) + masked[day.end :]
    by_start = {day.start: day for day in days}
    tokens: list[Token] = []
    parted = ""
    for match in WORD.finditer(masked):
        text, is_day = line[match.start() : match.end()], match[0][0] == MASK
        if not is_day and (text in COMMAS or set(text) <= DASHES):
            parted = "," if text == "،" else text[0]
            continue
        parted = parted if tokens else ""
        said = by_start.get(match.start()) if is_day else None
        tokens.append(Token(text, bool(parted) or not tokens, said, parted))
        parted = _parts_after(tokens[-1])
    return tokens


def split(tokens: Sequence[Token]) -> list[list[Token]]:
    """The pieces between commas, dashes, colons and full stops."""
    pieces: list[list[Token]] = []
    for token in tokens:
        if token.is_first:
            pieces.append([])
        pieces[-1].append(token)
    return pieces


def bare(token: Token) -> str:
    """The word for looking it up: no case, accents, or signs around it; of a day nothing."""
    if token.said:
        return ""
    return token.text if token.text in "&+" else fold(token.text.replace("-", ""))


def text_of(pieces: Sequence[Sequence[Token]]) -> str:
    """Their words as typed, with what parted the pieces."""
    said = ""
    for piece in pieces:
        said += (BETWEEN.get(piece[0].before, " ") if said else "") + " ".join(token.text for token in piece)
    return said


def _parts_after(token: Token) -> str:
    """A colon, or the end of a sentence: not the dot of a title or an initial."""
    if token.said:
        return ""
    word, sign = token.text[:-1], token.text[-1]
    is_end = sign in ":!?" or (sign == "." and len(word) >= LEAST_SENTENCE and fold(word) not in TITLES)
    return sign if is_end and word else ""
