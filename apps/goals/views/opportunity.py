"""What came of it: written down, changed, struck out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import deed, page, sent
from apps.core.scope import get_own
from apps.goals.forms.opportunity import OpportunityForm
from apps.goals.models import Goal, Opportunity


@require_http_methods(["GET", "POST"])
def add_opportunity(request: MemberRequest, goal_pk: int) -> HttpResponse:
    """Something came of this goal."""
    goal = get_own(request, Goal, goal_pk)
    return _write(request, Opportunity(owner=request.user, goal=goal), "add_opportunity")


@require_http_methods(["GET", "POST"])
def edit_opportunity(request: MemberRequest, pk: int) -> HttpResponse:
    """It was otherwise."""
    return _write(request, get_own(request, Opportunity, pk), "edit_opportunity")


@require_POST
def delete_opportunity(request: MemberRequest, pk: int) -> HttpResponse:
    """It did not come of it."""
    own = get_own(request, Opportunity, pk)
    led_to = _home(own)
    with deed(request, "delete_opportunity", now=timezone.now(), led_to=led_to, name=own.what):
        own.delete()
    return redirect(led_to)


def _write(request: MemberRequest, row: Opportunity, verb: str) -> HttpResponse:
    now = timezone.now()
    form = OpportunityForm(request.user, sent(request), instance=row, today=request.user.day(now))
    if request.method == "POST" and form.is_valid():
        with deed(request, verb, now=now, led_to=_home(row), name=form.cleaned_data["what"]):
            form.save()
        return redirect(_home(row))
    facts = {"form": form, "row": row, "goal": row.goal, "home_url": _home(row)}
    return page(request, "goals/opportunity.html", facts, status=422 if form.is_bound else 200)


def _home(row: Opportunity) -> str:
    """The page of its goal; where that was deleted, of all of them over time."""
    return reverse("goals:goal", args=[row.goal_id]) if row.goal_id else reverse("over_time")
