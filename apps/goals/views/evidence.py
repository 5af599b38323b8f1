"""Who was seen at a place: writing it down, correcting it, striking it out."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import in_turn
from apps.contacts.views.deed import deed, done_before, page, sent
from apps.core.scope import get_own
from apps.core.words import told
from apps.goals.evidence import see, to_meet
from apps.goals.forms.evidence import SeenForm
from apps.goals.models import Evidence, Place
from apps.goals.room import Room
from apps.goals.views.place import page_of, place_page


@require_http_methods(["GET", "POST"])
def see_at_place(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody, or people of the field, seen there on a day; several names at once."""
    own, now = get_own(request, Place, pk), timezone.now()
    if request.method == "GET":
        return redirect(page_of(own))
    in_turn(request.user.pk)  # pressed in two tabs at once, nobody new is made twice
    if led_to := done_before(request):
        return led_to
    room = Room(request.user, own, now)
    today = request.user.day(now)
    form = SeenForm(request.user, room.to_meet, room.goals, sent(request), today=today)
    if not form.is_valid():
        return place_page(request, own, seen_form=form)
    _see(request, own, form, now)
    return redirect(page_of(own))


def _see(request: MemberRequest, own: Place, form: SeenForm, now: datetime) -> None:
    said = form.cleaned_data
    names = [person.name for person in form.people] + form.unknown
    verb = "see_several" if len(names) > 1 else "see" if names else "see_nobody"
    facts = (told(names) if names else {}) | {"place": own.name}
    with deed(request, verb, now=now, led_to=page_of(own), **facts):
        newcomers = _newcomers(request, form, now)
        people = [*form.people, *newcomers]
        see(own, people, on=said["seen_on"], what=said["what"], source=said["source"])


def _newcomers(request: MemberRequest, form: SeenForm, now: datetime) -> list:
    return to_meet(request.user, form.unknown, form.goal_of_newcomers(), now=now) if form.unknown else []


@require_http_methods(["GET", "POST"])
def edit_evidence(request: MemberRequest, pk: int) -> HttpResponse:
    """Another name, day or source for something seen."""
    own, now = get_own(request, Evidence, pk), timezone.now()
    if led_to := done_before(request):
        return led_to
    room, today = Room(request.user, own.place, now), request.user.day(now)
    written = {"names": own.contact.name if own.contact else "", "seen_on": own.seen_on}
    written |= {"what": own.what, "source": own.source}
    near = [*([own.contact] if own.contact else []), *room.to_meet]
    form = SeenForm(request.user, near, room.goals, sent(request), initial=written, today=today, alone=True)
    if form.is_valid():
        said = form.cleaned_data
        with deed(request, "edit_evidence", now=now, led_to=page_of(own.place), place=own.place.name):
            people = [*form.people, *_newcomers(request, form, now)]
            own.correct(people[0] if people else None, said["seen_on"], said["what"], said["source"])
        return redirect(page_of(own.place))
    facts = {"evidence": own, "place": own.place, "room": room, "form": form}
    return page(request, "goals/evidence.html", facts, status=422 if form.is_bound else 200)


@require_POST
def delete_evidence(request: MemberRequest, pk: int) -> HttpResponse:
    """It was not so."""
    own = get_own(request, Evidence, pk)
    led_to = page_of(own.place)
    with deed(request, "delete_evidence", now=timezone.now(), led_to=led_to, place=own.place.name):
        own.delete()
    return redirect(led_to)
