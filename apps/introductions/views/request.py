"""The list of requests, and one of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import page
from apps.introductions.models import IntroductionRequest


@require_GET
def introductions(request: MemberRequest) -> HttpResponse:
    """Requests the member made, by what they wait for."""
    shown = IntroductionRequest.objects.of(request.user).order_by("-created_at", "pk")
    return page(request, "introductions/list.html", {"requests": shown})
