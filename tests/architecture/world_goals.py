"""One row of each kind that belongs to a goal, for the access walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from apps.accounts.models import Member
from apps.contacts.models import Contact, Interaction, Membership, Organisation
from apps.goals.models import (
    EmployerProfile,
    Evidence,
    Gathering,
    Goal,
    GoalPlace,
    MetAt,
    Opportunity,
    Place,
    PublicFact,
    Speciality,
    Target,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class GoalWorld:
    """One row of each kind that belongs to a goal."""

    goal: Goal
    speciality: Speciality
    target: Target
    fact: PublicFact
    place: Place
    evidence: Evidence
    gathering: Gathering
    opportunity: Opportunity


def make_goal_world(member: Member, word: str, contact: Contact, touch: Interaction) -> GoalWorld:
    """A goal with everything that can belong to one, every text of it `word`; in the member's scope."""
    owned: dict[str, Any] = {"owner": member}
    own_field = Speciality.objects.create(**owned, field="retail", name=word, folded=word)
    circle = Membership.objects.get(contact=contact).circle
    texts = {"sentence": word, "why": word, "role": word, "outcome": word, "approver": word}
    goal = Goal.objects.create(
        **owned, **texts, speciality=own_field, field="retail", circle=circle, began_on=date(2026, 9, 1),
        approval_words=word, approved_on=date(2026, 9, 1), created_at=NOW,
    )  # fmt: skip
    EmployerProfile.objects.create(**owned, name=word, domain=word, fields=["retail"], changed_at=NOW)
    target = Target.objects.create(**owned, goal=goal, contact=contact, what=word, added_at=NOW)
    about = {**owned, "contact": contact, "seen_on": date(2026, 9, 4), "source": word}
    fact = PublicFact.objects.create(**about, text=word)
    place = Place.objects.create(
        **owned, name=word, folded=word, city=word, address=word, site=word, notes=word,
        organisation=Organisation.objects.get(folded=word),
    )  # fmt: skip
    GoalPlace.objects.create(**owned, goal=goal, place=place, why=word, added_at=NOW)
    evidence = Evidence.objects.create(**about, place=place, what=word)
    gathering = Gathering.objects.create(
        **owned, title=word, notes=word, place=place, organisation=place.organisation, time_zone="UTC",
        starts_at=datetime(2026, 11, 24, 18, tzinfo=UTC), ends_at=datetime(2026, 11, 24, 20, tzinfo=UTC),
        created_at=NOW,
    )  # fmt: skip
    MetAt.objects.create(**owned, interaction=touch, gathering=gathering)
    opportunity = Opportunity.objects.create(
        **owned, goal=goal, what=word, happened_on=date(2026, 9, 5), contact=contact, gathering=gathering,
        place=place,
    )  # fmt: skip
    return GoalWorld(goal, own_field, target, fact, place, evidence, gathering, opportunity)
