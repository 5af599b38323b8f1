"""Where a person belongs to a goal: on the person's page, and among people as *to meet*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.core.panels import Panel
from apps.core.showing import Showing
from apps.goals.models import Goal, PublicFact, Target

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_FACTS = 20


@dataclass(frozen=True, slots=True)
class Belongs:
    """For which goal somebody is to be met, and as what; light."""

    pk: int
    goal: Goal
    what: str
    called_friend_on: date | None


@dataclass(frozen=True, slots=True)
class Public:
    """One public fact of somebody; light."""

    pk: int
    text: str
    source: str
    seen_on: date


def belongs(request: HttpRequest, person: Contact) -> dict[str, Any] | None:
    """For which goals somebody is to be met, and what is public of them; one query.

    None where they belong to no goal and none stands open to which they could be added.
    """
    member: Any = request.user
    goals = list(_goals_with(member, person))
    if not goals:
        return None
    targets = [
        Belongs(goal.target_pk, goal, goal.as_what, goal.friend_on) for goal in goals if goal.target_pk
    ]
    targets.sort(key=lambda target: not target.goal.is_open)
    return {
        "targets": targets,
        "facts": [_public(fact) for fact in goals[0].facts] if targets else [],
        "friend_on": friend_on(targets),
    }


def _goals_with(member: Member, person: Contact) -> Any:
    """Goals this person belongs to and open ones, each with the row that says so and what is public."""
    facts = facts_of(member, person).values(
        said=JSONObject(pk="pk", text="text", source="source", seen_on="seen_on")
    )
    own = FilteredRelation("targets", condition=Q(targets__contact=person))
    mine: Any = Goal.objects.of(member).annotate(own=own)
    return (
        mine.filter(Q(own__isnull=False) | Q(reached_at=None, let_go_at=None))
        .annotate(target_pk=F("own__pk"), as_what=F("own__what"), friend_on=F("own__called_friend_on"))
        .annotate(facts=ArraySubquery(facts[:MOST_FACTS]))
        .order_by("own__added_at", "own__pk")
    )


def _public(said: dict[str, Any]) -> Public:
    return Public(said["pk"], said["text"], said["source"], date.fromisoformat(said["seen_on"]))


def targets_of(member: Member, person: Contact) -> list[Target]:
    """What this person is to the member's goals, with the goal; unfinished ones first."""
    mine = Target.objects.of(member).filter(contact=person).select_related("goal").order_by("added_at", "pk")
    return sorted(mine, key=lambda target: not target.goal.is_open)


def facts_of(member: Member, person: Contact) -> Any:
    """What is public of this person, the freshest first."""
    return PublicFact.objects.of(member).filter(contact=person).order_by("-seen_on", "-pk")


def friend_on(targets: Sequence[Target | Belongs]) -> date | None:
    """Since when the member would call them a friend, by any of their goals."""
    return next((target.called_friend_on for target in targets if target.called_friend_on), None)


def to_meet(people: ContactQuerySet, _today: date) -> ContactQuerySet:
    """Whom a goal that is neither reached nor let go names among its people to meet."""
    goal = {"goal__reached_at": None, "goal__let_go_at": None}
    return people.filter(
        Exists(Target.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk"), **goal))
    )


PERSON = Panel("person", "goals/_belonging.html", belongs)
TO_MEET = Showing("to_meet", _("To meet"), to_meet)
