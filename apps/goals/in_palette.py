"""Goals and places in the palette, and what to do about them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.addresses import address
from apps.core.findings import HAS_WORDS, MOST, Errand, Finder, Finding, Row
from apps.core.fold import search_words, tokens
from apps.goals.models import Place

if TYPE_CHECKING:
    from apps.accounts.models import Member

NEWEST = """
select id, sentence, array[role,
    case when reached_at is not null then 'reached' when let_go_at is not null then 'let go'
         when paused_at is not null then 'paused' when held_at is not null then 'held' else '' end]
from goals_goal where owner_id = %(owner)s order by created_at desc limit 200
"""
"""Of these the words are found here: a goal is a matter of years, and no table holds its sentence folded."""
NAMED_SO = f"""
select id, name, array[kind, city] from goals_place where owner_id = %(owner)s and {HAS_WORDS}
order by strpos(' ' || folded, (%(words)s::text[])[1]), folded limit %(most)s
"""
STANDING = {"reached": _("reached"), "let go": _("let go"), "paused": _("paused"), "held": _("waits")}


def goals(_member: Member, query: str, rows: list[Row]) -> list[Finding]:
    """Those whose sentence or role has words that begin so; what is open before what has ended."""
    words = search_words(query)
    found = [row for row in rows if _has(f"{row.name} {row.beside[0]}", words)]
    found.sort(key=lambda row: row.beside[1] in ("reached", "let go"))
    return [
        Finding(row.name, address("goals:goal", row.pk), STANDING.get(row.beside[1], ""))
        for row in found[:MOST]
    ]


def _has(said: str, words: list[str]) -> bool:
    own = _words_of(said)
    return all(f" {word}" in own for word in words)


@lru_cache(maxsize=4096)
def _words_of(said: str) -> str:
    return "".join(f" {word}" for word in tokens(said))


def places(_member: Member, _query: str, rows: list[Row]) -> Sequence[Finding]:
    """Those whose name has words that begin so."""
    kinds = dict(Place.Kind.choices)
    return [
        Finding(
            row.name,
            address("goals:place", row.pk),
            " · ".join(filter(None, (str(kinds.get(row.beside[0], "")), row.beside[1]))),
        )
        for row in rows
    ]


GOALS = Finder("goal", _("Goals"), NEWEST, goals)
PLACES = Finder("place", _("Places"), NAMED_SO, places)
ERRANDS = (
    Errand(
        _("Write down a gathering"),
        "goals:plan",
        _("new plan event evening meeting party conference"),
        ("/", "/goals/", "/commitments/"),
    ),
    Errand(
        _("Say a new goal"),
        "goals:new",
        _("field begin add wish"),
        ("/goals/",),
    ),
    Errand(
        _("Gatherings of the week"),
        "goals:gatherings",
        _("events evenings calendar week"),
        ("/goals/", "/commitments/"),
    ),
    Errand(
        _("Your employer"),
        "goals:employer",
        _("settings company work compete serves"),
        ("/goals/",),
    ),
)
