"""Where people of a goal gather: the first eight places, each with why it stands where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.goals.portrait import Portrait
from apps.goals.ranking import GLIMPSES, Glimpse, Ranked, in_words, ranked

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A ranked place, its rank in words, and who was seen there lately."""

    place: Ranked
    words: str
    seen: Sequence[Glimpse]


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The first eight and whether there are more; one query at any size."""
    found = ranked(portrait.goal, portrait.today, most=SHOWN + 1)
    return _facts(portrait, found[:SHOWN]) | {"is_cut": len(found) > SHOWN}


def all_of(portrait: Portrait) -> dict[str, Any]:
    """Every place of the goal, for a page of its own."""
    return _facts(portrait, ranked(portrait.goal, portrait.today)) | {"is_cut": False}


def _facts(portrait: Portrait, places: Sequence[Ranked]) -> dict[str, Any]:
    total = sum(target.contact.died_on is None for target in portrait.targets)
    rows = [Row(place, in_words(place, total, portrait.today), _lately(place)) for place in places]
    return {"rows": rows}


def _lately(place: Ranked) -> Sequence[Glimpse]:
    """The newest few of its evidence and of the meetings at its gatherings, of which nothing is written."""
    told = {(row.contact_id, row.seen_on) for row in place.newest}
    met = [
        Glimpse(seen.pk, seen.name, "", "", seen.on)
        for seen in place.people[:GLIMPSES]
        if (seen.pk, seen.on) not in told
    ]
    return sorted((*place.newest, *met), key=lambda row: row.seen_on, reverse=True)[:GLIMPSES]
