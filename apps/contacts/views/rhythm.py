"""How often: choosing a rhythm, just remembering, letting be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.forms.people import DiedForm, OwnRhythmForm
from apps.contacts.models import Contact
from apps.contacts.models.rhythm import CHOICES
from apps.contacts.views.deed import back, deed, page, page_of, sent, wants_fragment, way_back
from apps.core.acts import Act
from apps.core.scope import get_own

NONE = "none"


@require_http_methods(["GET", "POST"])
def rhythm(request: MemberRequest, pk: int) -> HttpResponse:
    """One of the usual rhythms, a number of days of one's own, or none."""
    own, now = get_own(request, Contact, pk), timezone.now()
    if request.POST.get("days") == NONE:
        return _change(
            request, own, "no_rhythm", now, lambda today: own.choose_rhythm(None, today=today, now=now)
        )
    form = OwnRhythmForm(sent(request), initial={"days": own.rhythm_days})
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        return _change(
            request, own, "choose_rhythm", now, lambda today: own.choose_rhythm(days, today=today, now=now)
        )
    facts = {"form": form, "person": own, "rhythms": CHOICES, "today": request.user.day(now)}
    return page(request, "contacts/rhythm.html", facts, status=422 if form.is_bound else 200)


@require_POST
def just_remember(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep this person without ever being reminded."""
    own, now = get_own(request, Contact, pk), timezone.now()
    return _change(request, own, "just_remember", now, lambda today: own.just_remember(today=today, now=now))


@require_POST
def from_before(request: MemberRequest, pk: int) -> HttpResponse:
    """No rhythm; Kith may bring them up where there is room."""
    own, now = get_own(request, Contact, pk), timezone.now()
    return _change(request, own, "from_before", now, lambda today: own.from_before(today=today, now=now))


@require_POST
def let_be(request: MemberRequest, pk: int) -> HttpResponse:
    """No nudges or suggestions for this person."""
    own, now = get_own(request, Contact, pk), timezone.now()
    return _change(request, own, "let_be", now, lambda _today: own.let_be(now=now))


@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    """The end of letting be."""
    own, now = get_own(request, Contact, pk), timezone.now()
    return _change(request, own, "bring_back", now, lambda _today: own.bring_back(now=now))


@require_http_methods(["GET", "POST"])
def died(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody has died: no more notes about them; the page is kept."""
    own, now = get_own(request, Contact, pk), timezone.now()
    form = DiedForm(sent(request), today=request.user.day(now))
    if request.method == "POST" and form.is_valid():
        with deed(request, "died", now=now, led_to=page_of(own), name=own.name):
            own.has_died(form.cleaned_data["died_on"], now=now)
        return redirect(page_of(own))
    facts = {"form": form, "person": own, "today": request.user.day(now)}
    return page(request, "contacts/died.html", facts, status=422 if form.is_bound else 200)


def _change(
    request: MemberRequest, own: Contact, verb: str, now: datetime, change: Callable[[Any], None]
) -> HttpResponse:
    """Make the change; answer with the page it was made on, or with one folded line while picking."""
    today, picks = request.user.day(now), wants_fragment(request) and "pick" in request.POST
    led_to = way_back(request, page_of(own))
    with deed(request, verb, now=now, led_to=led_to, tell=not picks, name=own.name) as done:
        change(today)
    return _folded(request, own, done) if picks else back(request, page_of(own))


def _folded(request: MemberRequest, own: Contact, done: Act) -> HttpResponse:
    facts = {
        "person": own,
        "today": request.user.day(done.at),
        "comes_round_on": own.due_on,
        "undo_url": reverse("take_back", args=[done.pk]),
    }
    return render(request, "contacts/_picked.html", facts)
