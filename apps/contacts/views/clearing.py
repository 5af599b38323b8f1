"""The yearly clearing: everybody it offers is ticked; whoever is unticked stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.contacts import clearing as letting_go
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, page

NAMED = 3


@require_http_methods(["GET", "POST"])
def clearing(request: MemberRequest) -> HttpResponse:
    """Whom to let go, all at once; it is one act."""
    now = timezone.now()
    today = request.user.day(now)
    people = letting_go.offered(request.user, today)
    if request.method == "POST":
        _clear(request, people, now)
        return redirect("contacts:list")
    facts = {"people": people, "shown": ",".join(str(person.pk) for person in people), "today": today}
    return page(request, "contacts/clearing.html", facts)


def _clear(request: MemberRequest, people: list[Contact], now: datetime) -> None:
    """Only those who were on the page as it was drawn, and are offered still."""
    shown, ticked = set(request.POST.get("shown", "").split(",")), set(request.POST.getlist("let_go"))
    seen = [person for person in people if str(person.pk) in shown]
    going = [person for person in seen if str(person.pk) in ticked]
    kept = [person.pk for person in seen if str(person.pk) not in ticked]
    today = request.user.day(now)
    verb = "let_go" if going else "keep_all"
    facts: dict[str, Any] = {"names": _names(going)} if going else {}
    with deed(request, verb, now=now, led_to=reverse("contacts:list"), **facts):
        letting_go.let_go(request.user, [person.pk for person in going])
        letting_go.keep(request.user, kept, today=today, now=now)
        letting_go.put_aside(request.user, today)


def _names(people: list[Contact]) -> str:
    names = ", ".join(person.name for person in people[:NAMED])
    return _("%(names)s and others") % {"names": names} if len(people) > NAMED else names
