"""A note in at most 150 words, not counting addresses, link labels and the footer.

Short texts stay whole. Where many are long, first the lines Kith itself suggests go, then what a gathering
is part of, all but three of those likely there, and the sum of hours; then long texts are cut to the same
number of words. Before they become too short what can wait is left out: questions and tomorrow's gatherings,
which stand on Today. After that texts are cut further, what one meant to ask goes, and other lines beside
people but for the first, from the last on; at the very end what is said of people. Nobody is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from apps.contacts.occasions import Occasion

MOST_WORDS = 150
TEXTS = {
    *("name", "called", "relation", "spoke_of", "ask_next", "remember", "line", "place", "ask"),
    *("whom", "within", "part_of"),
}
CAPS, SHORT_CAPS = (40, 30, 22, 16), (12, 9, 7, 5, 4, 3)
FEW = 3
WORD = re.compile(r"[\w'’]+")
LONGEST_NAME = 60
LINK = re.compile(r"://|www\.|@|[\w-]\.[a-z]{2,}(?!\w)", re.IGNORECASE)
JOINT = re.compile(r"\.(?=\S)|@|://")

About = Any
"""What a line speaks about: an Occasion, or what stands beside people."""
Words = Callable[[About], str]


def fitted(said: Sequence[About], words: Words, *, around: str) -> list[About | None]:
    """These lines, shortened until their words and those `around` them are at most 150; None for a line that
    is left out, never a person's.
    """
    room = MOST_WORDS - count(around)
    shortened: list[About | None] = list(said)
    for shortened in _shorter_and_shorter(said):
        if sum(count(words(about)) for about in shortened if about is not None) <= room:
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


def fit_for_mail(about: About) -> About:
    """The same without links in what may have come from a file, and with a name of bearable length."""
    if isinstance(about, Occasion):
        return _fit_person(about)
    clean = {name: without_links(getattr(about, name)) for name in _texts(about)}
    there = {"likely": tuple(map(fit_for_mail, about.likely))} if _has_likely(about) else {}
    return replace(about, **clean, **there)


def _fit_person(person: Occasion) -> Occasion:
    clean = replace(
        person,
        name=_short(without_links(person.name)),
        called=_short(without_links(person.called)),
        relation=without_links(person.relation),
    )
    return clean if person.is_own_line else replace(clean, line=without_links(person.line))


def _texts(about: About) -> list[str]:
    return [field.name for field in fields(about) if field.name in TEXTS]


def _has_likely(about: About) -> bool:
    return bool(getattr(about, "likely", ()))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _shorter_and_shorter(said: Sequence[About]) -> Iterator[list[About | None]]:
    yield list(said)
    own = [_without_suggestion(about) for about in said]
    yield list(own)
    for name in ("part_of", "likely", "hours_said"):
        own = [_with_less(about, name) for about in own]
        yield list(own)
    left: list[About | None] = list(own)
    for cap in CAPS:
        yield _all_clipped(left, cap)
    for fewer in _leaving_out(left, lambda about: getattr(about, "can_wait", False)):
        left = fewer
        yield _all_clipped(left, CAPS[-1])
    for cap in SHORT_CAPS:
        yield _all_clipped(left, cap)
    left = [about and _bare(about) for about in left]
    yield _all_clipped(left, SHORT_CAPS[-1])
    first = next((about for about in left if about and not isinstance(about, Occasion)), None)
    for fewer in _leaving_out(left, lambda about: not isinstance(about, Occasion) and about is not first):
        left = fewer
        yield _all_clipped(left, SHORT_CAPS[-1])
    left = [about and _by_name_only(about) for about in left]
    yield _all_clipped(left, SHORT_CAPS[-1])
    yield _all_clipped([about if isinstance(about, Occasion) else None for about in left], SHORT_CAPS[-1])


def _leaving_out(said: list[About | None], is_spare: Callable[[About], bool]) -> Iterator[list[About | None]]:
    """The same without one more of the spare ones each time, from the last on."""
    for place in reversed(range(len(said))):
        if said[place] is not None and is_spare(said[place]):
            said = [*said[:place], None, *said[place + 1 :]]
            yield said


def _all_clipped(said: Sequence[About | None], cap: int) -> list[About | None]:
    return [about and _clipped(about, cap) for about in said]


def _with_less(about: About, name: str) -> About:
    """Without that text of a gathering's; of those likely there first whom one meant to ask something."""
    if not getattr(about, name, None):
        return about
    if name != "likely":
        return replace(about, **{name: ""})
    first = sorted(about.likely, key=lambda person: not person.ask)[:FEW]
    return replace(about, likely=tuple(person for person in about.likely if person in first))


def _without_suggestion(about: About) -> About:
    return replace(about, line="") if isinstance(about, Occasion) and not about.is_own_line else about


def _bare(about: About) -> About:
    if isinstance(about, Occasion):
        return replace(about, ask_next="")
    return replace(about, likely=()) if _has_likely(about) else about


def _by_name_only(about: About) -> About:
    if isinstance(about, Occasion):
        return replace(about, relation="", spoke_of="", remember="", line="")
    return replace(about, place="") if hasattr(about, "place") else about


def _clipped(about: About, cap: int) -> About:
    texts: dict[str, Any] = {name: clip(getattr(about, name), cap) for name in _texts(about)}
    if _has_likely(about):
        texts["likely"] = tuple(_clipped(each, cap) for each in about.likely)
    return replace(about, **texts)
