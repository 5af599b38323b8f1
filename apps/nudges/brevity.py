"""A note in at most 150 words, not counting addresses, link labels and the footer.

Short texts stay whole. Where many are long, first the lines Kith itself suggests go, then every
text is cut to the same number of words, then what one meant to ask goes too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from apps.contacts.occasions import Occasion

MOST_WORDS = 150
TEXTS = ("name", "called", "relation", "spoke_of", "ask_next", "remember", "line")
CAPS = (40, 30, 22, 16, 12, 9, 7, 5, 4, 3)
WORD = re.compile(r"[\w'’]+")
LONGEST_NAME = 60
LINK = re.compile(r"://|www\.|@|[\w-]\.[a-z]{2,}(?!\w)", re.IGNORECASE)
JOINT = re.compile(r"\.(?=\S)|@|://")

Words = Callable[[Occasion], str]


def fitted(people: Sequence[Occasion], words: Words, *, around: str) -> list[Occasion]:
    """These occasions, shortened until their words and those `around` them are at most 150."""
    room = MOST_WORDS - count(around)
    shortened = list(people)
    for shortened in _shorter_and_shorter(people):
        if sum(count(words(person)) for person in shortened) <= room:
            break
    return shortened


def count(text: str) -> int:
    """How many words, by spaces or by letters, whichever finds more in a line."""
    return sum(max(len(line.split()), len(WORD.findall(line))) for line in text.splitlines())


def clip(text: str, most: int) -> str:
    """The first words of a text, with … where some are left out."""
    ends = [match.end() for match in WORD.finditer(text)]
    cut = text[: ends[most - 1]] if len(ends) > most else text
    cut = " ".join(cut.split()[:most])
    return cut if len(cut) == len(text) else cut.rstrip(" ,;:.") + "…"


def without_links(text: str) -> str:
    """Words from somebody's card, so that no mail reader makes a link of them."""
    if not LINK.search(text):
        return text
    return JOINT.sub(lambda joint: f" {joint[0].strip(':/')} ".replace("  ", " "), text).strip()


def fit_for_mail(person: Occasion) -> Occasion:
    """The same without links in what may have come from a file, and with a name of bearable length."""
    clean = replace(
        person,
        name=_short(without_links(person.name)),
        called=_short(without_links(person.called)),
        relation=without_links(person.relation),
    )
    return clean if person.is_own_line else replace(clean, line=without_links(person.line))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _shorter_and_shorter(people: Sequence[Occasion]) -> Iterator[list[Occasion]]:
    yield list(people)
    own = [person if person.is_own_line else replace(person, line="") for person in people]
    yield own
    for cap in CAPS:
        yield [_clipped(person, cap) for person in own]
    yield [_clipped(replace(person, ask_next=""), CAPS[-1]) for person in own]


def _clipped(person: Occasion, cap: int) -> Occasion:
    texts: dict[str, Any] = {name: clip(getattr(person, name), cap) for name in TEXTS}
    return replace(person, **texts)
