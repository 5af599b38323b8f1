"""The list of commitments, and one of them with everything in it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.commitments.models import Commitment
from apps.commitments.overview import overview
from apps.commitments.portrait import Portrait
from apps.commitments.sections import gatherings, gave, people, promises, standing
from apps.contacts.views.deed import page

SECTIONS: tuple[tuple[str, ModuleType], ...] = (
    ("commitments/_standing.html", standing),
    ("commitments/_gatherings.html", gatherings),
    ("commitments/_promises.html", promises),
    ("commitments/_people.html", people),
    ("commitments/_gave.html", gave),
)
"""The fragments of a commitment's page and what feeds each; a fragment reads `section` and `portrait`."""


@require_GET
def commitments(request: MemberRequest) -> HttpResponse:
    """All commitments of the member's, by kind, with what is next."""
    now = timezone.now()
    today = request.user.day(now)
    facts = {"overview": overview(request.user, today, now), "today": today}
    return page(request, "commitments/list.html", facts)


@require_GET
def commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """One commitment with everything in it."""
    now = timezone.now()
    own = own_commitment(request, pk)
    portrait = Portrait(request.user, own, request.user.day(now), now)
    drawn = [(template, section.facts(portrait)) for template, section in SECTIONS]
    facts: dict[str, Any] = {
        "commitment": own,
        "portrait": portrait,
        "today": portrait.today,
        "sections": [(template, section) for template, section in drawn if section is not None],
    }
    return page(request, "commitments/commitment.html", facts)


def own_commitment(request: MemberRequest, pk: int) -> Commitment:
    """The member's commitment with its organisation and coordinator; one query, or a 404."""
    mine = Commitment.objects.of(request.user).select_related("organisation", "coordinator")
    own: Commitment = get_object_or_404(mine, pk=pk)
    return own


def page_of_commitment(own: Commitment) -> str:
    """The address of a commitment's page."""
    return reverse("commitments:commitment", args=[own.pk])
