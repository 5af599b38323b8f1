"""Ways to somebody, and asking one of one's own people for an introduction."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.views.deed import page
from apps.core.panels import fillers_of
from apps.core.scope import get_own
from apps.goals.views.target import own_target
from apps.goals.ways import ALL, ways_to


@require_GET
def ways_of_target(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody of the member's own who may know this person."""
    own, today = own_target(request, pk), request.user.day(timezone.now())
    ways = ways_to(request.user, [own.contact_id], today, most=ALL, each=ALL)
    facts = {"target": own, "person": own.contact, "ways": ways, "today": today}
    return page(request, "goals/target_ways.html", facts)


@require_GET
def ask_way_to_target(request: MemberRequest, pk: int, contact_pk: int) -> HttpResponse:
    """To where a higher app asks this friend: the slot `ask_way`, `(target, friend) -> address`."""
    own, friend = own_target(request, pk), get_own(request, Contact, contact_pk)
    asks = [ask(own, friend) for ask in fillers_of("ask_way")]
    return redirect(asks[0] if asks else reverse("contacts:person", args=[friend.pk]))
