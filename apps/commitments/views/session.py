"""A gathering within a commitment: which one, and the hours the member gave there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.commitments.forms.hours import GivenForm
from apps.commitments.hours import days_taken, planned_minutes
from apps.commitments.models import Commitment, Session
from apps.commitments.sums import hours_in_words
from apps.contacts.views.deed import back, deed, page, sent, way_back
from apps.core.scope import get_own
from apps.goals.models import Gathering
from apps.goals.views.gathering import page_of


@require_http_methods(["GET", "POST"])
def give_hours(request: MemberRequest, pk: int) -> HttpResponse:
    """So many hours were given, also none."""
    own = _own(request, pk)
    said = own.given_minutes if own.given_minutes is not None else planned_minutes(own.gathering)
    form = GivenForm(sent(request), initial={"hours": said}, most_days=days_taken(own.gathering))
    if not form.is_valid():
        facts = {"form": form, "session": own, "gathering": own.gathering}
        return page(request, "commitments/given.html", facts, status=422 if form.is_bound else 200)
    minutes, led_to = form.cleaned_data["hours"], way_back(request, page_of(own.gathering))
    facts = {"hours": hours_in_words(minutes), "name": own.gathering.title}
    with deed(request, "give_hours", now=timezone.now(), led_to=led_to, **facts):
        own.give(minutes)
    return redirect(led_to)


@require_POST
def give_as_planned(request: MemberRequest, pk: int) -> HttpResponse:
    """It was as planned after all."""
    own = _own(request, pk)
    led_to = way_back(request, page_of(own.gathering))
    with deed(request, "give_as_planned", now=timezone.now(), led_to=led_to, name=own.gathering.title):
        own.give(None)
    return redirect(led_to)


def _own(request: MemberRequest, pk: int) -> Any:
    return get_object_or_404(Session.objects.of(request.user).select_related("gathering"), pk=pk)


@require_POST
def join(request: MemberRequest, gathering_pk: int) -> HttpResponse:
    """This gathering is part of a commitment, or of none any more."""
    gathering = get_own(request, Gathering, gathering_pk)
    chosen = request.POST.get("commitment", "")
    facts: dict[str, Any] = {"now": timezone.now(), "led_to": way_back(request, page_of(gathering))}
    facts["name"] = gathering.title
    if not chosen:
        session = get_object_or_404(
            Session.objects.of(request.user).select_related("commitment"), gathering=gathering
        )
        with deed(request, "leave_commitment", commitment=session.commitment.title, **facts):
            session.delete()
        return back(request, page_of(gathering))
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 18):
        raise Http404
    commitment = get_own(request, Commitment, int(chosen))
    with deed(request, "join_commitment", commitment=commitment.title, **facts):
        Session.join(gathering, commitment)
    return back(request, page_of(gathering))
