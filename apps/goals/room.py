"""A place and everything that hangs on it, for its page: each part is one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.contacts.models import Contact, Organisation
from apps.goals.models import Gathering, Goal, GoalPlace, Opportunity, Place

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 50
OFFERED = 300


@dataclass
class Room:
    """One place of a member's at an instant."""

    member: Member
    place: Place
    now: datetime

    @cached_property
    def links(self) -> list[GoalPlace]:
        """Why it is a place of which goals, newest goal first."""
        return list(self.place.goal_places.select_related("goal").order_by("-goal__created_at", "-pk"))

    @cached_property
    def goals(self) -> list[Goal]:
        """The goals it is a place of."""
        return [link.goal for link in self.links]

    @cached_property
    def other_goals(self) -> list[Goal]:
        """Open goals it is not a place of."""
        mine = Goal.objects.of(self.member).filter(reached_at=None, let_go_at=None)
        return list(mine.exclude(goal_places__place=self.place).order_by("-created_at", "-pk")[:MOST])

    @cached_property
    def to_meet(self) -> list[Contact]:
        """People to meet of its goals, by name; of every goal where it has none yet."""
        people = Contact.objects.of(self.member).filter(targets__isnull=False)
        if self.goals:
            people = people.filter(targets__goal__in=[goal.pk for goal in self.goals])
        return list(people.distinct().order_by("sort_key", "pk")[:OFFERED])

    @cached_property
    def _gatherings(self) -> list[Gathering]:
        return list(self.place.gatherings.order_by("-starts_at", "-pk")[:MOST])

    @property
    def ahead(self) -> list[Gathering]:
        """Gatherings there that are not over, the nearest first."""
        return [each for each in reversed(self._gatherings) if each.ends_at > self.now]

    @property
    def past(self) -> list[Gathering]:
        """Gatherings there that are over, the latest first."""
        return [each for each in self._gatherings if each.ends_at <= self.now]

    @cached_property
    def came_of_it(self) -> list[Opportunity]:
        """What began there or at a gathering there, newest first."""
        mine = Opportunity.objects.of(self.member).filter(
            Q(place=self.place) | Q(gathering__place=self.place)
        )
        return list(mine.select_related("contact", "goal").order_by("-happened_on", "-pk")[:MOST])


def organisation_named(member: Member, name: str) -> Organisation | None:
    """The organisation of that name, found or made; none for no name."""
    return Organisation.meant(member, name) if name else None


def place_named(member: Member, name: str) -> Place | None:
    """The place of that name, found or made; none for no name."""
    return Place.meant(member, name) if name else None


def offered(member: Member) -> dict[str, list[str]]:
    """Names for the lists under the fields for a place and an organisation."""
    return {
        "place_names": list(
            Place.objects.of(member).order_by("folded").values_list("name", flat=True)[:OFFERED]
        ),
        "organisation_names": list(
            Organisation.objects.of(member).order_by("folded").values_list("name", flat=True)[:OFFERED]
        ),
    }
