"""The next few gatherings at a goal's places, and those just past of which nothing has been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from apps.contacts.models import Contact
from apps.goals.likely import likely_at
from apps.goals.meeting import of_nonprofit
from apps.goals.models import Gathering
from apps.goals.portrait import Portrait
from apps.goals.week import hours_of, own_hours, place_of

AHEAD = 5
PAST = 3
DAYS_TO_TELL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Coming:
    """A gathering ahead, its hours, and who is likely there."""

    gathering: Gathering
    hours: str
    place: str
    elsewhere: str
    likely: list[Contact]


@dataclass(frozen=True, slots=True)
class Past:
    """A gathering to be told of; whether one stood beside people there."""

    gathering: Gathering
    stood_beside: bool


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What is ahead and what is still to be told; two queries at any size, one where nothing is ahead.

    Of a goal that has ended nothing is asked: None where nothing is there.
    """
    found = _found(portrait)
    if not found and not portrait.goal.is_open:
        return None
    ahead = [each for each in found if each.ends_at > portrait.now]
    likely = likely_at(portrait.member, ahead, portrait.today)
    coming = [_coming(portrait, each, likely[each.pk]) for each in ahead]
    past = [Past(each, of_nonprofit(each)) for each in found if each.ends_at <= portrait.now]
    return {"coming": coming, "past": past}


def _coming(portrait: Portrait, gathering: Gathering, likely: list[Contact]) -> Coming:
    elsewhere = own_hours(gathering, portrait.member)
    return Coming(gathering, hours_of(gathering), place_of(gathering), elsewhere, likely)


def _found(portrait: Portrait) -> list[Gathering]:
    """The nearest on either side of now, in the order of time; one query."""
    mine, now = Gathering.objects.of(portrait.member), portrait.now
    there = mine.at_places_of(portrait.goal.pk).taking_place()
    ahead = there.filter(ends_at__gt=now).order_by("starts_at", "pk")
    to_tell = there.to_be_told(now, now - DAYS_TO_TELL).order_by("-starts_at", "-pk")
    near = Q(pk__in=ahead.values("pk")[:AHEAD]) | Q(pk__in=to_tell.values("pk")[:PAST])
    return list(mine.filter(near).with_rooms().order_by("starts_at", "pk"))
