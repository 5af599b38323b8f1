"""What others left on the member's card: into the book, joined with somebody who is there, or not kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.views.deed import back, deed, page_of, way_back
from apps.core.scope import get_own
from apps.introductions import visits
from apps.introductions.models import Visit
from apps.introductions.verbs import NotNow
from apps.introductions.views.request import elsewhere


@require_POST
def accept_visit(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody new in the book."""
    own, now = _own(request, pk), timezone.now()
    return _decide(request, "accept_visit", lambda: visits.accept(own, now=now), name=own.name)


@require_POST
def join_visit(request: MemberRequest, pk: int) -> HttpResponse:
    """They are in the book already, as this person."""
    own, now, typed = _own(request, pk), timezone.now(), request.POST.get("contact", "")
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 19
    person = get_own(request, Contact, int(typed) if is_key else 0)
    join = partial(visits.join, own, person, now=now)
    return _decide(request, "join_visit", join, page_of(person), name=own.name)


@require_POST
def decline_visit(request: MemberRequest, pk: int) -> HttpResponse:
    """It is not kept; nobody is told, and History keeps no name: they may have all of it deleted."""
    own, now = _own(request, pk), timezone.now()
    return _decide(request, "decline_visit", lambda: visits.decline(own, now=now))


def _own(request: MemberRequest, pk: int) -> Visit:
    own: Visit = get_object_or_404(Visit.objects.of(request.user).select_related("owner"), pk=pk)
    return own


def _decide(
    request: MemberRequest, verb: str, decided: Callable[[], object], led_to: str = "", **facts: Any
) -> HttpResponse:
    home = reverse("introductions:card")
    try:
        with deed(request, verb, now=timezone.now(), led_to=led_to or way_back(request, home), **facts):
            decided()
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(led_to) if led_to else back(request, home)
