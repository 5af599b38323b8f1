"""Where people of a goal gather: the first eight places, each with why it stands where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.goals.forms.place import AddPlacesForm
from apps.goals.glimpses import Glimpse, newest
from apps.goals.portrait import Portrait
from apps.goals.ranking import Ranked, Seen, in_words, ranked

SHOWN = 8
EVIDENCE_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A ranked place, its rank in words, its newest evidence, and who was only met at gatherings there."""

    place: Ranked
    words: str
    evidence: list[Glimpse]
    met: list[Seen]


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The first eight and whether there are more; two queries at any size."""
    found = ranked(portrait.goal, portrait.today, most=SHOWN + 1)
    return _facts(portrait, found[:SHOWN]) | {"is_cut": len(found) > SHOWN}


def all_of(portrait: Portrait) -> dict[str, Any]:
    """Every place of the goal, for a page of its own."""
    return _facts(portrait, ranked(portrait.goal, portrait.today)) | {"is_cut": False}


def _facts(portrait: Portrait, places: Sequence[Ranked]) -> dict[str, Any]:
    evidence = newest(portrait.member, [place.pk for place in places], EVIDENCE_SHOWN)
    total = sum(target.contact.died_on is None for target in portrait.targets)
    rows = [
        Row(
            place, in_words(place, total, portrait.today), evidence[place.pk], _met(place, evidence[place.pk])
        )
        for place in places
    ]
    return {"rows": rows, "form": AddPlacesForm(auto_id="places-%s")}


def _met(place: Ranked, evidence: Sequence[Glimpse]) -> list[Seen]:
    """The freshest of whom nothing is written among that evidence: a gathering brought them together."""
    told = {(row.contact_id, row.seen_on) for row in evidence}
    return [seen for seen in place.people if (seen.pk, seen.on) not in told][:EVIDENCE_SHOWN]
