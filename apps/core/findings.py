"""What apps contribute to the palette and the search page, handed over once from `config/wiring.py`.

A finder answers for one kind of row, an errand is something to do or to open, and an errand with somebody
is offered beside whoever was found. The palette itself (`dashboard/palette.py`) knows no app.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, StrIndex
from django.utils.functional import Promise

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 5
"""Lines of one kind: who is not among them is found by one more letter."""
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: where it leads, what stands beside its name; `pk` where a monogram stands before it."""

    name: Words
    url: str
    line: Words = ""
    pk: int | None = None
    is_ours: bool = False
    """Kith's own words, not the member's."""
    is_aside: bool = False
    """Found by what stands about it, not by its name: nothing to do with it is offered."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Rows of one kind. `find(member, query)` gives up to MOST of them, best first, in one query.

    `lately(member)` gives those of the last days before anything is typed; `more(query)` the page of all
    that are found; `instead(query)` what to do where nothing is.
    """

    kind: str
    name: Words
    find: Callable[[Member, str], Sequence[Finding]]
    more: Callable[[str], Finding] | None = None
    lately_name: Words = ""
    lately: Callable[[Member], Sequence[Finding]] | None = None
    instead: Callable[[str], Finding] | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do or to open: its page, everyday words it is found by besides its name.

    `at`: beginnings of the paths where it is offered before anything is typed; "/" is Today alone.
    """

    name: Words
    url_name: str
    words: Words = ""
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrandWith:
    """Something to do with a row that was found: `name` has a {name} in it, `url(pk)` is where.

    `words` are typed before the name: "log ana", "write to ana".
    """

    kind: str
    name: Words
    url: Callable[[int], str]
    words: Words


finders: list[Finder] = []
errands: list[Errand] = []
errands_with: list[ErrandWith] = []


def by_words(rows: Any, column: str, words: Sequence[str]) -> Any:
    """Rows whose folded `column` has, for each word, a word that begins so; the earliest in it first.

    For the few rows that one member has of a kind: the index leads to the owner's, and these are read.
    """
    spaced = Concat(Value(" "), F(column))
    found = Q()
    for number, word in enumerate(words):
        rows = rows.alias(**{f"at_{number}": StrIndex(spaced, Value(f" {word}"))})
        found &= Q(**{f"at_{number}__gt": 0})
    return rows.filter(found).order_by("at_0", column)
