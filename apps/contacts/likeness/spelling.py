"""How words are written and how they sound: one slip of the pen, and an ear for spellings that differ."""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = frozenset("aeiouy")
LEAST = 4
"""Shorter words are too much alike by chance."""
SOUNDS = (
    ("sch", "s"), ("tsch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k"),
    ("gh", "g"), ("tz", "s"), ("cz", "s"), ("sz", "s"), ("ch", "k"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("ey", "ai"), ("ei", "ai"), ("ay", "ai"), ("ie", "i"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("y", "i"), ("z", "s"),
)  # fmt: skip
SOFT_C = re.compile("c(?=[eiy])")
INNER_H = re.compile("(?<=.)h")
TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word as it sounds, roughly: "meyer", "meier" and "maier" alike, "jon" like "john"."""
    word = SOFT_C.sub("s", word)
    for written, heard in SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    return TWICE.sub(r"\1", INNER_H.sub("", word.replace("c", "k")))


def is_slip(one: str, other: str) -> bool:
    """Whether the words differ by one letter put in, left out or changed, or by two that changed places."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < LEAST - 1:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False  # numbers are never meant to be another
    start = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return (len(one) < 2 and len(other) < 2) or (len(one) == 2 and one == other[::-1])


def is_other_ending(one: str, other: str) -> bool:
    """Whether the words differ in a vowel at their end only: Maria and Mario, Paul and Paula."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1:
        return long[:-1] == short and long[-1] in VOWELS
    same = len(short) == len(long) and short[:-1] == long[:-1]
    return same and short[-1:] in VOWELS and long[-1:] in VOWELS
