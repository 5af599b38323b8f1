"""A person's page, editing what it says, and deleting it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.asking import guard_from
from apps.contacts.doors import Circular, hold_straight
from apps.contacts.forms.people import PersonForm
from apps.contacts.models import Contact
from apps.contacts.models.rhythm import CHOICES
from apps.contacts.portrait import portrait_of
from apps.contacts.timeline import timeline_of
from apps.contacts.views.deed import deed, done_before, page, page_of, sent, wants_fragment
from apps.core.panels import panels_of
from apps.core.scope import get_own


@require_GET
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything kept about one person; with `before`, as a fragment, an earlier page of the timeline."""
    today = request.user.day(timezone.now())
    before = request.GET.get("before", "")
    if wants_fragment(request) and before:
        own = get_own(request, Contact, pk)
        facts = {"person": own, "timeline": timeline_of(request.user, own, before), "today": today}
        return render(request, "contacts/_timeline.html", facts)
    portrait = portrait_of(request.user, pk, today)
    timeline = timeline_of(request.user, portrait.person, before)
    facts = {
        "portrait": portrait,
        "person": portrait.person,
        "timeline": timeline,
        "guard": guard_from(portrait.person, timeline.moments, has_given=bool(portrait.gives)),
        "comes_round_on": portrait.comes_round_on(today),
        "rhythms": CHOICES,
        "panels": _panels(request, portrait.person),
        "today": today,
    }
    return page(request, "contacts/person.html", facts)


def _panels(request: MemberRequest, own: Contact) -> list[tuple[str, dict[str, object]]]:
    drawn = ((panel.template, panel.facts(request, own)) for panel in panels_of("person"))
    return [(template, facts) for template, facts in drawn if facts is not None]


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything written about a person, in one form."""
    own, now = get_own(request, Contact, pk), timezone.now()
    introducer = own.introduced_by.name if own.introduced_by else ""
    name, called, seen_at = own.name, own.first_name, own.changed_at.isoformat()
    today = request.user.day(now)
    form = PersonForm(request.user, sent(request), instance=own, introducer=introducer, today=today)
    if request.POST.get("seen_at", seen_at) != seen_at and done_before(request) is None:
        form.add_error(
            None, _("This was changed elsewhere since you opened it. Look it over and save once more.")
        )
    if request.method == "POST" and form.is_valid() and _rewrite(request, own, form, now):
        return redirect(page_of(own))
    facts = {"form": form, "person": own, "name": name, "called": called, "today": today, "seen_at": seen_at}
    return page(request, "contacts/edit.html", facts, status=422 if form.is_bound else 200)


def _rewrite(request: MemberRequest, own: Contact, form: PersonForm, now: datetime) -> bool:
    """Keep what the form says; False, with a sentence on it, where introductions would go in a circle."""
    before = own.introduced_by_id
    try:
        with deed(request, "edit_person", now=now, led_to=page_of(own), name=own.name):
            columns = form.columns()
            if own.introduced_by_id != before:
                hold_straight(request.user, own.pk, own.introduced_by_id)
            own.rewrite(columns, now=now)
    except Circular as refused:
        form.add_error("introducer", str(refused))
        return False
    return True


@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete somebody for good, with everything about them; it can be taken back."""
    own = get_own(request, Contact, pk)
    with deed(request, "delete_person", now=timezone.now(), led_to=reverse("contacts:list"), name=own.name):
        own.delete()
    return redirect("contacts:list")
