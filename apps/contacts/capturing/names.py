"""The names in a line: words that begin with a capital, or in a script that has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.contacts.capturing.tokens import Token, bare
from apps.contacts.capturing.vocabulary import ALL
from apps.contacts.models.contact import TITLES

MOST_IN_SMALL_LETTERS = 3
ENDINGS = '.!?:"”“'
OWN = ("'s", "’s", "’", "'")
NEVER_FIRST = ALL.ends | ALL.glue | ALL.asks | ALL.company | frozenset(ALL.kinds)


@dataclass
class Found:
    """Names, the words left over, and the words that only joined them."""

    names: list[str] = field(default_factory=list)
    left: list[Token] = field(default_factory=list)
    spent: list[str] = field(default_factory=list)

    def more(self, other: Found) -> Found:
        """Both together."""
        return Found(self.names + other.names, self.left + other.left, self.spent + other.spent)


def is_name(token: Token) -> bool:
    """Whether a word begins like a name: a capital, which does not count where every first word has one."""
    word = bare(token)
    if token.said or not word or word == "i" or (token.is_first and word in NEVER_FIRST):
        return False
    first = next((sign for sign in token.text if sign.isalpha()), "")
    return bool(first) and not first.islower()


def take_names(words: Sequence[Token], start: int = 0) -> Found:
    """The names behind `start`, joined by "and"; all other words from there on are left over.

    Where nothing has a capital, up to three words are a name until one that ends it.
    """
    at = next((at for at, token in enumerate(words) if at >= start and is_name(token)), start)
    in_capitals = at < len(words) and is_name(words[at])
    if in_capitals and at > start and bare(words[at - 1]) in TITLES:
        at -= 1
    found = Found(left=list(words[start:at]))
    while length := _length(words, at, in_capitals):
        found.names.append(_spelled(words[at : at + length]))
        at += length
        if not (at < len(words) and bare(words[at]) in ALL.joins and _length(words, at + 1, in_capitals)):
            break
        found.spent.append(words[at].text)
        at += 1
    found.left += words[at:]
    return found


def _length(words: Sequence[Token], at: int, in_capitals: bool) -> int:
    """Of how many words the name is that begins there; 0 where none does."""
    fits = _in_capitals if in_capitals else _in_small_letters
    end = at
    while end < len(words) and fits(words[end], end - at):
        end += 1
    while in_capitals and end > at and not is_name(words[end - 1]):
        end -= 1
    return end - at


def _in_capitals(token: Token, place: int) -> bool:
    return is_name(token) or (not token.said and bare(token) in (ALL.particles if place else TITLES))


def _in_small_letters(token: Token, place: int) -> bool:
    word = bare(token)
    return place < MOST_IN_SMALL_LETTERS and bool(word) and word not in ALL.ends | ALL.joins


def _spelled(run: Sequence[Token]) -> str:
    """Without what ended the sentence, and without the 's of "Ana's birthday"."""
    name, last = " ".join(token.text for token in run), bare(run[-1])
    name = name if last in TITLES or len(last) < 2 else name.rstrip(ENDINGS) or name
    own = next((own for own in OWN if name.endswith(own) and len(name) > len(own)), "")
    return name.removesuffix(own)
