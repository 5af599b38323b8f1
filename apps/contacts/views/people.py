"""The list of people, and adding to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.contacts.adding import add_people
from apps.contacts.chosen import Chip, chips_of
from apps.contacts.forms.narrowing import NarrowingForm
from apps.contacts.forms.people import NamesForm
from apps.contacts.listing import page
from apps.contacts.models import Circle
from apps.contacts.models.tabs import choices_of, tabs_of
from apps.contacts.selection import Selection
from apps.contacts.views.deed import deed, done_before, page_of, sent, wants_fragment
from apps.contacts.views.deed import page as show

IN_MEMORY = 4 * 1024 * 1024


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Everybody, or whom the address selects; a fragment while somebody types or asks for more."""
    today = request.user.day(timezone.now())
    selection, after = Selection.asked(request.GET), request.GET.get("after", "")
    if wants_fragment(request):
        facts = _listed(request, selection, after, today)
        return render(request, "contacts/_people.html", facts | {"chips": _chips(request, selection)})
    tabs = tabs_of(request.user)
    if selection.circle and not tabs.circle(selection.circle):
        selection = replace(selection, circle=None)
    facts = _listed(request, selection, after, today) | {
        "chips": chips_of(selection, tabs.circle(selection.circle)),
        "letters": tabs.letters,
        "views": tabs.views,
        "has_alike": tabs.has_alike,
        "has_people": bool(tabs.letters),
    }
    return show(request, "contacts/list.html", facts)


def _listed(request: MemberRequest, selection: Selection, after: str, today: date) -> dict[str, Any]:
    return {
        "selection": selection,
        "page": page(request.user, selection, after, today),
        "begins": not after,
        "picks": request.GET.get("pick") == "1",
        "today": today,
    }


def _chips(request: MemberRequest, selection: Selection) -> list[Chip]:
    names = Circle.objects.of(request.user).filter(pk=selection.circle or 0).values_list("name", flat=True)
    return chips_of(selection, names.first() or "" if selection.circle else "")


@require_GET
def filters(request: MemberRequest) -> HttpResponse:
    """The form that narrows the list; the list's fold fetches it when it is opened."""
    selection, tabs = Selection.asked(request.GET), tabs_of(request.user)
    form = NarrowingForm(selection, tabs.circles, choices_of(request.user))
    template = "contacts/_narrow.html" if wants_fragment(request) else "contacts/filters.html"
    return show(request, template, {"form": form, "selection": selection})


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Type names: one, or one on each line."""
    if led_to := done_before(request):
        return led_to
    initial = {"names": request.GET.get("name", "").replace("\0", "")[:200]}
    form = NamesForm(request.user, sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _add(request, form)
    return show(request, "contacts/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _add(request: MemberRequest, form: NamesForm) -> HttpResponse:
    now, lines = timezone.now(), form.cleaned_data["names"]
    verb, facts = (
        ("add_person", {"name": lines[0][0]}) if len(lines) == 1 else ("add_people", {"count": len(lines)})
    )
    rhythm = form.cleaned_data["rhythm"]
    with deed(request, verb, now=now, led_to=reverse("contacts:list") + "?sort=newest", **facts):
        added = add_people(
            request.user,
            lines,
            circle=form.cleaned_data["circle"],
            rhythm=int(rhythm) if rhythm else None,
            now=now,
        )
    if len(added) == 1:
        return redirect(page_of(added[0]))
    return redirect("contacts:list" if rhythm else "contacts:pick")
