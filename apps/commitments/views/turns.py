"""The turns a commitment takes: approved, free for longer, paid, finished, taken up again, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.commitments.forms.turns import ApprovalForm, FreeUntilForm
from apps.commitments.models import Commitment
from apps.commitments.views.commitment import own_commitment, page_of_commitment
from apps.contacts.views.deed import back, deed, page, sent, way_back


@require_http_methods(["GET", "POST"])
def approve_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """Record that somebody at work agreed: who, when, in what words. From then on it counts."""
    own, now = own_commitment(request, pk), timezone.now()
    form = ApprovalForm(own, sent(request), today=request.user.day(now))
    if form.is_valid():
        said = form.cleaned_data
        with deed(request, "approve_commitment", now=now, led_to=page_of_commitment(own), name=own.title):
            own.approve(said["approver"], said["approved_on"], said["approval_words"])
        return redirect(page_of_commitment(own))
    facts = {"commitment": own, "form": form}
    return page(request, "commitments/approve.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def keep_giving_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """Free until another day."""
    own, now = own_commitment(request, pk), timezone.now()
    form = FreeUntilForm(sent(request), today=request.user.day(now))
    if form.is_valid():
        led_to = way_back(request, page_of_commitment(own))
        with deed(request, "keep_giving", now=now, led_to=led_to, name=own.title):
            own.keep_giving(form.cleaned_data["free_until_on"])
        return back(request, page_of_commitment(own))
    facts = {"commitment": own, "form": form}
    return page(request, "commitments/keep_giving.html", facts, status=422 if form.is_bound else 200)


@require_POST
def start_charging_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """Free no longer."""
    return _turn(request, pk, "start_charging", lambda own, today: own.start_charging(today))


@require_POST
def finish_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """It is over; its page stays, and asks whom to keep."""
    return _turn(request, pk, "finish_commitment", lambda own, today: own.finish(today))


@require_POST
def take_up_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """It goes on after all."""
    return _turn(request, pk, "take_up_commitment", lambda own, today: own.take_up())


def _turn(
    request: MemberRequest, pk: int, verb: str, take: Callable[[Commitment, date], None]
) -> HttpResponse:
    own, now = own_commitment(request, pk), timezone.now()
    led_to = way_back(request, page_of_commitment(own))
    with deed(request, verb, now=now, led_to=led_to, name=own.title):
        take(own, request.user.day(now))
    return back(request, page_of_commitment(own))


@require_POST
def delete_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete it with its steps and hours; gatherings, promises and people stay."""
    own, led_to = own_commitment(request, pk), reverse("commitments:list")
    with deed(request, "delete_commitment", now=timezone.now(), led_to=led_to, name=own.title):
        own.delete()
    return redirect(led_to)
