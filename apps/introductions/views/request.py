"""The list of requests, one of them, and its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import deed, page
from apps.introductions import asking, card, pairings, requests, sending, verbs
from apps.introductions.already import visit_rows
from apps.introductions.friends import facts_of_next
from apps.introductions.history import steps_of
from apps.introductions.models import IntroductionRequest
from apps.introductions.standing import Standing
from apps.introductions.views.for_good import for_good
from apps.introductions.views.received import rows_of


@require_GET
def introductions(request: MemberRequest) -> HttpResponse:
    """What others ask of the member, then requests the member made, by what they wait for."""
    now = timezone.now()
    today = request.user.day(now)
    facts = {
        "overview": requests.overview(request.user, today),
        "received": rows_of(request.user, now),
        "visits": visit_rows(request.user),
        "holds_card": card.is_open(card.card_of(request.user), now),
        "pairings": pairings.rows_of(request.user, today),
        "today": today,
    }
    return page(request, "introductions/list.html", facts)


@require_GET
def one(request: MemberRequest, pk: int) -> HttpResponse:
    """One request: how it stands, whom to ask next and how, what has happened so far."""
    own, now = own_request(request, pk), timezone.now()
    today = request.user.day(now)
    row = requests.standing(request.user, own, today)
    facts: dict[str, Any] = {
        "row": row,
        "request_bar": asking.bar_to_meet(own, today) if row.may_be_rewritten else "",
        "steps": steps_of(row),
        "may_be_deleted": requests.may_be_deleted(own, today),
        "open_url": _open_url(row, now),
        "today": today,
    }
    if row.next_door and not facts["request_bar"]:
        facts |= facts_of_next(row.next_door, now=now)
    return page(request, "introductions/request.html", facts)


@require_POST
def withdraw_request(request: MemberRequest, pk: int) -> HttpResponse:
    """The member does not ask any more; nobody is told, and no page of it opens."""
    own, led_to = own_request(request, pk), reverse("introductions:list")
    try:
        with for_good(request, "withdraw_request", now=timezone.now(), led_to=led_to, name=own.whom):
            verbs.withdraw(own, now=timezone.now())
    except verbs.NotNow:
        messages.warning(request, elsewhere())
        return redirect(page_of_request(own))
    return redirect(led_to)


@require_POST
def delete_request(request: MemberRequest, pk: int) -> HttpResponse:
    """It is not kept any longer."""
    own, now, led_to = own_request(request, pk), timezone.now(), reverse("introductions:list")
    try:
        with deed(request, "delete_request", now=now, led_to=led_to, name=own.whom):
            requests.delete(own, now=now)
    except verbs.NotNow:
        messages.warning(request, elsewhere())
        return redirect(page_of_request(own))
    return redirect(led_to)


def own_request(request: MemberRequest, pk: int) -> IntroductionRequest:
    """The member's request with whom it is about; one query, or a 404."""
    own: IntroductionRequest = get_object_or_404(requests.of(request.user), pk=pk)
    return own


def page_of_request(own: IntroductionRequest) -> str:
    """The address of a request's page."""
    return reverse("introductions:request", args=[own.pk])


def _open_url(row: Standing, now: datetime) -> str:
    link = row.open_door.link if row.open_door else None
    return sending.address_of(link) if link and not link.has_ended(now) else ""


def elsewhere() -> str:
    """What is said where something happened in the meantime."""
    return _("It has gone on in the meantime. Nothing was changed; this is how it stands now.")
