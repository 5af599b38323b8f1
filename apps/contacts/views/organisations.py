"""Organisations: the list, and one with who is there now and who was before."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts import organisations as kept
from apps.contacts.cursors import LARGEST_PK
from apps.contacts.forms.organisations import OrganisationForm
from apps.contacts.models import Organisation, OrganisationTaken
from apps.contacts.views.deed import deed, done_before, page, sent, wants_fragment
from apps.core.scope import get_own

MOST_HELD = 50


@require_GET
def organisations(request: MemberRequest) -> HttpResponse:
    """All of them, or those whose name begins so; a fragment while somebody types or asks for more."""
    asked = kept.Asked.of(request.GET)
    found = kept.page(request.user, asked, request.GET.get("after", ""), request.user.day(timezone.now()))
    template = "_organisations" if wants_fragment(request) else "organisations"
    return render(request, f"contacts/{template}.html", {"asked": asked, "page": found})


@require_GET
def organisation(request: MemberRequest, pk: int) -> HttpResponse:
    """One organisation with everything kept about it."""
    own, today = get_own(request, Organisation, pk), request.user.day(timezone.now())
    facts = {
        "organisation": own,
        "people": kept.people_of(own, today),
        "read": kept.read_from_cards(own),
        "gives": own.gives.order_by("-happened_on", "-pk")[:MOST_HELD],
        "asks": own.asks.order_by("-happened_on", "-pk")[:MOST_HELD],
        "today": today,
    }
    return page(request, "contacts/organisation.html", facts)


@require_http_methods(["GET", "POST"])
def edit_organisation(request: MemberRequest, pk: int) -> HttpResponse:
    """Name, kind, place on the web, notes; where the name is another's, an offer to unite the two."""
    own = get_own(request, Organisation, pk)
    form = OrganisationForm(sent(request), instance=own)
    if led_to := done_before(request):
        return led_to
    other = None
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            with deed(request, "edit_organisation", now=timezone.now(), led_to=_page_of(own), name=name):
                own.rewrite(**form.cleaned_data)
            return redirect(_page_of(own))
        except OrganisationTaken as taken:
            form.add_error("name", _("There is an organisation of that name already."))
            other = taken.other
    return _edit(request, own, form, other)


def _edit(request: MemberRequest, own: Organisation, form: Any, other: Organisation | None) -> HttpResponse:
    facts = {"organisation": own, "form": form, "other": other}
    return page(request, "contacts/organisation_edit.html", facts, status=422 if form.is_bound else 200)


@require_POST
def unite_organisation(request: MemberRequest, pk: int) -> HttpResponse:
    """This one becomes part of the one the form names, with all its people."""
    gone, into = get_own(request, Organisation, pk), get_own(request, Organisation, _named(request))
    if gone.pk == into.pk:
        form = OrganisationForm(
            {"name": gone.name, "kind": gone.kind, "domain": gone.domain, "notes": gone.notes}
        )
        form.add_error("name", _("That is the same organisation already."))
        return _edit(request, gone, form, None)
    facts: dict[str, Any] = {"name": into.name, "other": gone.name}
    with deed(request, "unite_organisation", now=timezone.now(), led_to=_page_of(into), **facts):
        kept.unite(request.user, into, gone)
    return redirect(_page_of(into))


@require_POST
def delete_organisation(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete an organisation; its people stay."""
    own, led_to = get_own(request, Organisation, pk), reverse("contacts:organisations")
    with deed(request, "delete_organisation", now=timezone.now(), led_to=led_to, name=own.name):
        own.dissolve()
    return redirect(led_to)


def _named(request: MemberRequest) -> int:
    typed = request.POST.get("with", "")
    return int(typed) if typed.isascii() and typed.isdigit() and int(typed[:20]) <= LARGEST_PK else 0


def _page_of(own: Organisation) -> str:
    return reverse("contacts:organisation", args=[own.pk])
