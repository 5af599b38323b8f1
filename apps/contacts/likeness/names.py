"""Two names beside each other: in what way they are alike, or that they name two people."""

from __future__ import annotations

from dataclasses import dataclass

from apps.contacts.likeness.frequency import Frequency
from apps.contacts.likeness.known import Known
from apps.contacts.likeness.nicknames import roots
from apps.contacts.likeness.spelling import is_other_ending, is_slip, sound

# What a likeness of names weighs where the name is very rare, rare, usual, or carried by many.
WEIGHTS = {
    "name": (62, 55, 50, 35),
    "order": (60, 53, 48, 35),
    "alike": (56, 52, 48, 35),
    "nickname": (53, 49, 46, 35),
    "part": (52, 48, 45, 32),
    "initial": (36, 33, 31, 27),
    "given": (24, 22, 20, 18),
    "single": (15, 15, 15, 15),
}
OTHER_NAME, OTHER_PERSON, SAYS_NOTHING = -90, -75, 0
SURE, SHORT, SLIP, LETTER = "name", "nickname", "alike", "initial"
WORSE = (SURE, SLIP, SHORT, LETTER)


@dataclass(frozen=True, slots=True)
class Names:
    """How alike: a key of `WEIGHTS` or "", what it weighs, how common the name is."""

    kind: str
    weight: int
    rank: int = 2


def compare(one: Known, other: Known, book: Frequency) -> Names:
    """What two names say about whether they name one person."""
    if one.generation != other.generation and one.words[-1:] == other.words[-1:]:
        return Names("", OTHER_NAME)
    if not one.words or not other.words:
        return Names("", SAYS_NOTHING)
    kind, common = _kind(one, other, book)
    if kind in WEIGHTS:
        rank = book.rank(common)
        return Names(kind, WEIGHTS[kind][rank], rank)
    return Names("", OTHER_NAME if kind == "other" else SAYS_NOTHING if kind == "unclear" else OTHER_PERSON)


def _kind(one: Known, other: Known, book: Frequency) -> tuple[str, list[str]]:
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return "name", list(one.words)
    if sorted(one.words) == sorted(other.words):
        return "order", list(one.words)
    short, long = sorted((one, other), key=lambda person: len(person.words))
    if len(short.words) == 1:
        return _single(short, long, book)
    found = _matched(short.words, long, book)
    if all(found):
        ways = [match[0] for match in found if match]
        worst = max(ways, key=WORSE.index)
        if ways.count(SLIP) > 1:
            return "unclear", []
        words = [match[1] for match in found if match]
        if worst == SURE:
            return "part", words
        return worst, words
    return _half(one, other, book)


def _matched(words: tuple[str, ...], person: Known, book: Frequency) -> list[tuple[str, str] | None]:
    """For each of the words: how it is found among the person's, each of which serves once."""
    free = list(person.words)
    found: list[tuple[str, str] | None] = []
    for at, word in enumerate(words):
        match = None
        for each in sorted(free, key=lambda each: each != word):
            if how := alike(word, each, book, is_given=at == 0 or each == person.given):
                match = (how, max(word, each, key=lambda name: book.words[name]))
                free.remove(each)
                break
        found.append(match)
    return found


def alike(one: str, other: str, book: Frequency, *, is_given: bool) -> str:
    """How two words may be one name, or ""."""
    if one == other:
        return SURE
    if len(one) == 1 or len(other) == 1:
        return LETTER if one[0] == other[0] else ""
    if is_given and roots(one) & roots(other):
        return SHORT
    if sound(one) == sound(other):
        return SLIP
    if not is_slip(one, other) and not (len(one) > 5 and is_slip(sound(one), sound(other))):
        return SLIP if is_given and _begins(one, other) else ""
    return "" if is_given and _are_two_names(one, other, book) else SLIP


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and len(long) - len(short) > 1 and long.startswith(short)


def _are_two_names(one: str, other: str, book: Frequency) -> bool:
    """Maria and Mario, or two first names that several people have: no slip, but somebody else."""
    attested = [book.is_attested(name) for name in (one, other)]
    return all(attested) or (is_other_ending(one, other) and not any(attested))


def _single(short: Known, long: Known, book: Frequency) -> tuple[str, list[str]]:
    word = short.words[0]
    if len(long.words) == 1:
        how = alike(word, long.words[0], book, is_given=True)
        return ("single", [word]) if how in (SURE, SHORT, SLIP) else ("person", [])
    if alike(word, long.given, book, is_given=True) or word in long.words:
        return "single", [word]
    is_a_name = book.is_attested(word) or bool(roots(word) - {word})
    return ("other" if is_a_name else "unclear"), []


def _half(one: Known, other: Known, book: Frequency) -> tuple[str, list[str]]:
    """One of given and family name agrees: a new family name after a wedding, or a brother."""
    same_given = alike(one.given, other.given, book, is_given=True)
    if same_given in (SURE, SHORT, SLIP) and len(one.given) > 1:
        return "given", [one.given, one.given]
    return "other", []
