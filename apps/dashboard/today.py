"""Today: whom to write to, what is on, what is asked; acted on without leaving the page."""

from __future__ import annotations

from typing import cast

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
from apps.contacts.views.deed import key_of, page
from apps.core import dates
from apps.core.acts import Act, Repeated, act
from apps.core.due import Section, section_of
from apps.core.words import say
from apps.dashboard.day import day
from apps.dashboard.later_cards import Card
from apps.dashboard.later_cards import put_aside as put_card_aside
from apps.dashboard.telling import told
from apps.nudges.answers import AlreadyAnswered, Answering
from apps.nudges.models import Answer


@login_not_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The member's day; the landing page for everybody else."""
    if not request.user.is_authenticated:
        return render(request, "landing.html")
    return _today(cast(MemberRequest, request))


def _today(request: MemberRequest) -> HttpResponse:
    facts = day(request.user, timezone.now())
    is_empty = not (facts["rows"] or facts["gatherings"] or facts["waiting"] or facts["goals"])
    if is_empty and not request.user.onboarded_at and not _knows_anybody(request.user):
        return redirect("onboarding")
    return page(request, "dashboard/today.html", facts)


def _knows_anybody(member: Member) -> bool:
    return Contact.objects.of(member).exists()


@require_POST
def done(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """In touch today: the rhythm begins again; or what was asked is so."""
    return _answer(request, kind, pk, Answer.DONE)


@require_POST
def not_today(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Another day: until tomorrow, a question for a week, somebody from before for sixty days."""
    return _answer(request, kind, pk, Answer.NOT_TODAY)


@require_POST
def let_be(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Not this person, now or later."""
    return _answer(request, kind, pk, Answer.LET_BE)


def _answer(request: MemberRequest, kind: str, pk: int, answer: Answer) -> HttpResponse:
    answering = Answering.about(request.user, kind, pk, timezone.now())
    if answering is None or not answering.means(answer):
        raise Http404
    try:
        act = answering.say(answer, key=key_of(request), led_to=reverse("today"))
    except Repeated as again:
        act = again.first
    except AlreadyAnswered:
        return _told(request, answering, None, _("You already said this today."))
    return _told(request, answering, act, say(act.verb, act.facts))


def _told(request: MemberRequest, answering: Answering, act: Act | None, says: str) -> HttpResponse:
    """The folded row where htmx asked for it, else a notice on Today."""
    return told(request, act, says, reverse("today"), comes=_comes_round(answering, act))


def _comes_round(answering: Answering, act: Act | None) -> str:
    """When somebody just written to comes round again, in words; empty without a rhythm."""
    if act is None or act.verb != Answer.DONE or section_of(answering.kind) is not Section.PEOPLE:
        return ""
    person = Contact.objects.of(answering.member).get(pk=answering.pk)
    return dates.next_in_words(person.due_on, answering.member.day(act.at)) if person.due_on else ""


@require_POST
def put_aside(request: MemberRequest, card: str) -> HttpResponse:
    """A card is not for this member, now or at all; it can be taken back like anything else."""
    if card not in set(map(str, Card)):
        raise Http404
    now, key = timezone.now(), key_of(request)
    with act(request.user, "put_aside", key=key, led_to=reverse("today"), now=now) as done_:
        put_card_aside(request.user, Card(card), request.user.day(now))
    messages.success(request, say("put_aside", {}), extra_tags=reverse("take_back", args=[done_.pk]))
    return redirect("today")
