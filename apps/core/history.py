"""History: what I did, newest first, each act with its way back."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from apps.core.acts import Act
from apps.core.scope import get_own
from apps.core.taking_back import CannotTakeBack, TakenBack
from apps.core.taking_back import take_back as take_back_act
from apps.core.words import say

A_PAGE = 50


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """The member's acts by day, newest first, fifty to a page."""
    now = timezone.now()
    acts = Act.objects.of(request.user).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        acts = acts.filter(pk__lt=int(before))
    shown = list(acts[: A_PAGE + 1])
    lines = [
        {"act": act, "says": say(act.verb, act.facts), "open": act.may_be_taken_back(now=now)}
        for act in shown[:A_PAGE]
    ]
    days = groupby(lines, key=lambda line: request.user.day(line["act"].at))
    facts = {
        "days": [(on, list(of_day)) for on, of_day in days],
        "today": request.user.day(now),
        "more": shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None,
    }
    return render(request, "core/history.html", facts)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one act and say what stayed."""
    act = get_own(request, Act, pk)
    try:
        outcome = take_back_act(request.user, act, now=timezone.now())
    except CannotTakeBack:
        messages.info(request, _("That was taken back before, or its days are over. Nothing changed."))
    else:
        messages.success(request, told(outcome))
    return redirect(act.led_to or "history")


def told(outcome: TakenBack) -> str:
    """One sentence: taken back, and what was kept because it changed since."""
    stayed = sum(len(pks) for model, pks in outcome.kept.items() if not model.part_of)
    if not any(outcome.kept.values()):
        return _("Taken back.")
    if not stayed:
        return _("Taken back. What you changed since was kept.")
    return ngettext(
        "Taken back. One entry was changed since and stays.",
        "Taken back. %(count)d entries were changed since and stay.",
        stayed,
    ) % {"count": stayed}
