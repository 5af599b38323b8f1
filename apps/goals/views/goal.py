"""The list of goals, and a goal's page."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import page
from apps.core.panels import panels_of
from apps.core.scope import get_own
from apps.goals.models import Goal
from apps.goals.portrait import Portrait
from apps.goals.sections import calling, causes, gatherings, outcomes, people, places, ways, ways_in

SECTIONS: tuple[tuple[str, ModuleType], ...] = (
    ("goals/_calling.html", calling),
    ("goals/_people.html", people),
    ("goals/_ways.html", ways),
    ("goals/_places.html", places),
    ("goals/_gatherings.html", gatherings),
    ("goals/_causes.html", causes),
    ("goals/_ways_in.html", ways_in),
    ("goals/_outcomes.html", outcomes),
)
"""The fragments of a goal's page and what feeds each; a fragment reads `section` and `portrait`."""


@require_GET
def goals(request: MemberRequest) -> HttpResponse:
    """All goals of the member's, newest first."""
    return page(request, "goals/list.html", {"goals": Goal.objects.of(request.user).order_by("-created_at")})


@require_GET
def goal(request: MemberRequest, pk: int) -> HttpResponse:
    """One goal with everything that serves it."""
    now = timezone.now()
    own = get_own(request, Goal, pk)
    portrait = Portrait(request.user, own, request.user.day(now), now)
    drawn = [(template, section.facts(portrait)) for template, section in SECTIONS]
    facts: dict[str, Any] = {
        "goal": own,
        "portrait": portrait,
        "today": portrait.today,
        "sections": [(template, section) for template, section in drawn if section is not None],
        "panels": [
            (panel.template, more)
            for panel in panels_of("goal")
            if (more := panel.facts(request, own)) is not None
        ],
    }
    return page(request, "goals/goal.html", facts)
