"""A goal with one row of everything that belongs to it, for looking at its pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.models import Member
from apps.contacts.models import Contact, Interaction
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

LONG_PLACE = "Guild of the makers of outdoor gear between the Willamette and the sea"


def a_goal(member: Member, contact: Contact, now: datetime) -> dict[str, int]:
    """Keys by noun; runs in the member's scope and within an act."""
    owned, today = {"owner": member}, member.day(now)
    own_field = Speciality.objects.create(**owned, field="retail", name="Tents", folded="tents")
    goal = Goal.objects.create(
        **owned, sentence="To be at home among people who sew tents and sails", why="They *make* what lasts.",
        purpose="belonging", field="retail", speciality=own_field, by_on=today + timedelta(days=400),
        began_on=today - timedelta(days=120), created_at=now,
    )  # fmt: skip
    EmployerProfile.rewrite(member, name="Harbour Ledger", domain="", fields=["payments"], now=now)
    target = Target.objects.create(**owned, goal=goal, contact=contact, what="buys for shops", added_at=now)
    seen = {**owned, "contact": contact, "seen_on": today - timedelta(days=9), "source": "their own page"}
    fact = PublicFact.objects.create(**seen, text="speaks at the autumn fair")
    place = Place.objects.create(**owned, name=LONG_PLACE, folded=LONG_PLACE.lower(), kind="association")
    GoalPlace.objects.create(**owned, goal=goal, place=place, why="they meet there", added_at=now)
    evidence = Evidence.objects.create(**seen, place=place, what="sat on the panel")
    begin = now - timedelta(days=1)
    gathering = Gathering.objects.create(
        **owned, title="Evening of the guild", starts_at=begin, ends_at=begin + timedelta(hours=2),
        time_zone=member.time_zone, place=place, created_at=now,
    )  # fmt: skip
    touch = Interaction.log(member, [contact], kind="met", on=member.day(begin), now=now)
    MetAt.objects.create(**owned, interaction=touch, gathering=gathering)
    opportunity = Opportunity.objects.create(
        **owned, goal=goal, kind="advice", what="where to have canvas dyed", happened_on=today,
        contact=contact, gathering=gathering,
    )  # fmt: skip
    rows = {
        "goal": goal, "speciality": own_field, "target": target, "fact": fact, "place": place,
        "evidence": evidence, "gathering": gathering, "opportunity": opportunity,
    }  # fmt: skip
    return {noun: row.pk for noun, row in rows.items()}
