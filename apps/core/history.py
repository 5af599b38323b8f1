"""History: what I did, newest first, each act with its way back."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from apps.core.acts import Act
from apps.core.gone import deleted_since
from apps.core.scope import get_own
from apps.core.taking_back import CannotTakeBack, ask
from apps.core.taking_back import take_back as take_back_act
from apps.core.waking import wake
from apps.core.words import say

if TYPE_CHECKING:
    from apps.accounts.signed_in import MemberRequest

A_PAGE = 50


@require_GET
def history(request: MemberRequest) -> HttpResponse:
    """The member's acts by day, newest first, fifty to a page."""
    now = timezone.now()
    acts = Act.objects.of(request.user).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        acts = acts.filter(pk__lt=int(before))
    shown = list(acts[: A_PAGE + 1])
    lines: list[dict[str, Any]] = [
        {
            "act": act,
            "says": say(act.verb, act.facts),
            "open": act.may_be_taken_back(now=now),
            "told": told(act.kept, left_out=bool(act.left_out)),
        }
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
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Undo one act and say what stayed; a large one is left to the worker."""
    act, now = get_own(request, Act, pk), timezone.now()
    is_large = act.is_large()
    if (
        not is_large
        and act.may_be_taken_back(now=now)
        and (first := deleted_since(request.user, act, now=now))
    ):
        said = _("What this was about is deleted. First take back: %(what)s.")
        messages.info(request, said % {"what": say(first.verb, first.facts)})
        return redirect("history")
    try:
        if is_large:
            ask(request.user, act, now=now)
            transaction.on_commit(partial(wake, "core.take_back_asked"), robust=True)
            messages.info(request, _("It is being taken back. History says when it is done."))
        else:
            outcome = take_back_act(request.user, act, now=now)
            messages.success(request, told(outcome.stayed, left_out=any(outcome.left_out.values())))
    except CannotTakeBack:
        messages.info(request, _("That was taken back before, or its days are over. Nothing changed."))
    return redirect("history" if _asked_in_history(request) else act.led_to or "history")


def _asked_in_history(request: MemberRequest) -> bool:
    """Pressed in History one stays there: where the act led may be gone since."""
    return urlsplit(request.headers.get("Referer", "")).path == reverse("history")


def told(stayed: int, *, left_out: bool = False) -> str:
    """Taken back, what was kept because it changed since, and what could not return."""
    said = _("Taken back.")
    if stayed:
        said = ngettext(
            "Taken back. One entry was changed since and stays.",
            "Taken back. %(count)d entries were changed since and stay.",
            stayed,
        ) % {"count": stayed}
    if left_out:
        said += " " + _("Part of it could not return, because what it belonged to is gone or replaced.")
    return said
