"""Review: the page, over time, what happened anyway, and what the next week is to be like."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, page
from apps.core import dates
from apps.core.scope import get_own
from apps.core.words import say
from apps.dashboard.models import Review
from apps.dashboard.review.anyway import it_happened, not_this_week
from apps.dashboard.review.easing import be_back, choose
from apps.dashboard.review.forms import AnywayForm, NextWeekForm
from apps.dashboard.review.over_time import over_time_of
from apps.dashboard.review.page import review_of, week_asked
from apps.dashboard.telling import told

Choice = Review.Choice


@require_GET
def review(request: MemberRequest) -> HttpResponse:
    """The week as it was."""
    now = timezone.now()
    return _page(request, NextWeekForm(today=request.user.day(now)), now)


@require_GET
def over_time(request: MemberRequest) -> HttpResponse:
    """The last 8, 26 or 52 weeks."""
    facts = over_time_of(request.user, request.GET.get("weeks", ""), timezone.now())
    return page(request, "dashboard/over_time.html", facts)


@require_POST
def anyway_review(request: MemberRequest, pk: int) -> HttpResponse:
    """Something did happen with this person, or nothing this week."""
    own, now, form = get_own(request, Contact, pk), timezone.now(), AnywayForm(request.POST)
    if not form.is_valid():
        raise Http404
    week = week_asked(request.user, form.cleaned_data["week"].isoformat(), now)
    if week is None:
        return _another_week(request)
    kind, led_to = form.cleaned_data["kind"], _anyway_url()
    if kind == AnywayForm.NOT_THIS_WEEK:
        with deed(request, "not_that_week", now=now, led_to=led_to, tell=False, name=own.name) as done:
            not_this_week(request.user, own, week)
    else:
        with deed(request, "log", now=now, led_to=led_to, tell=False, name=own.name) as done:
            it_happened(request.user, own, kind, week, now=now)
    return told(request, done, say(done.verb, done.facts), led_to)


@require_POST
def choose_review(request: MemberRequest) -> HttpResponse:
    """The same next week, a lighter one, or leave me be until a day."""
    now = timezone.now()
    form = NextWeekForm(request.POST, today=request.user.day(now))
    week = week_asked(request.user, request.POST.get("week", ""), now)
    if week is None:
        return _another_week(request)
    if not form.is_valid():
        return _page(request, form, now, status=422)
    choice, until_on = form.cleaned_data["choice"], form.cleaned_data["until_on"]
    until_on = until_on if choice == Choice.ALONE else None
    name = dates.weekday_date(until_on) if until_on else ""
    with deed(request, f"next_week_{choice}", now=now, led_to=reverse("review"), name=name):
        choose(request.user, week, choice, now=now, until_on=until_on)
    return redirect("review")


@require_POST
def resume_review(request: MemberRequest) -> HttpResponse:
    """As usual again."""
    now = timezone.now()
    with deed(request, "resume_review", now=now, led_to=reverse("today")):
        be_back(request.user, request.user.day(now))
    return redirect("today")


def _page(request: MemberRequest, form: NextWeekForm, now: datetime, *, status: int = 200) -> HttpResponse:
    facts: dict[str, Any] = review_of(request.user, now)
    if not form.is_bound:
        form.initial["until_on"] = facts["alone_until_on"]
    return page(request, "dashboard/review.html", facts | {"form": form}, status=status)


def _another_week(request: MemberRequest) -> HttpResponse:
    messages.warning(request, _("Another week has begun in the meantime. This is how it stands now."))
    return redirect("review")


def _anyway_url() -> str:
    return reverse("review") + "#anyway"
