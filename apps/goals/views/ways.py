"""Ways to somebody, and asking one of one's own people for an introduction."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.contacts.asking import guard
from apps.contacts.models import Ask, Contact, ContactPoint
from apps.contacts.views.deed import deed, page
from apps.core.scope import get_own
from apps.goals.models import Target
from apps.goals.views.target import own_target
from apps.goals.ways import ALL, ways_to


@require_GET
def ways_of_target(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody of the member's own who may know this person."""
    own, today = own_target(request, pk), request.user.day(timezone.now())
    ways = ways_to(request.user, [own.contact_id], today, most=ALL, each=ALL)
    facts = {"target": own, "person": own.contact, "ways": ways, "today": today}
    return page(request, "goals/target_ways.html", facts)


@require_http_methods(["GET", "POST"])
def ask_way_to_target(request: MemberRequest, pk: int, contact_pk: int) -> HttpResponse:
    """What to think of first, then words to send oneself; sent, it is written down as asked."""
    own, friend = own_target(request, pk), get_own(request, Contact, contact_pk)
    now = timezone.now()
    today = request.user.day(now)
    if request.method == "POST":
        led_to = reverse("goals:target", args=[own.pk])
        with deed(request, "add_ask", now=now, led_to=led_to, name=friend.name):
            what = _("An introduction to %(name)s") % {"name": own.contact.name}
            Ask.objects.create(owner=request.user, contact=friend, what=what[:300], happened_on=today)
        return redirect(led_to)
    thought = guard(request.user, friend, today)
    facts = {
        "target": own,
        "person": own.contact,
        "friend": friend,
        "guard": thought,
        "is_asked": thought is None or request.GET.get("anyway") == "1",
        "words": _words(own, friend),
        "points": list(
            ContactPoint.objects.of(request.user).filter(contact=friend).order_by("position", "pk")
        ),
        "today": today,
    }
    return page(request, "goals/target_ask.html", facts)


def _words(own: Target, friend: Contact) -> str:
    """A message the member would send, to be changed in their own messenger."""
    said = _(
        "%(friend)s, may I ask you something? I would like to meet %(name)s%(what)s, and thought you might "
        "know each other. Would you pass on a note? If not, that is quite all right."
    )
    what = f" ({own.what})" if own.what else ""
    return said % {"friend": friend.first_name, "name": own.contact.name, "what": what}
