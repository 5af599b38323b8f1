"""Kith's own tree of everyday fields, read from `data/fields.tsv`, each with its ISIC Rev. 4 codes.

A field is found by everyday words: of its name, of what else people call it, and of the work done
there. Names stand as inside a sentence ("payments"); where one begins a line, say it with a capital.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.fold import fold, search_words, tokens

MOST_FOUND = 8
SHORTEST_PLURAL = 4
LITTLE = _(
    "a an and at by for from in into of on or the to who with people person work working works something "
    "someone small own my field make makes making do does doing business industry"
)
"""Words that say nothing about a field, in whatever sentence they stand."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its stable key, its name, the key of the field above, codes, and everyday words."""

    key: str
    name: str | Promise
    above: str | None
    isic: tuple[str, ...]
    synonyms: str | Promise
    """Separated by commas, so that a translator writes those of their own language."""


def _read() -> dict[str, Field]:
    with (Path(__file__).parent / "data" / "fields.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["key"]: Field(
                row["key"],
                _(row["name"]),
                row["above"] or None,
                tuple(row["isic"].split(",")),
                _(row["words"]),
            )
            for row in rows
        }


ALL: Mapping[str, Field] = _read()


def path(key: str) -> list[Field]:
    """The field with all above it, the widest first; nothing for a key that is not in the tree."""
    found: list[Field] = []
    field = ALL.get(key)
    while field:
        found.insert(0, field)
        field = ALL.get(field.above or "")
    return found


def roots() -> list[Field]:
    """The widest fields, in the order of the file."""
    return [field for field in ALL.values() if field.above is None]


def branches(above: str | None = None) -> Iterator[Field]:
    """Every field below that one, or of the whole tree: each followed by what stands below it."""
    for field in ALL.values():
        if field.above == above:
            yield field
            yield from branches(field.key)


def related(a: str, b: str) -> bool:
    """Whether two keys name the same field, or one that stands above or below the other."""
    above_a, above_b = ({field.key for field in path(key)} for key in (a, b))
    return a in above_b or b in above_a


def find(words: str) -> list[Field]:
    """Fields in which every one of these words begins a word of theirs, the likeliest first."""
    asked = search_words(words)
    if not asked:
        return []
    ranked = [(_rank(asked, entry), entry.field) for entry in _index(get_language() or "")]
    found = sorted((rank, number) for number, (rank, _field) in enumerate(ranked) if rank)
    return [ranked[number][1] for _rank_of_it, number in found][:MOST_FOUND]


def near(words: str) -> list[Field]:
    """Fields of which at least one word is among these, those of most words first; for what `find` misses."""
    little = str(LITTLE).split()
    asked = [word for word in search_words(words) if len(word) >= SHORTEST_PLURAL and word not in little]
    counted = [
        (sum(_begins(word, entry.every) for word in asked), number, entry.field)
        for number, entry in enumerate(_index(get_language() or ""))
    ]
    hits = sorted((-count, number) for number, (count, _number, _field) in enumerate(counted) if count)
    return [counted[number][2] for _count, number in hits][:MOST_FOUND]


def called(words: str) -> Field | None:
    """The field of exactly this name or everyday word; None where there is none, or more than one."""
    asked, entries = fold(words), _index(get_language() or "")
    for typed in dict.fromkeys((asked, _single(asked))):
        by_name = [entry.field for entry in entries if entry.name == typed]
        found = by_name or [entry.field for entry in entries if typed in entry.words]
        if typed and found:
            return found[0] if len(found) == 1 else None
    return None


@dataclass(frozen=True, slots=True)
class _Entry:
    field: Field
    name: str
    words: frozenset[str]
    of_name: tuple[str, ...]
    every: tuple[str, ...]


@lru_cache(maxsize=32)
def _index(language: str) -> tuple[_Entry, ...]:
    """What each field is found by in one language."""
    entries = []
    for field in ALL.values():
        name, said = str(field.name), str(field.synonyms)
        of_name = tokens(name)
        words = frozenset(fold(word) for word in said.split(","))
        entries.append(_Entry(field, fold(name), words, tuple(of_name), tuple(of_name + tokens(said))))
    return tuple(entries)


def _rank(asked: list[str], entry: _Entry) -> tuple[int, ...] | None:
    """Lower is likelier: the very name, the very word, words of the name, whole words, beginnings."""
    if not all(_begins(word, entry.every) for word in asked):
        return None
    typed = " ".join(asked)
    says = {typed, _single(typed)}
    whole = sum(not {word, _single(word)} & {*entry.every} for word in asked)
    in_name = sum(not _begins(word, entry.of_name) for word in asked)
    return (entry.name not in says, not says & entry.words, whole, in_name, len(entry.of_name))


def _begins(word: str, known: tuple[str, ...]) -> bool:
    """Whether a known word begins with this one; an English plural finds the singular too."""
    return any(each.startswith((word, _single(word))) for each in known)


def _single(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) >= SHORTEST_PLURAL else word
