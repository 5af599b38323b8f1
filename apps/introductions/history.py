"""What has happened to a request so far, by day; what nobody may know leaves no step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from apps.introductions.answers import heard
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Door, State
from apps.introductions.standing import Standing, called


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened on a day, in words."""

    on: date
    words: str


def steps_of(row: Standing) -> list[Step]:
    """Everything so far, the last first; made of the rows the page has read already."""
    request = row.request
    day = request.owner.day
    steps = [Step(day(request.created_at), _("You wrote it down."))]
    for door in row.doors:
        steps += _of_door(door, row)
    for on, words in (
        (request.introduced_on, _("You and %(name)s were introduced.")),
        (request.thanked_on, _("You thanked your friend.")),
        (request.met_on, _("You met %(name)s.")),
        (request.told_on, _("You told your friend how it went.")),
    ):
        if on:
            steps.append(Step(on, words % {"name": row.whom}))
    if request.closed_on:
        steps.append(Step(request.closed_on, row.sentence))
    return sorted(steps, key=lambda step: step.on)[::-1]


def _of_door(door: Door, row: Standing) -> list[Step]:
    day, friend = row.request.owner.day, {"friend": called(door)}
    found = []
    if door.opened_at:
        asked = _("Kith asked %(friend)s for you.") if door.by_mail else _("You asked %(friend)s.")
        found.append(Step(day(door.opened_at), asked % friend))
    if door.answer and door.answered_at:
        said = heard(door.answer, called(door), row.name, clean_name(door.named))
        found.append(Step(day(door.answered_at), said))
    if door.end == Door.End.TAKEN_BACK and door.ended_at:
        found.append(Step(day(door.ended_at), _("%(friend)s took it back.") % friend))
    if door.end == Door.End.EXPIRED and door.closes_on and row.request.state != State.EXPIRED:
        found.append(Step(door.closes_on, _("%(friend)s did not answer.") % friend))
    return found
