"""The first step of a goal of which neither field nor role is known: whom to ask, where to look."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F

from apps.contacts.models import Contact, Organisation, Origin
from apps.goals.portrait import Portrait

ASKED = 3


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """Three people last in touch, and the organisations most of one's people are at; two queries."""
    goal = portrait.goal
    if goal.is_known or not goal.is_open:
        return None
    mine = Contact.objects.of(portrait.member).filter(let_be_at=None, died_on=None)
    people = mine.exclude(origin=Origin.TO_MEET)
    lately = people.order_by(F("last_touch_on").desc(nulls_last=True), "pk")[:ASKED]
    there = Organisation.objects.of(portrait.member).annotate(
        known=Count("affiliations__contact", distinct=True)
    )
    return {
        "people": list(lately),
        "organisations": list(there.filter(known__gt=0).order_by("-known", "folded")[:ASKED]),
    }
