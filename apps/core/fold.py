"""One way of comparing names, for search, matching, duplicates and order.

Pure functions. Everything is computed here rather than in the database, so that no extension and no
collation but "C" is needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import chain

# Longer words are cut, in the table and in the question alike.
TOKEN_LENGTH = 32
HUES = 12
# No word in any language is longer.
PIECE = 500
# Sorts after every letter from a to z under "C".
AFTER_Z = "~"
# Stands for a person whose name holds neither letter nor digit.
NO_INITIAL = "·"
# The last code point: never part of folded text.
LAST = "\U0010ffff"

# Letters with no decomposition in Unicode; letters that differ by keyboard only (Persian, Arabic).
SPELLED = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ĸ": "k", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
        "ɣ": "g", "ɨ": "i", "ʉ": "u", "ƀ": "b", "ƒ": "f", "ɖ": "d", "ɩ": "i", "ʋ": "v", "ɲ": "n", "ƶ": "z",
        "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ـ": "",
    }
)  # fmt: skip

# Marks that only decorate a letter: Latin, Greek, Cyrillic; Hebrew points, Arabic vowel signs, variation
# selectors. The marks of Indic, Thai and Japanese writing are letters to their readers, and stay.
DECORATION = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
# Apostrophes (also those that Unicode counts as letters), hyphens, dots: "O'Brien" is also "obrien".
JOINT = re.compile(r"(?<=\w)['\u2018\u2019`\u00b4&.\-\u2010\u2011\u02b9-\u02bf](?=\w)")
APOSTROPHES = frozenset(map(chr, range(0x02B9, 0x02C0)))
# Han, kana and Hangul: written without spaces, so that a part of a name begins at or after any of them.
UNSPACED = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
)
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class FoldedCharacters(dict[int, str]):
    """What each character becomes, found when first met: a table for `str.translate`."""

    # All that people write, and little enough to keep; a file of every code point must not fill memory.
    KEPT = 20_000

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < self.KEPT:
            self[code] = folded
        return folded


FOLDED = FoldedCharacters()


def fold(text: str) -> str:
    """`text` for comparing: no case, accents or punctuation, one space between words.

    Every script keeps its letters. Folding twice changes nothing. The order of the result under the
    collation "C" is the order of its code points.
    """
    folded = " ".join(text.translate(FOLDED).split())
    return folded if folded.isascii() else " ".join(map(_composed, folded.split()))


def tokens(text: str) -> list[str]:
    """The words under which `text` is found, each once, for a table searched by beginnings of words.

    Words joined by apostrophe, hyphen or dot count also as one. Words in Han, kana and Hangul count
    from each character on, so that any part is found. Words are cut at 32 characters.
    """
    words = fold(text).split()
    if JOINT.search(text):
        words += fold(JOINT.sub("", text)).split()
    inner = (word[start:] for word in words if not word.isascii() for start in _inner_starts(word))
    return list(dict.fromkeys(found[:TOKEN_LENGTH] for found in chain(words, inner)))


def search_words(query: str) -> list[str]:
    """The words of a query, each of which must begin one of a person's `tokens`. Empty: nothing asked."""
    return list(dict.fromkeys(word[:TOKEN_LENGTH] for word in fold(query).split()))


def prefix_bounds(word: str) -> tuple[str, str]:
    """(low, high): under the collation "C" the tokens that begin with `word` are low <= token < high."""
    return word, word + LAST


@lru_cache(maxsize=8192)
def initials(name: str) -> str:
    """The monogram: first letters of the first and last word ("AL"), of one word one ("R").

    Words in brackets and words without a letter (emoji) do not count. Digits serve where there are
    no letters; where there is nothing, a middle dot.
    """
    plain = unicodedata.normalize("NFKC", name[:200])
    words = IN_BRACKETS.sub(" ", plain).split() or plain.split()
    for accepted in (str.isalpha, str.isalnum):
        firsts = [first for word in words if (first := _first(word, accepted))]
        if firsts:
            return "".join(map(_capital, firsts[:1] + firsts[1:][-1:]))
    return NO_INITIAL


def sort_key(name: str) -> str:
    """The key by which people are listed, for a column under the collation "C".

    The folded display name, no guess at a family name; A to Z first, then all that `letter` calls "#".
    """
    folded = fold(name)
    return folded if "a" <= folded[:1] <= "z" else AFTER_Z + folded


def letter(name: str) -> str:
    """The tab of the thumb index: "A" to "Z", or "#"."""
    first = fold(name)[:1]
    return first.upper() if "a" <= first <= "z" else "#"


def hue(pk: int) -> int:
    """The colour class of a monogram, 0 to 11; neighbours by pk look unlike."""
    return pk * 5 % HUES


def _composed(word: str) -> str:
    # In pieces, for ordering a long run of marks takes the square of its length.
    return "".join(
        unicodedata.normalize("NFC", word[start : start + PIECE]) for start in range(0, len(word), PIECE)
    )


def _fold_character(character: str) -> str:
    parts = DECORATION.sub("", unicodedata.normalize("NFKD", character))
    return "".join(map(_plain, parts.casefold().translate(SPELLED)))


def _plain(character: str) -> str:
    """A letter, mark or digit as it is (digits of any script as 0-9); else nothing, or a space."""
    if character in APOSTROPHES:
        return " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "


def _inner_starts(word: str) -> list[int]:
    ends = {found.end() for found in UNSPACED.finditer(word)}
    return sorted((ends | {end - 1 for end in ends}) - {0, len(word)})


def _first(word: str, accepted: Callable[[str], bool]) -> str | None:
    return next((each for each in word if accepted(each) and each not in APOSTROPHES), None)


def _capital(character: str) -> str:
    # Title case, for the capitals of Georgian are in no font; ß has only a capital of two letters.
    title = character.title()
    return title if len(title) == 1 else character
