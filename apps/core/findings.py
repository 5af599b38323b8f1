"""What apps contribute to the palette and the search page, handed over once from `config/wiring.py`.

A finder answers for one kind of row, an errand is something to do or to open, and an errand with somebody
is offered beside whoever was found. The palette itself (`dashboard/palette.py`) knows no app. What all
finders ask of the database goes there as one statement: another app costs no further round trip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.utils.functional import Promise

from apps.core.fold import prefix_bounds, search_words, sort_key

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
    is_let_be: bool = False
    """Somebody who is not to be suggested for anything."""


class Row(NamedTuple):
    """One row of a finder's statement: its key, its name, and what else it is told by."""

    pk: int
    name: str
    beside: list[str]


@dataclass(frozen=True, slots=True)
class Finder:
    """Rows of one kind.

    `rows` is a statement that yields key, name and a text[], best first, of the `owner`'s own; it may use
    `words` (each with a space before it: see HAS_WORDS), `low` and `below` (between which lie sort keys that
    begin with the whole query) and `most`. `made(member, query, rows)` are up to MOST lines of them.
    `lately` is such a statement without words, of what was last at hand, `more(query)` the page of all that
    are found, `instead(query)` what to do where nothing is.
    """

    kind: str
    name: Words
    rows: str
    made: Callable[[Member, str, list[Row]], Sequence[Finding]]
    more: Callable[[str], Finding] | None = None
    lately_name: Words = ""
    lately: str = ""
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

    `words` are typed before the name: "log ana", "write to ana". `suggests`: not with who is let be.
    """

    kind: str
    name: Words
    url: Callable[[int], str]
    words: Words
    suggests: bool = False


finders: list[Finder] = []
errands: list[Errand] = []
errands_with: list[ErrandWith] = []


HAS_WORDS = "not exists (select from unnest(%(words)s::text[]) word where strpos(' ' || folded, word) = 0)"
"""For the few rows that a member has of a kind: the index leads to the owner's, their `folded` is read."""


def ask(member: Member, query: str, asked: Sequence[Finder]) -> dict[str, Sequence[Finding]]:
    """Kind → what these find; one query, and what a finder asks beyond it."""
    lowest, below = prefix_bounds(sort_key(query))
    values = {"words": [f" {word}" for word in search_words(query)], "low": lowest, "below": below}
    rows = _rows(member, [finder.rows for finder in asked], values)
    return {finder.kind: finder.made(member, query, rows[part]) for part, finder in enumerate(asked)}


def lately(member: Member, asked: Sequence[Finder]) -> dict[str, Sequence[Finding]]:
    """Kind → what was last at hand; one query."""
    rows = _rows(member, [finder.lately for finder in asked], {})
    return {finder.kind: finder.made(member, "", rows[part]) for part, finder in enumerate(asked)}


def _rows(member: Member, statements: Sequence[str], values: dict[str, Any]) -> list[list[Row]]:
    found: list[list[Row]] = [[] for _ in statements]
    if not statements:
        return found
    parts = (f"select {part} as part, p{part}.* from ({sql}) p{part}" for part, sql in enumerate(statements))
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values | {"owner": member.pk, "most": MOST})
        for part, *row in cursor.fetchall():
            found[part].append(Row(*row))
    return found
