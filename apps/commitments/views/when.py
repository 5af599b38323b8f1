"""When a commitment gathers: once or in a series, changed from one gathering on, or ended before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.commitments import series as of_series
from apps.commitments.forms.when import OnwardForm, WhenForm, rule_written
from apps.commitments.models import Commitment, Series, Session
from apps.commitments.recurrence import LONGEST_YEARS, days, occurrences
from apps.commitments.rule_words import rule_said
from apps.commitments.views.commitment import own_commitment, page_of_commitment
from apps.commitments.warnings import of_all
from apps.contacts.views.deed import deed, done_before, page, sent
from apps.core import dates
from apps.goals.models import Gathering
from apps.goals.room import offered, place_named
from apps.goals.views.gathering import page_of as page_of_gathering
from apps.goals.warned import wants_a_look


@require_http_methods(["GET", "POST"])
def plan_session(request: MemberRequest, commitment_pk: int) -> HttpResponse:
    """Write down when a commitment gathers: once, or again and again."""
    own, now = own_commitment(request, commitment_pk), timezone.now()
    today = request.user.day(now)
    asked = {"title": own.title, "on": max(today, own.begins_on or today)}
    form = WhenForm(request.user, own, sent(request), today=today, initial=asked)
    if not form.is_valid():
        return _form_page(request, form, own)
    if again := done_before(request):
        return again
    if form.is_series:
        return _plan_series(request, own, form, now)
    return _plan_one(request, own, form, now)


def _plan_one(request: MemberRequest, own: Commitment, form: WhenForm, now: datetime) -> HttpResponse:
    columns = form.columns() | {"organisation": own.organisation}
    if _wants_a_look(request, own, form, [Gathering(owner=request.user, **columns)], now):
        return _form_page(request, form, own)
    led_to, name = page_of_commitment(own), columns["title"]  # taken back, it has no page of its own
    with deed(request, "plan_session", now=now, led_to=led_to, name=name, commitment=own.title):
        planned = Gathering.plan(request.user, now=now, place=_place(request, form), **columns)
        Session.join(planned, own)
    return redirect(page_of_gathering(planned))


def _plan_series(request: MemberRequest, own: Commitment, form: WhenForm, now: datetime) -> HttpResponse:
    if _wants_a_look(request, own, form, _planned(own, form, now), now):
        return _form_page(request, form, own)
    led_to, name = page_of_commitment(own), rule_said(_unsaved(own, form))
    with deed(request, "plan_series", now=now, led_to=led_to, name=name, commitment=own.title):
        of_series.set_up(own, now=now, place=_place(request, form), **form.rule())
    _say_bound(request, form, request.user.day(now))
    return redirect(page_of_commitment(own))


@require_http_methods(["GET", "POST"])
def edit_onward(request: MemberRequest, pk: int) -> HttpResponse:
    """Another rule from this gathering of a series on; what came before keeps its own."""
    sent_in_turn(request)
    session, now = _of_series(request, pk), timezone.now()
    own, today = session.commitment, request.user.day(now)
    asked = rule_written(session.series, session.series_on)
    form = OnwardForm(
        request.user, own, sent(request), today=today, initial=asked, earliest_on=session.series_on
    )
    if not form.is_valid():
        return _form_page(request, form, own, session)
    besides = Session.objects.of(request.user).from_here_on(session).values_list("gathering", flat=True)
    planned = _planned(own, form, now)
    if not _keeps_its_hours(session.series, form) and _wants_a_look(
        request, own, form, planned, now, list(besides)
    ):
        return _form_page(request, form, own, session)
    facts = {"name": session.series.title, "day": dates.day_and_month(session.series_on, today)}
    with deed(request, "edit_onward", now=now, led_to=page_of_commitment(own), **facts):
        of_series.change_onward(session, now=now, place=_place(request, form), **form.rule())
    _say_bound(request, form, today)
    return redirect(page_of_commitment(own))


@require_POST
def stop_series(request: MemberRequest, pk: int) -> HttpResponse:
    """The series ends before this gathering."""
    sent_in_turn(request)
    session, now = _of_series(request, pk), timezone.now()
    led_to = page_of_commitment(session.commitment)
    facts = {
        "name": session.series.title,
        "day": dates.day_and_month(session.series_on, request.user.day(now)),
    }
    with deed(request, "stop_series", now=now, led_to=led_to, **facts):
        of_series.stop(session, now=now)
    return redirect(led_to)


def _of_series(request: MemberRequest, pk: int) -> Any:
    """The member's session of a series with that series, its place and its commitment, or a 404."""
    mine = Session.objects.of(request.user).exclude(series=None)
    return get_object_or_404(
        mine.select_related("gathering", "series__place", "commitment__organisation"), pk=pk
    )


def _unsaved(own: Commitment, form: WhenForm) -> Series:
    return Series(owner=own.owner, commitment=own, **form.rule())


def _planned(own: Commitment, form: WhenForm, now: datetime) -> list[Gathering]:
    series = _unsaved(own, form)
    return [of_series.gathering_of(series, each, now) for each in occurrences(series)]


def _keeps_its_hours(series: Series, form: WhenForm) -> bool:
    """Whether no gathering comes on another day or at another hour; fewer of them are no reason to warn."""
    rule = form.rule()
    free = {"title", "from_on", "until_on"}
    same = all(getattr(series, name) == value for name, value in rule.items() if name not in free)
    return same and set(days(_unsaved(series.commitment, form))) <= set(days(series))


def _wants_a_look(
    request: MemberRequest,
    own: Commitment,
    form: WhenForm,
    planned: Sequence[Gathering],
    now: datetime,
    besides: Sequence[int] = (),
) -> bool:
    warnings = [] if own.is_work else of_all(request.user, planned, now=now, besides=besides)
    hours = form.rule() if form.is_series else (planned[0].starts_at, planned[0].ends_at)
    return wants_a_look(request, form, hours, warnings)


def _place(request: MemberRequest, form: WhenForm) -> Any:
    return place_named(request.user, form.cleaned_data["place"])


def _say_bound(request: MemberRequest, form: WhenForm, today: date) -> None:
    if form.bounded_on:
        said = _("Kith writes down %(years)s years at a time: until %(day)s.")
        facts = {"years": dates.in_letters(LONGEST_YEARS), "day": dates.day_and_month(form.bounded_on, today)}
        messages.info(request, said % facts)


def _form_page(
    request: MemberRequest, form: WhenForm, own: Commitment, session: Session | None = None
) -> HttpResponse:
    facts = {"form": form, "commitment": own, "session": session, "zones": dates.zone_names()}
    facts |= offered(request.user)
    return page(request, "commitments/when.html", facts, status=422 if form.is_bound else 200)
