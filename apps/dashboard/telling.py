"""What is told after an answer: the row folds where htmx asked for it, else a notice stands on the page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import wants_fragment
from apps.core.acts import Act


def told(request: MemberRequest, act: Act | None, says: str, home: str, *, comes: str = "") -> HttpResponse:
    """The answer to a row's button; the act, if there is one, can be taken back from there.

    `comes`: when somebody comes round again, in words; said in the folded row.
    """
    undo_url = reverse("take_back", args=[act.pk]) if act else ""
    if wants_fragment(request):
        facts = {"says": says, "undo_url": undo_url, "next": comes}
        return render(request, "dashboard/_answered.html", facts)
    messages.success(request, says, extra_tags=undo_url)
    return HttpResponseRedirect(home)
