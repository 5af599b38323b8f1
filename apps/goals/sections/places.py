"""Where people of a goal gather: the first eight places, each with why it stands where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.goals.forms.place import AddPlacesForm
from apps.goals.portrait import Portrait
from apps.goals.ranking import GLIMPSES, Glimpse, Ranked, Seen, in_words, ranked

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A ranked place, its rank in words, its newest evidence, and who was only met at gatherings there."""

    place: Ranked
    words: str
    evidence: Sequence[Glimpse]
    met: list[Seen]


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The first eight and whether there are more; one query at any size."""
    found = ranked(portrait.goal, portrait.today, most=SHOWN + 1)
    return _facts(portrait, found[:SHOWN]) | {"is_cut": len(found) > SHOWN}


def all_of(portrait: Portrait) -> dict[str, Any]:
    """Every place of the goal, for a page of its own."""
    return _facts(portrait, ranked(portrait.goal, portrait.today)) | {"is_cut": False}


def _facts(portrait: Portrait, places: Sequence[Ranked]) -> dict[str, Any]:
    total = sum(target.contact.died_on is None for target in portrait.targets)
    rows = [Row(place, in_words(place, total, portrait.today), place.newest, _met(place)) for place in places]
    return {"rows": rows, "form": AddPlacesForm(auto_id="places-%s")}


def _met(place: Ranked) -> list[Seen]:
    """The freshest of whom nothing is written among that evidence: a gathering brought them together."""
    told = {(row.contact_id, row.seen_on) for row in place.newest}
    return [seen for seen in place.people if (seen.pk, seen.on) not in told][:GLIMPSES]
