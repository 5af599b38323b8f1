"""All goals of a member on one page, each of those under way with one line of what is next.

The same number of queries for three goals as for thirty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef

from apps.contacts.models import Interaction
from apps.goals.finding import way_down
from apps.goals.models import Gathering, Goal, GoalPlace, Target

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Row:
    """One goal, its fields from the widest down, and what is next: a gathering, somebody, or a question."""

    goal: Goal
    way_down: list[str]
    has_people: bool
    has_places: bool
    gathering: Gathering | None = None
    gathering_on: date | None = None
    person: Target | None = None

    @property
    def asks(self) -> str:
        """What to say where nothing has a day: "field", "people", "person", "places", or "" for nothing."""
        if not self.goal.is_known:
            return "field"
        if not self.has_people:
            return "people"
        if self.person is not None:
            return "person"
        return "" if self.has_places else "places"


@dataclass(slots=True)
class Overview:
    """Goals by how they stand; those under way and those that ended, newest first."""

    pursued: list[Row] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    paused: list[Row] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Whether no goal was ever said."""
        return not (self.pursued or self.held or self.paused or self.ended)


def overview(member: Member, today: date, now: datetime) -> Overview:
    """Every goal of the member's; three queries, one where none is under way."""
    mine = Goal.objects.of(member).select_related("speciality")
    people, places = (model.objects.filter(goal=OuterRef("pk")) for model in (Target, GoalPlace))
    goals: list[Any] = list(
        mine.annotate(has_people=Exists(people), has_places=Exists(places)).order_by("-created_at", "-pk")
    )
    pursued = [goal.pk for goal in goals if goal.is_pursued]
    gatherings = _next_gatherings(member, pursued, now) if pursued else {}
    targets = _not_met(member, pursued) if pursued else {}
    shown = Overview()
    for goal in goals:
        gathering = gatherings.get(goal.pk)
        on = gathering.starts_at.astimezone(gathering.zone).date() if gathering else None
        person = targets.get(goal.pk)
        row = Row(goal, way_down(goal), goal.has_people, goal.has_places, gathering, on, person)
        _group(shown, goal).append(row)
    shown.ended.sort(key=lambda row: row.goal.reached_at or row.goal.let_go_at or now, reverse=True)
    return shown


def _group(shown: Overview, goal: Goal) -> list[Row]:
    if not goal.is_open:
        return shown.ended
    if goal.held_at is not None:
        return shown.held
    return shown.paused if goal.paused_at is not None else shown.pursued


def _next_gatherings(member: Member, goals: list[int], now: datetime) -> dict[int, Gathering]:
    """By goal, the next gathering at one of its places that is not over; one query."""
    coming: Any = Gathering.objects.of(member).filter(
        place__goal_places__goal__in=goals, ends_at__gt=now, cancelled_at=None, staying_away_at=None
    )
    named = coming.annotate(goal=F("place__goal_places__goal")).select_related("place")
    return {each.goal: each for each in named.order_by("goal", "starts_at", "pk").distinct("goal")}


def _not_met(member: Member, goals: list[int]) -> dict[int, Target]:
    """By goal, whoever was put down first of those not met yet; one query."""
    met = Interaction.objects.filter(
        kind=Interaction.Kind.MET, owner=OuterRef("owner"), participations__contact=OuterRef("contact")
    )
    mine: Any = Target.objects.of(member).filter(~Exists(met), goal__in=goals, contact__let_be_at=None)
    alive = mine.filter(contact__died_on=None).select_related("contact")
    return {each.goal_id: each for each in alive.order_by("goal", "added_at", "pk").distinct("goal")}
