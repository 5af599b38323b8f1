"""The member's card: what it says, the code to hold up, its address and its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import deed, page, sent
from apps.introductions import card as cards
from apps.introductions import qr
from apps.introductions.already import visit_rows
from apps.introductions.drafting import last_said
from apps.introductions.forms.card import CardForm, said_on
from apps.introductions.models import Card
from apps.introductions.sending import address_of
from apps.introductions.views.for_good import for_good


@require_GET
def card(request: MemberRequest) -> HttpResponse:
    """What the card says, its code, and what others left on it."""
    now = timezone.now()
    own = cards.card_of(request.user)
    if own is None:
        return redirect("introductions:edit_card")
    facts = {
        "card": own,
        "url": _url(own, now),
        "rows": visit_rows(request.user),
        "today": request.user.day(now),
    }
    return page(request, "introductions/card.html", facts)


@require_http_methods(["GET", "POST"])
def edit_card(request: MemberRequest) -> HttpResponse:
    """What the member chooses to show; the first time that makes the card."""
    now, own = timezone.now(), cards.card_of(request.user)
    form = CardForm(sent(request), initial=said_on(own) if own else _first_words(request))
    if not form.is_valid():
        return page(
            request,
            "introductions/card_edit.html",
            {"form": form, "card": own},
            status=422 if form.is_bound else 200,
        )
    led_to = reverse("introductions:card")
    with deed(request, "edit_card" if own else "make_card", now=now, led_to=led_to):
        cards.save(request.user, form.columns(), now=now)
    return redirect(led_to)


@require_GET
def hold_card(request: MemberRequest) -> HttpResponse:
    """The code, large, and nothing else: to be held up, or printed."""
    own = cards.card_of(request.user)
    url = _url(own, timezone.now())
    if own is None or not url:
        return redirect("introductions:card")
    facts = {"card": own, "code": qr.code_of(url), "url": url}
    return page(request, "introductions/card_hold.html", facts)


@require_POST
def renew_card(request: MemberRequest) -> HttpResponse:
    """Another address; also what switches the card on again."""
    own, now, led_to = cards.card_of(request.user), timezone.now(), reverse("introductions:card")
    if own:
        verb = "renew_card" if cards.is_open(own, now) else "switch_on_card"
        with for_good(request, verb, now=now, led_to=led_to):
            cards.renew(own, now=now)
    return redirect(led_to)


@require_POST
def switch_off_card(request: MemberRequest) -> HttpResponse:
    """Nobody reads it from now on."""
    own, now, led_to = cards.card_of(request.user), timezone.now(), reverse("introductions:card")
    if own and cards.is_open(own, now):
        with for_good(request, "switch_off_card", now=now, led_to=led_to):
            cards.switch_off(own, now=now)
    return redirect(led_to)


def _url(own: Card | None, now: datetime) -> str:
    return address_of(own.link) if own and own.link and cards.is_open(own, now) else ""


def _first_words(request: MemberRequest) -> dict[str, Any]:
    """Nothing of the member is shown that they did not write here; only the name is known already."""
    return {"name": request.user.name, "line": last_said(request.user), "takes_details": True}
