"""Where a person belongs to a goal: on the person's page, and among people as *to meet*."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
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


def belongs(request: HttpRequest, person: Contact) -> dict[str, Any] | None:
    """For which goals somebody is to be met, and what is public of them; two queries at most."""
    member: Any = request.user
    targets = targets_of(member, person)
    if not targets and not has_open_goal(member):
        return None
    return {
        "targets": targets,
        "facts": list(facts_of(member, person)[:MOST_FACTS]) if targets else [],
        "friend_on": friend_on(targets),
    }


def targets_of(member: Member, person: Contact) -> list[Target]:
    """What this person is to the member's goals, with the goal; unfinished ones first."""
    mine = Target.objects.of(member).filter(contact=person).select_related("goal").order_by("added_at", "pk")
    return sorted(mine, key=lambda target: not target.goal.is_open)


def has_open_goal(member: Member) -> bool:
    """Whether there is a goal somebody could be added to."""
    return Goal.objects.of(member).unfinished().exists()


def facts_of(member: Member, person: Contact) -> Any:
    """What is public of this person, the freshest first."""
    return PublicFact.objects.of(member).filter(contact=person).order_by("-seen_on", "-pk")


def friend_on(targets: list[Target]) -> date | None:
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
