"""*Never send me such links again*: how often an address may be asked, by all members together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.introductions.copies import FRIEND, now_says
from apps.introductions.forms.friend import LimitForm
from apps.introductions.models import AskLimit
from apps.introductions.views.opening import Opened, letter_of


@letter_of([FRIEND])
@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The question how often; one address on one letter, so that nobody shuts out a crowd."""
    if request.method != "POST":
        return _page(request, opened, LimitForm())
    form = LimitForm(request.POST)
    if opened.shown.get("limited"):
        return _back(opened)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    pk = AskLimit.tighten(form.cleaned_data["address"], form.days, on=opened.today, now=opened.now)
    now_says(opened.link, limited={"pk": pk, "days": form.days})
    return _back(opened)


@letter_of([FRIEND])
@require_POST
def lift(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Taken back where it was said. What was in force before this letter stays."""
    limited = opened.shown.get("limited") or {}
    if limited.get("pk"):
        AskLimit.objects.filter(pk=limited["pk"], days=limited["days"]).delete()
        now_says(opened.link, limited=None)
    return _back(opened)


def _page(request: HttpRequest, opened: Opened, form: LimitForm, *, status: int = 200) -> HttpResponse:
    facts = {
        "title": _("How often you may be asked"),
        "dated": "",
        "token": opened.token,
        "form": form,
        "limited": opened.shown.get("limited"),
    }
    return render(request, "introductions/letters/limit.html", facts, status=status)


def _back(opened: Opened) -> HttpResponse:
    return HttpResponseRedirect(reverse("letter_limit", args=[opened.token]), status=303)
