"""Search: the palette's answers, and the same as a page of its own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import wants_fragment
from apps.dashboard import palette
from apps.dashboard.palette import LONGEST


@require_GET
def search(request: MemberRequest) -> HttpResponse:
    """`?q=…`: what it finds; `at`: the path of the page one comes from. A fragment for the palette."""
    typed, at = (request.GET.get(key, "").replace("\0", "") for key in ("q", "at"))
    found = palette.find(request.user, palette.plain(typed), at)
    is_listed = wants_fragment(request)
    template = "dashboard/_found.html" if is_listed else "dashboard/search.html"
    facts = {"found": found, "is_listed": is_listed, "typed": typed[:LONGEST], "at": at[:LONGEST]}
    return render(request, template, facts)
