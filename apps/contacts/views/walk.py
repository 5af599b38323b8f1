"""Walk through your life: a stretch at a time, resumed wherever one left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.forms.walk import PeriodForm, RecallForm
from apps.contacts.memories import BY_KIND, STAGES, Stage
from apps.contacts.models import Period
from apps.contacts.views.deed import deed, done_before, page, sent
from apps.contacts.walking import pass_by, remember, restate, walk_of
from apps.core.scope import get_own

MOST_SHOWN = 500


@require_GET
def walk(request: MemberRequest) -> HttpResponse:
    """Where one left, what could come next, and every stretch so far."""
    now, going = timezone.now(), walk_of(request.user)
    facts: dict[str, Any] = {"walk": going, "stages": STAGES}
    if going.open:
        facts |= _beginning(request, going.open, going.open.recalled)
    if going.stage:
        facts["begin"] = _period_form(request, going.stage, now)
    return page(request, "contacts/walk.html", facts)


@require_http_methods(["GET", "POST"])
def begin_period(request: MemberRequest) -> HttpResponse:
    """Another stretch: its kind stands in the address or the form, its name and years may stay empty."""
    now, kind = timezone.now(), request.POST.get("stage") or request.GET.get("stage", "")
    if request.method == "GET" and kind not in BY_KIND:
        return redirect("contacts:walk")
    stage = _stage(kind)
    form = _period_form(request, stage, now, sent(request))
    if request.method == "POST" and form.is_valid():
        return _begin(request, stage, form, now)
    facts = {"form": form, "stage": stage}
    return page(request, "contacts/walk_begin.html", facts, status=422 if form.is_bound else 200)


def _begin(request: MemberRequest, stage: Stage, form: PeriodForm, now: datetime) -> HttpResponse:
    name, years = form.said
    called, led_to = name or str(stage.title), reverse("contacts:walk")
    with deed(request, "begin_period", now=now, led_to=led_to, tell=False, period=called):
        begun = Period.begin(request.user, stage.kind, name=name, years=years, now=now)
    return redirect(_address(begun))


@require_POST
def pass_period(request: MemberRequest) -> HttpResponse:
    """No further stretch of this kind is suggested."""
    stage = _stage(request.POST.get("stage", ""))
    now, led_to = timezone.now(), reverse("contacts:walk")
    with deed(request, "pass_period", now=now, led_to=led_to, stage=str(stage.title)):
        pass_by(request.user, stage)
    return redirect("contacts:walk")


@require_GET
def period(request: MemberRequest, pk: int) -> HttpResponse:
    """One stretch: who came to mind, and room for more names."""
    own = get_own(request, Period, pk)
    people = list(
        own.recollections.filter(owner=request.user)
        .select_related("contact")
        .order_by("contact__sort_key", "pk")[:MOST_SHOWN]
    )
    facts = {"period": own, "stage": BY_KIND[own.kind], "people": [each.contact for each in people]}
    return page(request, "contacts/walk_period.html", facts | _beginning(request, own, len(people)))


@require_POST
def recall(request: MemberRequest, pk: int) -> HttpResponse:
    """Names that came to mind: first who is new and who is known, then written down as one act."""
    own, now = get_own(request, Period, pk), timezone.now()
    if led_to := done_before(request):
        return led_to
    form = RecallForm(request.user, own, request.POST)
    is_fit = form.is_valid()
    if is_fit and form.is_seen:
        _remember(request, own, form, now)
        return redirect(_address(own))
    facts = {"form": form, "period": own, "stage": BY_KIND[own.kind]}
    return page(request, "contacts/walk_names.html", facts, status=200 if is_fit else 422)


def _remember(request: MemberRequest, own: Period, form: RecallForm, now: datetime) -> None:
    answers = form.answers()
    verb, facts = "recall", dict[str, Any](period=str(own), count=len(answers))
    if len(answers) == 1:
        verb, facts = "recall_one", dict[str, Any](period=str(own), name=answers[0][0].name)
    with deed(request, verb, now=now, led_to=_address(own), **facts):
        remember(own, answers, now=now)


@require_http_methods(["GET", "POST"])
def edit_period(request: MemberRequest, pk: int) -> HttpResponse:
    """Another name or other years."""
    own, now = get_own(request, Period, pk), timezone.now()
    stage = BY_KIND[own.kind]
    said = {"name": own.name, "from_year": own.from_year, "until_year": own.until_year}
    form = _period_form(request, stage, now, sent(request), initial=said)
    if request.method == "POST" and form.is_valid():
        with deed(request, "edit_period", now=now, led_to=_address(own), period=str(own)):
            restate(own, *form.said, now=now)
        return redirect(_address(own))
    facts = {"form": form, "period": own, "stage": stage}
    return page(request, "contacts/walk_edit.html", facts, status=422 if form.is_bound else 200)


@require_POST
def finish_period(request: MemberRequest, pk: int) -> HttpResponse:
    """That is everyone one remembers."""
    own, now = get_own(request, Period, pk), timezone.now()
    with deed(request, "finish_period", now=now, led_to=reverse("contacts:walk"), period=str(own)):
        own.finish(now=now)
    return redirect("contacts:walk")


@require_POST
def reopen_period(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody else came to mind."""
    own = get_own(request, Period, pk)
    with deed(request, "reopen_period", now=timezone.now(), led_to=_address(own), period=str(own)):
        own.reopen()
    return redirect(_address(own))


@require_POST
def delete_period(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the stretch out of the walk; its people stay."""
    own = get_own(request, Period, pk)
    with deed(request, "delete_period", now=timezone.now(), led_to=reverse("contacts:walk"), period=str(own)):
        own.delete()
    return redirect("contacts:walk")


def _beginning(request: MemberRequest, own: Period, recalled: int) -> dict[str, Any]:
    """The empty form for names, and what may bring some back."""
    asked = request.GET.get("turn", "")
    turn = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else recalled
    prompts = BY_KIND[own.kind].prompts_at(turn)
    return {"form": RecallForm(request.user, own), "prompts": prompts, "next_turn": (turn + 1) % 999}


def _period_form(
    request: MemberRequest, stage: Stage, now: datetime, *args: Any, **kwargs: Any
) -> PeriodForm:
    return PeriodForm(stage, *args, this_year=request.user.day(now).year, **kwargs)


def _stage(kind: str) -> Stage:
    if kind not in BY_KIND:
        raise Http404
    return BY_KIND[kind]


def _address(own: Period) -> str:
    return reverse("contacts:period", args=[own.pk])
