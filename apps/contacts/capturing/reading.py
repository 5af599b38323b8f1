"""Reading a line: what was done, with whom, on which day, and the rest as a note.

Nothing typed gets lost: each word goes to a name, to the note, or is `spent` on the kind and the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from apps.contacts.capturing.days import Said, days_in
from apps.contacts.capturing.names import Found, is_name, take_names
from apps.contacts.capturing.tokens import Token, bare, split, text_of, tokens_of
from apps.contacts.capturing.vocabulary import ALL, MET

MOST_WORDS_OF_NAMES = 12
LONGEST_UNCAPPED = 3
OF_BIRTHDAYS = ALL.born | {"of", "is", "was", "on", "the", "am", "von", "ist", "hat"}

Piece = Sequence[Token]


class Deed(StrEnum):
    """What a line asks to be written down."""

    TOUCH = "touch"
    PERSON = "person"
    BIRTHDAY = "birthday"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Understood:
    """A line as Kith understands it; `day` is None where none was named."""

    deed: Deed
    names: tuple[str, ...] = ()
    kind: str = MET
    day: Said | None = None
    note: str = ""
    how_we_met: str = ""
    spent: tuple[str, ...] = ()


def understand(line: str, today: date, deed: Deed | None = None) -> Understood:
    """What a line means, or means as that deed. Never fails: what is not understood is the note."""
    pieces = split(tokens_of(line, days_in(line, today))) or [[]]
    return READERS[deed or _deed(pieces)](pieces[0], pieces[1:])


def _deed(pieces: list[list[Token]]) -> Deed:
    head, rest = pieces[0], pieces[1:]
    said = [bare(token) for token in head]
    if said and said[0] in ALL.asks:
        return Deed.ASK
    if any(word in ALL.kinds for word in said):
        return Deed.TOUCH
    beginning = rest[0][:2] if rest and all(map(is_name, head)) else []
    if any(bare(token) in ALL.born for token in (*head, *beginning)):
        return Deed.BIRTHDAY
    return Deed.TOUCH if any(word in ALL.company for word in said) else Deed.PERSON


def _touch(head: Piece, rest: Sequence[Piece]) -> Understood:
    day = _day_of(head, rest)
    found = _company([token for token in head if token is not day])
    while rest and found.names and rest[0][0].before == "," and _are_names(rest[0], day):
        found, rest = found.more(take_names([token for token in rest[0] if token is not day])), rest[1:]
    note, more = _note(found.left, rest, day)
    kind = next((ALL.kinds[word] for token in head if (word := bare(token)) in ALL.kinds), MET)
    said = day.said if day else None
    names, spent = tuple(found.names), (*found.spent, *more, *_words(day))
    return Understood(Deed.TOUCH, names, kind=kind, day=said, note=note, spent=spent)


def _company(words: list[Token]) -> Found:
    """Whom these words name: behind "with" or behind what happened, and whoever stands before that."""
    said = [bare(token) for token in words]
    happened = next((at for at, word in enumerate(said) if word in ALL.kinds), 0)
    together = next((at for at, word in enumerate(said) if word in ALL.company and at >= happened), None)
    start = happened if together is None else together + 1
    while start < len(words) and together is None and said[start] in GLUE:
        start += 1
    before = _before(words[:happened], words[happened:start])
    is_said = together is not None or not before.names or (start < len(words) and is_name(words[start]))
    return before.more(take_names(words, start) if is_said else Found(left=words[start:]))


def _before(subject: list[Token], between: list[Token]) -> Found:
    """Those who did it, where they are named; words that say nothing by themselves are spent."""
    plain = [token for token in between if bare(token) not in SAYING]
    if all(map(_is_empty, plain)):
        plain = []
    kept = [token for token in subject if bare(token) not in GLUE or is_name(token)]
    found = take_names(kept) if any(map(is_name, kept)) else Found(left=kept)
    found.left = [token for token in found.left if not _is_empty(token)] + plain
    gone = [token for token in (*subject, *between) if token not in found.left and not is_name(token)]
    return Found(found.names, found.left, found.spent + [token.text for token in gone])


def _is_empty(token: Token) -> bool:
    return bare(token) in GLUE | ALL.joins and not is_name(token)


SAYING = ALL.company | frozenset(ALL.kinds)
GLUE = ALL.glue | SAYING


def _person(head: Piece, rest: Sequence[Piece]) -> Understood:
    has_names = any(map(is_name, head)) or len(head) <= LONGEST_UNCAPPED
    found = take_names(head) if has_names else Found(left=list(head))
    how = next((piece for piece in rest if bare(piece[0]) in ALL.found), None)
    note, spent = _note(found.left, [piece for piece in rest if piece is not how], None)
    met = text_of([how]) if how else ""
    return Understood(
        Deed.PERSON, tuple(found.names), note=note, how_we_met=met, spent=(*found.spent, *spent)
    )


def _birthday(head: Piece, rest: Sequence[Piece]) -> Understood:
    day = next((token for piece in (head, *rest) for token in piece if token.said), None)
    words = [token for token in head if bare(token) not in OF_BIRTHDAYS and token is not day]
    found = take_names(words)
    spent = [token.text for token in head if bare(token) in OF_BIRTHDAYS]
    spent += [token.text for piece in rest for token in piece if bare(token) in ALL.born]
    left = [[token for token in piece if bare(token) not in ALL.born] for piece in rest]
    note, more = _note(found.left, [piece for piece in left if piece], day)
    said = day.said if day else None
    spent = [*found.spent, *spent, *more, *_words(day)]
    return Understood(Deed.BIRTHDAY, tuple(found.names), day=said, note=note, spent=tuple(spent))


def _ask(head: Piece, rest: Sequence[Piece]) -> Understood:
    asks = 1 if head and bare(head[0]) in ALL.asks else 0
    found = take_names(head, asks)
    said = text_of([piece for piece in (found.left, *rest) if piece])
    spent = (*(token.text for token in head[:asks]), *found.spent)
    return Understood(Deed.ASK, tuple(found.names), note=said, spent=spent)


READERS = {Deed.TOUCH: _touch, Deed.PERSON: _person, Deed.BIRTHDAY: _birthday, Deed.ASK: _ask}


def _day_of(head: Piece, rest: Sequence[Piece]) -> Token | None:
    """The day it happened: in the head, else alone between commas or behind names; never one in prose."""
    for piece in (head, *rest):
        day = next((token for token in piece if token.said), None)
        if day and (piece is head or len(piece) == 1 or _are_names(piece, day)):
            return day
    return None


def _are_names(piece: Piece, day: Token | None) -> bool:
    words = [token for token in piece if token is not day]
    fit = all(is_name(token) or bare(token) in ALL.joins | ALL.particles for token in words)
    return fit and any(map(is_name, words)) and len(words) <= MOST_WORDS_OF_NAMES


def _note(left: Piece, rest: Sequence[Piece], day: Token | None) -> tuple[str, list[str]]:
    """What remains, as a note; "about" at its beginning goes without saying, and is spent."""
    pieces = [[token for token in piece if token is not day] for piece in (left, *rest)]
    pieces = [piece for piece in pieces if piece]
    if pieces and len(pieces[0]) > 1 and bare(pieces[0][0]) in ALL.about:
        return text_of([pieces[0][1:], *pieces[1:]]), [pieces[0][0].text]
    return text_of(pieces), []


def _words(day: Token | None) -> list[str]:
    return [day.text] if day else []
