"""Small `make_…` functions for goals and their rooms: places, evidence, gatherings; in the member's scope."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from apps.accounts.models import Member
from apps.contacts.models import Contact, Interaction
from apps.core.fold import fold
from apps.core.scope import acting_as
from apps.goals.models import Evidence, Gathering, Goal, GoalPlace, MetAt, Place, Target
from tests.conftest import NOW
from tests.making import make_contact


def make_goal(member: Member, sentence: str = "To be at home among makers", **more: Any) -> Goal:
    """A goal begun today."""
    more.setdefault("began_on", NOW.date())
    with acting_as(member):
        return Goal.objects.create(owner=member, sentence=sentence, created_at=NOW, **more)


def make_target(goal: Goal, name: str, **more: Any) -> Contact:
    """Somebody new to meet for this goal."""
    person = make_contact(goal.owner, name, **more)
    with acting_as(goal.owner):
        Target.objects.create(owner=goal.owner, goal=goal, contact=person, added_at=NOW)
    return person


def make_place(member: Member, name: str = "The guild", *goals: Goal, why: str = "", **more: Any) -> Place:
    """A place, one of these goals'."""
    with acting_as(member):
        place = Place.objects.create(owner=member, name=name, folded=fold(name), **more)
        for goal in goals:
            GoalPlace.objects.create(owner=member, goal=goal, place=place, why=why, added_at=NOW)
    return place


def make_evidence(place: Place, person: Contact | None, on: date, **more: Any) -> Evidence:
    """That person, or nobody in particular, seen there that day."""
    with acting_as(place.owner):
        return Evidence.objects.create(owner=place.owner, place=place, contact=person, seen_on=on, **more)


def make_gathering(member: Member, title: str = "Food bank", **more: Any) -> Gathering:
    """Two hours, tomorrow at six in UTC unless said otherwise."""
    starts = more.pop("starts_at", datetime(2026, 11, 24, 18, tzinfo=UTC))
    more = {"ends_at": starts + timedelta(hours=2), "time_zone": "UTC", "created_at": NOW} | more
    with acting_as(member):
        return Gathering.objects.create(owner=member, title=title, starts_at=starts, **more)


def make_met(gathering: Gathering, person: Contact, on: date | None = None, kind: str = "met") -> Interaction:
    """The member met that person at that gathering."""
    member = gathering.owner
    with acting_as(member):
        touch = Interaction.log(member, [person], kind=kind, on=on or gathering.starts_at.date(), now=NOW)
        MetAt.objects.create(owner=member, interaction=touch, gathering=gathering)
    return touch
