"""The places of a goal: written one a line, found again by their folded name, kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from apps.accounts.turns import in_turn
from apps.contacts.forms.fields import cleaned_line
from apps.core.fold import fold
from apps.goals.models import Goal, GoalPlace, Place

LONGEST_NAME = 200
LONGEST_WHY = 300
MOST_PLACES = 50


class UnfitPlace(ValueError):
    """A line that names no place, or says more than can be kept; `line` says which."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Written:
    """A place as it was written, and why people of the goal gather there."""

    name: str
    why: str = ""

    @property
    def folded(self) -> str:
        """By which it is found again."""
        return fold(self.name)[:LONGEST_NAME]


@dataclass(slots=True)
class Placed:
    """Places that are new to the goal, in the order written; names of those it had, or that came twice."""

    places: list[Place] = field(default_factory=list)
    again: list[str] = field(default_factory=list)


def places_in(typed: str) -> list[Written]:
    """ "Trail makers' guild, meets on second Tuesdays": one a line, why behind the first comma.

    Raises UnfitPlace for a line without a letter or digit before its comma, and for one too long to keep.
    """
    lines = (cleaned_line(line) for line in typed.splitlines())
    return [_written(line) for line in lines if line]


def _written(line: str) -> Written:
    name, _comma, why = (part.strip() for part in line.partition(","))
    if not fold(name) or len(name) > LONGEST_NAME or len(why) > LONGEST_WHY:
        raise UnfitPlace(line)
    return Written(name, why)


def add_places(goal: Goal, typed: str, *, now: datetime) -> Placed:
    """People of this goal gather there. A place the goal has already is kept once, and said.

    Places of the book are found again by folded name. A why that was missing is filled in, one that is
    there stays. Raises UnfitPlace. The same number of statements for one line as for fifty.
    """
    written = places_in(typed)
    in_turn(goal.owner_id)
    there = _found_or_made(goal, written)
    had: dict[int, GoalPlace] = {each.place_id: each for each in goal.goal_places.all()}
    placed, new, filled = Placed(), [], []
    for each in written:
        place = there[each.folded]
        if (link := had.get(place.pk)) is not None:
            placed.again.append(place.name)
            if each.why and not link.why:
                link.why = each.why
                filled += [link] if link.pk else []
            continue
        link = GoalPlace(owner=goal.owner, goal=goal, place=place, why=each.why, added_at=now)
        had[place.pk] = link
        new.append(link)
        placed.places.append(place)
    GoalPlace.objects.bulk_create(new)
    GoalPlace.objects.bulk_update(filled, ["why"])
    placed.again = list(dict.fromkeys(placed.again))
    return placed


def _found_or_made(goal: Goal, written: Sequence[Written]) -> dict[str, Place]:
    """The member's places of these names, by folded name."""
    wanted: dict[str, Written] = {}
    for each in written:
        wanted.setdefault(each.folded, each)
    mine: Any = Place.objects.of(goal.owner_id).filter(folded__in=list(wanted))
    found: dict[str, Place] = {place.folded: place for place in mine}
    made = [
        Place(owner_id=goal.owner_id, name=each.name, folded=folded)
        for folded, each in wanted.items()
        if folded not in found
    ]
    return found | {place.folded: place for place in Place.objects.bulk_create(made)}


def put(place: Place, goal: Goal, why: str, *, now: datetime) -> None:
    """People of this goal gather at this place; a why that is there already stays."""
    link, _made = GoalPlace.objects.get_or_create(
        owner_id=goal.owner_id, goal=goal, place=place, defaults={"added_at": now}
    )
    if why and not link.why:
        link.explain(why)
