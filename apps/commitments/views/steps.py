"""Steps on the way to a leading role: planned, taken, struck out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.commitments.forms.steps import StepsForm
from apps.commitments.models import Step
from apps.commitments.taking_on import plan_steps
from apps.commitments.views.commitment import own_commitment, page_of_commitment
from apps.contacts.views.deed import deed, page, sent


@require_http_methods(["GET", "POST"])
def add_step(request: MemberRequest, commitment_pk: int) -> HttpResponse:
    """One or several, one a line."""
    own, form = own_commitment(request, commitment_pk), StepsForm(sent(request))
    if form.is_valid():
        led_to = page_of_commitment(own)
        with deed(request, "add_steps", now=timezone.now(), led_to=led_to, name=own.title):
            plan_steps(own, form.cleaned_data["steps"])
        return redirect(led_to)
    facts = {"commitment": own, "form": form}
    return page(request, "commitments/steps.html", facts, status=422 if form.is_bound else 200)


@require_POST
def do_step(request: MemberRequest, pk: int) -> HttpResponse:
    """It is done."""
    return _turn(request, pk, "do_step", lambda own, today: own.do(today))


@require_POST
def reopen_step(request: MemberRequest, pk: int) -> HttpResponse:
    """It is still to be done."""
    return _turn(request, pk, "reopen_step", lambda own, today: own.reopen())


@require_POST
def delete_step(request: MemberRequest, pk: int) -> HttpResponse:
    """It is no step any more."""
    return _turn(request, pk, "delete_step", lambda own, today: own.strike())


def _turn(request: MemberRequest, pk: int, verb: str, take: Callable[[Step, date], None]) -> HttpResponse:
    own = get_object_or_404(Step.objects.of(request.user).select_related("commitment"), pk=pk)
    now, led_to = timezone.now(), page_of_commitment(own.commitment)
    with deed(request, verb, now=now, led_to=led_to, name=own.what):
        take(own, request.user.day(now))
    return redirect(f"{led_to}#steps")
