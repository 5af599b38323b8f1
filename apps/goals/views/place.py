"""Places: those of a goal, and one with who is seen there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import back, deed, page, sent, wants_fragment, way_back
from apps.core.scope import get_own
from apps.core.words import say, told
from apps.goals.evidence import evidence_of
from apps.goals.forms.evidence import SeenForm
from apps.goals.forms.place import AddPlacesForm, PlaceForm, PutForm, WhyForm
from apps.goals.models import Goal, GoalPlace, Place, PlaceTaken
from apps.goals.places import add_places, put
from apps.goals.portrait import Portrait
from apps.goals.room import Room, offered, organisation_named
from apps.goals.sections import places as section


@require_GET
def places_of_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """All places of a goal, ranked, each with why it stands where it does."""
    return _of_goal(request, get_own(request, Goal, pk), AddPlacesForm())


@require_http_methods(["GET", "POST"])
def add_places_to_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Places written one a line; what the goal has already is said."""
    own, form, now = get_own(request, Goal, pk), AddPlacesForm(sent(request)), timezone.now()
    if not form.is_valid():
        return _of_goal(request, own, form)
    led_to = way_back(request, reverse("goals:places_of_goal", args=[own.pk]))
    with deed(request, "add_places_again", now=now, led_to=led_to, tell=False, goal=own.sentence) as done:
        placed = add_places(own, form.cleaned_data["places"], now=now)
        if placed.places:
            done.verb = "add_places" if len(placed.places) == 1 else "add_places_several"
            done.facts |= told([place.name for place in placed.places])
            done.save(update_fields=["verb", "facts"])
    _say(request, done, placed.again)
    return redirect(led_to)


def _say(request: MemberRequest, done: Any, again: list[str]) -> None:
    if done.verb != "add_places_again":
        messages.success(request, say(done.verb, done.facts), extra_tags=reverse("take_back", args=[done.pk]))
    if again:
        said = ngettext("%(names)s was there already.", "%(names)s were there already.", len(again))
        messages.info(request, said % {"names": ", ".join(again)})


def _of_goal(request: MemberRequest, own: Goal, form: AddPlacesForm) -> HttpResponse:
    now = timezone.now()
    portrait = Portrait(request.user, own, request.user.day(now), now)
    facts = {"goal": own, "portrait": portrait, "section": section.all_of(portrait), "form": form}
    status = 422 if form.is_bound else 200
    return page(request, "goals/places.html", facts | {"today": portrait.today}, status=status)


@require_GET
def place(request: MemberRequest, pk: int) -> HttpResponse:
    """One place: what it is, why here, who is seen there, gatherings, what came of it."""
    own = get_own(request, Place, pk)
    if wants_fragment(request):
        seen = evidence_of(own, request.GET.get("before", ""))
        today = request.user.day(timezone.now())
        return page(request, "goals/_evidence.html", {"place": own, "seen": seen, "today": today})
    return place_page(request, own)


def place_page(request: MemberRequest, own: Place, **forms: Any) -> HttpResponse:
    """The page of a place; 422 where one of its forms was refused."""
    now = timezone.now()
    room, today = Room(request.user, own, now), request.user.day(now)
    facts = {
        "place": own,
        "room": room,
        "seen": evidence_of(own, request.GET.get("before", "")),
        "seen_form": SeenForm(request.user, [], room.goals, today=today),
        "put_form": PutForm(Goal.objects.of(request.user)),
        "today": today,
        "now": now,
    }
    return page(request, "goals/place.html", facts | forms, status=422 if forms else 200)


@require_http_methods(["GET", "POST"])
def edit_place(request: MemberRequest, pk: int) -> HttpResponse:
    """What it is, where, whose; the name of another place is refused with a way to that one."""
    own = get_own(request, Place, pk)
    form, other = PlaceForm(sent(request), instance=own), None
    if form.is_valid():
        said = dict(form.cleaned_data)
        led_to = page_of(own)
        try:
            with deed(request, "edit_place", now=timezone.now(), led_to=led_to, name=said["name"]):
                whose = organisation_named(request.user, said.pop("belongs_to"))
                own.rewrite(**said, organisation=whose)
            return redirect(led_to)
        except PlaceTaken as taken:
            form.add_error("name", _("There is a place of that name already."))
            other = taken.other
    facts = {"place": own, "form": form, "other": other, **offered(request.user)}
    return page(request, "goals/place_form.html", facts, status=422 if form.is_bound else 200)


@require_POST
def delete_place(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete a place with its evidence; its gatherings stay, without a place."""
    own, led_to = get_own(request, Place, pk), reverse("goals:list")
    with deed(request, "delete_place", now=timezone.now(), led_to=led_to, name=own.name):
        own.delete()
    return redirect(led_to)


@require_POST
def put_place(request: MemberRequest, pk: int) -> HttpResponse:
    """People of one more goal gather there."""
    own, now = get_own(request, Place, pk), timezone.now()
    form = PutForm(Goal.objects.of(request.user), sent(request))
    if not form.is_valid():
        return place_page(request, own, put_form=form)
    goal, led_to = form.cleaned_data["goal"], page_of(own)
    with deed(request, "add_places", now=now, led_to=led_to, name=own.name, goal=goal.sentence):
        put(own, goal, form.cleaned_data["why"], now=now)
    return redirect(led_to)


@require_http_methods(["GET", "POST"])
def why_of_place(request: MemberRequest, pk: int, goal_pk: int) -> HttpResponse:
    """Why people of that goal gather there."""
    own, goal = get_own(request, Place, pk), get_own(request, Goal, goal_pk)
    link = get_own_link(request, own, goal)
    form = WhyForm(sent(request), instance=link)
    if form.is_valid():
        facts: dict[str, Any] = {"name": own.name, "goal": goal.sentence}
        with deed(request, "why_of_place", now=timezone.now(), led_to=page_of(own), **facts):
            link.explain(form.cleaned_data["why"])
        return redirect(page_of(own))
    shown = {"place": own, "goal": goal, "form": form}
    return page(request, "goals/place_why.html", shown, status=422 if form.is_bound else 200)


@require_POST
def take_goal_from_place(request: MemberRequest, pk: int, goal_pk: int) -> HttpResponse:
    """No longer a place of that goal; the place and its evidence stay."""
    own, goal = get_own(request, Place, pk), get_own(request, Goal, goal_pk)
    link = get_own_link(request, own, goal)
    facts: dict[str, Any] = {"name": own.name, "goal": goal.sentence}
    led_to = way_back(request, page_of(own))
    with deed(request, "take_place", now=timezone.now(), led_to=led_to, **facts):
        link.delete()
    return back(request, page_of(own))


def get_own_link(request: MemberRequest, own: Place, goal: Goal) -> GoalPlace:
    """Why that place is the goal's, or a 404."""
    pk = GoalPlace.objects.of(request.user).filter(place=own, goal=goal).values_list("pk", flat=True).first()
    return get_own(request, GoalPlace, pk or 0)


def page_of(own: Place) -> str:
    """The address of a place's page."""
    return reverse("goals:place", args=[own.pk])
