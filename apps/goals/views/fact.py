"""What is public of somebody: added, changed, removed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, page, page_of, sent, way_back
from apps.core.scope import get_own
from apps.goals.forms.fact import FactForm
from apps.goals.models import PublicFact


@require_http_methods(["GET", "POST"])
def add_fact(request: MemberRequest, contact_pk: int) -> HttpResponse:
    """One more, with its source."""
    person = get_own(request, Contact, contact_pk)
    today = request.user.day(timezone.now())
    return _write(request, PublicFact(owner=request.user, contact=person, seen_on=today), "add_fact")


@require_http_methods(["GET", "POST"])
def edit_fact(request: MemberRequest, pk: int) -> HttpResponse:
    """Other words, another source."""
    return _write(request, get_own(request, PublicFact, pk), "edit_fact")


@require_POST
def delete_fact(request: MemberRequest, pk: int) -> HttpResponse:
    """One less."""
    own = get_own(request, PublicFact, pk)
    led_to = way_back(request, page_of(own.contact))
    with deed(request, "delete_fact", now=timezone.now(), led_to=led_to, name=own.contact.name):
        own.delete()
    return redirect(led_to)


def _write(request: MemberRequest, own: PublicFact, verb: str) -> HttpResponse:
    now, person = timezone.now(), own.contact
    form = FactForm(sent(request), instance=own, today=request.user.day(now))
    if not form.is_valid():
        came_from = request.POST.get("next") or request.GET.get("next", "")
        facts = {"person": person, "fact": own, "form": form, "next": came_from}
        return page(request, "goals/fact_edit.html", facts, status=422 if form.is_bound else 200)
    led_to = way_back(request, page_of(person))
    with deed(request, verb, now=now, led_to=led_to, name=person.name):
        form.save()
    return redirect(led_to)
