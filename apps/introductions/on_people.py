"""Introductions on a person's page: what is asked for them, and asking them or for them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from apps.contacts.models import Contact
from apps.core.panels import Panel
from apps.introductions.models import OPEN, IntroductionRequest
from apps.introductions.pairings import others_of

MOST = 5


def asked_with(request: HttpRequest, person: Contact) -> dict[str, Any] | None:
    """What is under way about this person or through them, and whom they are introduced to; two queries.

    None for somebody who died or is let be, where nothing is under way.
    """
    member: Any = request.user
    about = Q(contact=person) | Q(pk__in=person.doors.filter(ended_at=None).values("request"))
    mine = IntroductionRequest.objects.of(member).filter(about, state__in=OPEN).order_by("-pk")
    under_way = list(mine[:MOST])
    others = others_of(member, person)
    is_reached = not (person.died_on or person.let_be_at)
    if not under_way and not others and not is_reached:
        return None
    is_asked_for = any(each.contact_id == person.pk for each in under_way)
    facts = {"requests": under_way, "is_reached": is_reached, "is_asked_for": is_asked_for}
    return facts | {"others": others}


PERSON = Panel("person", "introductions/_on_person.html", asked_with)
