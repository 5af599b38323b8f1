"""Gatherings: the week, one of them, and what one does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import back, deed, done_before, page, sent, way_back
from apps.core import dates
from apps.core.scope import get_own
from apps.goals.forms.gathering import GatheringForm, written
from apps.goals.forms.meeting import MetForm
from apps.goals.likely import likely_at
from apps.goals.meeting import follow_up, met_and_noted, of_nonprofit
from apps.goals.models import Gathering, Place
from apps.goals.room import offered, organisation_named, place_named
from apps.goals.warned import wants_a_look, warnings_of, warnings_of_going
from apps.goals.week import Shown, hours_of, own_hours, week_of

A_WEEK = timedelta(days=7)
YEARS = range(1901, 2199)


@require_GET
def gatherings(request: MemberRequest) -> HttpResponse:
    """A week of gatherings, on the member's own clocks."""
    now = timezone.now()
    today = request.user.day(now)
    monday = dates.monday_of(_day_asked(request, "week") or today)
    facts = {
        "days": week_of(request.user, monday, now),
        "monday": monday,
        "shown": Shown(monday, now),
        "sunday": monday + A_WEEK - timedelta(days=1),
        "before": monday - A_WEEK,
        "after": monday + A_WEEK,
        "this_monday": dates.monday_of(today),
        "today": today,
    }
    return page(request, "goals/gatherings.html", facts)


def _day_asked(request: MemberRequest, name: str) -> date | None:
    try:
        on = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return on if on.year in YEARS else None


@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    """Write down a gathering; the address may name its place and day."""
    now = timezone.now()
    today = request.user.day(now)
    asked = {"on": _day_asked(request, "on") or today, "place": request.GET.get("place", "")[:200]}
    form = GatheringForm(request.user, sent(request), today=today, initial=asked)
    if form.is_valid() and (again := done_before(request)):
        return again
    if form.is_valid() and not _wants_a_look(request, form, None, now):
        led_to = _week_page(form.cleaned_data["on"])  # taken back, it has no page of its own
        with deed(request, "plan_gathering", now=now, led_to=led_to, name=form.cleaned_data["title"]):
            planned = Gathering.plan(request.user, now=now, **_rooms(request, form), **form.columns())
        return redirect(page_of(planned))
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
def edit_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """Another day, hour, place or name."""
    own, now = _own(request, pk), timezone.now()
    today = request.user.day(now)
    form = GatheringForm(request.user, sent(request), today=today, initial=written(own))
    if form.is_valid() and not _wants_a_look(request, form, own, now):
        led_to, name = page_of(own), form.cleaned_data["title"]
        with deed(request, "edit_gathering", now=now, led_to=led_to, name=name):
            own.rewrite(**_rooms(request, form), **form.columns())
        return redirect(led_to)
    return _form_page(request, form, own)


def _wants_a_look(request: MemberRequest, form: GatheringForm, own: Gathering | None, now: datetime) -> bool:
    columns = form.columns()
    hours = (columns["starts_at"], columns["ends_at"], columns["time_zone"])
    return wants_a_look(request, form, hours, warnings_of(request, own, columns, now))


def _rooms(request: MemberRequest, form: GatheringForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "place": place_named(request.user, said["place"]),
        "organisation": organisation_named(request.user, said["organisation"]),
    }


def _form_page(request: MemberRequest, form: GatheringForm, own: Gathering | None) -> HttpResponse:
    facts = {"form": form, "gathering": own, "zones": dates.zone_names(), **offered(request.user)}
    return page(request, "goals/gathering_form.html", facts, status=422 if form.is_bound else 200)


@require_GET
def gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """One gathering: who is likely there and what to ask them; afterwards, whom the member met."""
    return gathering_page(request, _own(request, pk))


def gathering_page(
    request: MemberRequest, own: Gathering, form: MetForm | None = None, going: forms.Form | None = None
) -> HttpResponse:
    """The page of a gathering; 422 where the line of names was refused, or going wants a second look."""
    now = timezone.now()
    today = request.user.day(now)
    begun = own.starts_at <= now
    met = met_and_noted(own)
    ahead = own.takes_place and own.ends_at > now
    facts = {
        "gathering": own,
        "shown": Shown(own, now),
        "hours": hours_of(own),
        "elsewhere": own_hours(own, request.user),
        "begun": begun,
        "ahead": ahead,
        "likely": likely_at(request.user, [own], today)[own.pk] if ahead else [],
        "met": met,
        "after": follow_up(own, now) if own.told_on and met else None,
        "form": form or MetForm(None),
        "going": going,
        "stood_beside": of_nonprofit(own),
        "today": today,
    }
    return page(request, "goals/gathering.html", facts, status=422 if form or going else 200)


@require_POST
def cancel_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """It does not take place."""
    return _do(request, pk, "cancel_gathering", lambda own, now: own.cancel(now=now))


@require_POST
def stay_away_from_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """It takes place without the member."""
    return _do(request, pk, "stay_away", lambda own, now: own.stay_away(now=now))


@require_POST
def go_to_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """It takes place after all, and the member goes; of hours they are warned as of any."""
    own, now, form = _own(request, pk), timezone.now(), forms.Form(request.POST)
    hours = (own.starts_at, own.ends_at, own.time_zone)
    if not own.takes_place and wants_a_look(request, form, hours, warnings_of_going(own, now)):
        return gathering_page(request, own, going=form)
    return _do(request, pk, "go_to_gathering", lambda own, now: own.go())


def _do(
    request: MemberRequest, pk: int, verb: str, change: Callable[[Gathering, datetime], None]
) -> HttpResponse:
    own, now = get_own(request, Gathering, pk), timezone.now()
    with deed(request, verb, now=now, led_to=way_back(request, page_of(own)), name=own.title):
        change(own, now)
    return back(request, page_of(own))


@require_POST
def delete_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete a gathering; whom the member met there stays met."""
    own = get_own(request, Gathering, pk)
    led_to = _week_page(own.starts_at.astimezone(request.user.zone).date())
    with deed(request, "delete_gathering", now=timezone.now(), led_to=led_to, name=own.title):
        own.delete()
    return redirect(led_to)


def _own(request: MemberRequest, pk: int) -> Gathering:
    own: Gathering = get_own(request, Gathering, pk)
    if own.place_id:
        own.place = Place.objects.select_related("organisation").get(pk=own.place_id)
    return own


def page_of(own: Gathering) -> str:
    """The address of a gathering's page."""
    return reverse("goals:gathering", args=[own.pk])


def _week_page(on: date) -> str:
    return f"{reverse('goals:gatherings')}?week={dates.monday_of(on).isoformat()}"
