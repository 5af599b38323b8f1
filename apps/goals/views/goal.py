"""The list of goals, a goal's page, and saying one."""

from __future__ import annotations

from datetime import date, datetime
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import deed, page, sent
from apps.core import dates
from apps.core.panels import panels_of
from apps.goals.finding import way_down
from apps.goals.forms.goal import EditGoalForm, NewGoalForm
from apps.goals.models import Goal
from apps.goals.overview import overview
from apps.goals.places import add_places
from apps.goals.portrait import Portrait
from apps.goals.sections import (
    calling,
    causes,
    first_step,
    gatherings,
    outcomes,
    people,
    places,
    standing,
    ways,
    ways_in,
)
from apps.goals.targets import add_people
from apps.goals.whole import whole

SECTIONS: tuple[tuple[str, ModuleType], ...] = (
    ("goals/_standing.html", standing),
    ("goals/_first_step.html", first_step),
    ("goals/_calling.html", calling),
    ("goals/_people.html", people),
    ("goals/_ways.html", ways),
    ("goals/_places.html", places),
    ("goals/_gatherings.html", gatherings),
    ("goals/_causes.html", causes),
    ("goals/_ways_in.html", ways_in),
    ("goals/_outcomes.html", outcomes),
)
"""The fragments of a goal's page and what feeds each; a fragment reads `section` and `portrait`."""


@require_GET
def goals(request: MemberRequest) -> HttpResponse:
    """All goals of the member's: those under way with what is next, those that wait, those that ended."""
    now = timezone.now()
    shown = overview(request.user, request.user.day(now), now)
    return page(request, "goals/list.html", {"overview": shown, "today": request.user.day(now)})


@require_GET
def goal(request: MemberRequest, pk: int) -> HttpResponse:
    """One goal with everything that serves it."""
    now = timezone.now()
    own = own_goal(request, pk)
    portrait = Portrait(request.user, own, request.user.day(now), now)
    drawn = [(template, section.facts(portrait)) for template, section in SECTIONS]
    facts: dict[str, Any] = {
        "goal": own,
        "way_down": way_down(own),
        "is_young": own.is_young(portrait.today),
        "portrait": portrait,
        "today": portrait.today,
        "sections": [(template, section) for template, section in drawn if section is not None],
        "panels": [
            (panel.template, more)
            for panel in panels_of("goal")
            if (more := panel.facts(request, own)) is not None
        ],
    }
    return page(request, "goals/goal.html", facts)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Say a goal; "I don't know yet" is an answer too."""
    initial = {"sentence": request.GET.get("sentence", "")[:200]}
    form = NewGoalForm(sent(request), member=request.user, initial=initial)
    if not form.is_valid():
        return page(request, "goals/new.html", {"form": form}, status=422 if form.is_bound else 200)
    now = timezone.now()
    with deed(request, "new_goal", now=now, led_to=reverse("goals:list"), name=form.said()):
        made = Goal.begin(request.user, now=now, **form.columns())
        added = add_people(made, form.cleaned_data["people"], now=now)
        add_places(made, form.cleaned_data["places"], now=now)
        if form.cleaned_data["circle"]:
            made.gather()
    say_what_is_odd(request, made, now)
    if added.left:
        messages.info(
            request, _("The goal is said. Several people go by one of the names: say who is meant.")
        )
        address = reverse("goals:add_targets", args=[made.pk])
        return redirect(f"{address}?{urlencode({'people': added.left})}")
    return redirect(page_of_goal(made))


@require_http_methods(["GET", "POST"])
def edit_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Say a goal anew."""
    own = own_goal(request, pk)
    form = EditGoalForm(own, sent(request), member=request.user)
    if not form.is_valid():
        facts = {"goal": own, "form": form}
        return page(request, "goals/edit.html", facts, status=422 if form.is_bound else 200)
    now = timezone.now()
    with deed(request, "edit_goal", now=now, led_to=page_of_goal(own), name=own.sentence):
        own.rewrite(now=now, **form.columns())
    say_what_is_odd(request, own, now)
    return redirect(page_of_goal(own))


def own_goal(request: MemberRequest, pk: int) -> Goal:
    """The member's goal with its speciality and circle; one query, or a 404."""
    own = whole(request.user, pk)
    if own is None:
        raise Http404
    return own


def page_of_goal(own: Goal) -> str:
    """The address of a goal's page."""
    return reverse("goals:goal", args=[own.pk])


def say_what_is_odd(request: MemberRequest, own: Goal, now: datetime) -> None:
    """What was saved as wished and may still surprise: a day that has passed."""
    today: date = request.user.day(now)
    if own.by_on is not None and own.by_on < today:
        said = _("%(day)s has passed already. The goal keeps it, as you said it.")
        messages.info(request, said % {"day": dates.day_and_month(own.by_on, today)})
