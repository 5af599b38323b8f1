"""The turns a goal takes: paused, going on, reached, let go, taken up, approved, looked at, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import back, deed, page, sent, way_back
from apps.goals.competing import served_by_employer, serves
from apps.goals.forms.goal import ApprovalForm, EndForm
from apps.goals.models import ApprovedLater, Goal
from apps.goals.views.goal import own_goal, page_of_goal


@require_POST
def pause_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Kith brings it up no more until it goes on."""
    return _turn(request, pk, "pause_goal", lambda own, now: own.pause(now=now))


@require_POST
def go_on_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """The end of a pause."""
    return _turn(request, pk, "go_on_goal", lambda own, now: own.go_on(now=now))


@require_POST
def take_up_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin again with one that was reached or let go."""
    return _turn(request, pk, "take_up_goal", lambda own, now: own.take_up(now=now))


@require_POST
def look_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Still it: asked again in a month."""
    return _turn(request, pk, "look_goal", lambda own, now: own.looked(request.user.day(now)))


@require_POST
def gather_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a circle of its own, where it has none."""
    return _turn(request, pk, "gather_goal", _gather)


def _gather(own: Goal, now: datetime) -> None:
    if own.circle is None:
        own.gather()


def _turn(request: MemberRequest, pk: int, verb: str, take: Callable[[Goal, datetime], None]) -> HttpResponse:
    own, now = own_goal(request, pk), timezone.now()
    with deed(request, verb, now=now, led_to=way_back(request, page_of_goal(own)), name=own.sentence):
        take(own, now)
    return back(request, page_of_goal(own))


@require_http_methods(["GET", "POST"])
def reach_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """It came true: a word on what came of it, and whether its circle stays."""
    return _end(request, pk, "reach_goal", Goal.reach)


@require_http_methods(["GET", "POST"])
def let_go_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Not this any more: a word on what came of it, and whether its circle stays."""
    return _end(request, pk, "let_go_goal", Goal.let_go)


def _end(request: MemberRequest, pk: int, verb: str, end: Callable[..., None]) -> HttpResponse:
    own, now = own_goal(request, pk), timezone.now()
    form = EndForm(own, sent(request))
    if form.is_valid():
        with deed(request, verb, now=now, led_to=page_of_goal(own), name=own.sentence):
            end(own, form.cleaned_data["outcome"], now=now, keeps_circle=form.keeps_circle)
        return redirect(page_of_goal(own))
    facts = {"goal": own, "form": form, "is_reached": verb == "reach_goal"}
    return page(request, "goals/end.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def approve_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Record that the employer agreed: who, when, in what words."""
    own, now = own_goal(request, pk), timezone.now()
    form = ApprovalForm(sent(request), today=request.user.day(now))
    if form.is_valid():
        said = form.cleaned_data
        try:
            with deed(request, "approve_goal", now=now, led_to=page_of_goal(own), name=own.sentence):
                own.approve(said["approver"], said["approved_on"], said["approval_words"], now=now)
            return redirect(page_of_goal(own))
        except ApprovedLater:
            form.add_error("approved_on", _("That day is still to come."))
    facts = {"goal": own, "form": form, "is_served": serves(served_by_employer(own.owner_id), own.field)}
    return page(request, "goals/approve.html", facts, status=422 if form.is_bound else 200)


@require_POST
def delete_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete a goal with its people to meet and why they are on it; the people and places stay."""
    own = own_goal(request, pk)
    with deed(request, "delete_goal", now=timezone.now(), led_to=reverse("goals:list"), name=own.sentence):
        own.drop()
    return redirect("goals:list")
