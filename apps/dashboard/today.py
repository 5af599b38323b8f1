"""Today: whom to write to, why, and with what words; acted on without leaving the page."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.occasions import occasions
from apps.contacts.views.deed import page
from apps.core import dates
from apps.core.acts import Act, Repeated, act
from apps.core.due import gather, words_of
from apps.core.scope import get_own
from apps.core.words import say
from apps.dashboard.later_cards import Card, card_for
from apps.dashboard.later_cards import put_aside as put_card_aside
from apps.nudges.answers import AlreadyAnswered, Answering
from apps.nudges.models import Answer
from apps.nudges.pace import of_today, spent


@login_not_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The member's day; the landing page for everybody else."""
    if not request.user.is_authenticated:
        return render(request, "landing.html")
    return _today(cast(MemberRequest, request))


def _today(request: MemberRequest) -> HttpResponse:
    facts = _day(request.user, timezone.now())
    if not facts["rows"] and not request.user.onboarded_at and not _knows_anybody(request.user):
        return redirect("onboarding")
    return page(request, "dashboard/today.html", facts)


def _day(member: Member, now: datetime) -> dict[str, Any]:
    on = member.day(now)
    items, used = gather([member], now=now)[member.pk], spent([member], now=now)[member.pk]
    shown = {item.contact_id: item for item in of_today(member, items, used) if item.contact_id}
    kinds = {pk: item.kind.value for pk, item in shown.items()}
    people = occasions(member, kinds, today=on) if kinds else {}
    rows = [
        {"item": shown[pk], "occasion": one, "template": words_of(one.kind)} for pk, one in people.items()
    ]
    return {
        "rows": rows,
        "title": dates.weekday_date(on),
        "has_answered": bool(used.answered),
        "card": card_for(member, on),
    }


def _knows_anybody(member: Member) -> bool:
    return Contact.objects.of(member).exists()


@require_POST
def done(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """In touch today: the rhythm begins again."""
    return _answer(request, kind, pk, Answer.DONE)


@require_POST
def not_today(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Another day: until tomorrow, or for sixty days somebody from before."""
    return _answer(request, kind, pk, Answer.NOT_TODAY)


@require_POST
def let_be(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Not this person, now or later."""
    return _answer(request, kind, pk, Answer.LET_BE)


def _answer(request: MemberRequest, kind: str, pk: int, answer: Answer) -> HttpResponse:
    person, now = get_own(request, Contact, pk), timezone.now()
    answering = Answering(request.user, person, kind, now)
    if not answering.is_known:
        raise Http404
    try:
        act = answering.say(answer, key=_key(request), led_to=reverse("today"))
    except Repeated as again:
        act = again.first
    except AlreadyAnswered:
        return _told(request, person, None, _("You already said this today."))
    return _told(request, person, act, say(act.verb, act.facts))


def _told(request: MemberRequest, person: Contact, act: Act | None, says: str) -> HttpResponse:
    """The folded row where htmx asked for it, else a notice on Today."""
    undo_url = reverse("take_back", args=[act.pk]) if act else ""
    if not request.headers.get("HX-Request"):
        messages.success(request, says, extra_tags=undo_url)
        return redirect("today")
    facts = {"says": says, "undo_url": undo_url, "next": _comes_round(request, person, act)}
    return render(request, "dashboard/_answered.html", facts)


def _comes_round(request: MemberRequest, person: Contact, act: Act | None) -> str:
    """When somebody just written to comes round again, in words; empty without a rhythm."""
    if act is None or act.verb != Answer.DONE:
        return ""
    person.refresh_from_db(fields=["due_on"])
    return dates.next_in_words(person.due_on, request.user.day(act.at)) if person.due_on else ""


def _key(request: MemberRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("act", ""))
    except ValueError:
        return None


@require_POST
def put_aside(request: MemberRequest, card: str) -> HttpResponse:
    """A card is not for this member, now or at all; it can be taken back like anything else."""
    if card not in set(map(str, Card)):
        raise Http404
    now, form = timezone.now(), KeyForm(request.POST)
    key = form.cleaned_data["act"] if form.is_valid() else None
    with act(request.user, "put_aside", key=key, led_to=reverse("today"), now=now) as done_:
        put_card_aside(request.user, Card(card), request.user.day(now))
    messages.success(request, say("put_aside", {}), extra_tags=reverse("take_back", args=[done_.pk]))
    return redirect("today")


class KeyForm(forms.Form):
    """The uuid that makes a form count once."""

    act = forms.UUIDField()
