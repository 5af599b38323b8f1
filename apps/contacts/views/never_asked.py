"""Never asked: whom else should I know? One tap each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts import never_asked as asking
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, page, wants_fragment
from apps.core.scope import get_own


@require_GET
def never_asked(request: MemberRequest) -> HttpResponse:
    """Who was never asked, a dozen at a time; whoever is answered for makes room for the next."""
    people = asking.never_asked(request.user, request.user.day(timezone.now()))
    return page(request, "contacts/never_asked.html", {"people": people})


@require_POST
def asked_whom_else(request: MemberRequest, pk: int) -> HttpResponse:
    """I asked them, today."""
    own = get_own(request, Contact, pk)
    return _answer(request, own, "asked_whom_else", lambda on: asking.asked_whom_else(request.user, own, on))


@require_POST
def not_this_one(request: MemberRequest, pk: int) -> HttpResponse:
    """Not them, for a year."""
    own = get_own(request, Contact, pk)
    return _answer(request, own, "not_this_one", lambda on: asking.not_this_one(request.user, own, on))


def _answer(
    request: MemberRequest, own: Contact, verb: str, change: Callable[[date], object]
) -> HttpResponse:
    """The line folded where htmx asked for it, else the list again with a notice."""
    now, is_line, led_to = timezone.now(), wants_fragment(request), reverse("contacts:never_asked")
    with deed(request, verb, now=now, led_to=led_to, tell=not is_line, name=own.name) as done:
        change(request.user.day(now))
    if not is_line:
        return redirect(led_to)
    facts = {"person": own, "verb": verb, "undo_url": reverse("take_back", args=[done.pk])}
    return render(request, "contacts/_never_asked_answered.html", facts)
