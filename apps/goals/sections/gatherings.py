"""The next few gatherings at a goal's places, and those just past of which nothing has been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apps.goals.likely import Guest, likely_at
from apps.goals.nearby import Nearby, nearby
from apps.goals.portrait import Portrait
from apps.goals.week import hours_of, own_hours

AHEAD = 5
PAST = 3
DAYS_TO_TELL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Coming:
    """A gathering ahead, its hours, and who is likely there."""

    gathering: Nearby
    hours: str
    place: str
    elsewhere: str
    likely: list[Guest]


@dataclass(frozen=True, slots=True)
class Past:
    """A gathering to be told of; whether one stood beside people there."""

    gathering: Nearby
    stood_beside: bool


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What is ahead and what is still to be told; two queries at any size, one where nothing is ahead.

    Of a goal that has ended nothing is asked: None where nothing is there.
    """
    found = nearby(portrait.goal, portrait.now, ahead=AHEAD, past=PAST, told_within=DAYS_TO_TELL)
    if not found and not portrait.goal.is_open:
        return None
    ahead = [each for each in found if each.ends_at > portrait.now]
    likely = likely_at(portrait.member, ahead, portrait.today)
    coming = [_coming(portrait, each, likely[each.pk]) for each in ahead]
    past = [Past(each, each.is_nonprofits) for each in found if each.ends_at <= portrait.now]
    return {"coming": coming, "past": past}


def _coming(portrait: Portrait, gathering: Nearby, likely: list[Guest]) -> Coming:
    place = gathering.place_name if gathering.place_name != gathering.title else ""
    return Coming(gathering, hours_of(gathering), place, own_hours(gathering, portrait.member), likely)
