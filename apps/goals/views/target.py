"""People to meet of a goal: all of them, one of them, and what one does to one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact, ContactPoint
from apps.contacts.views.deed import back, deed, page, page_of, sent, way_back
from apps.core.scope import get_own
from apps.goals.belonging import facts_of, friend_on, targets_of
from apps.goals.forms.target import TargetForm
from apps.goals.listed import ToMeet
from apps.goals.models import Goal, Target
from apps.goals.people import page_of as page_of_people
from apps.goals.people import row_of
from apps.goals.portrait import Portrait
from apps.goals.sections.calling import people_met
from apps.goals.targets import is_only_to_meet
from apps.goals.views.goal import page_of_goal
from apps.goals.ways import ways_to

A_FEW_WAYS = 3


@require_GET
def targets(request: MemberRequest, goal_pk: int) -> HttpResponse:
    """All people to meet for a goal, fifty on a page."""
    own, now = get_own(request, Goal, goal_pk), timezone.now()
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    portrait = Portrait(request.user, own, request.user.day(now), now)
    facts = {"goal": own, "portrait": portrait, "page": page_of_people(portrait, number)}
    return page(request, "goals/targets.html", facts | {"today": portrait.today})


@require_GET
def met_in_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody met for a goal, the last one first: what its page shows a dozen of."""
    own, now = get_own(request, Goal, pk), timezone.now()
    portrait = Portrait(request.user, own, request.user.day(now), now)
    facts = {"goal": own, "met": people_met(portrait)[::-1], "today": portrait.today}
    return page(request, "goals/met.html", facts)


@require_GET
def target(request: MemberRequest, pk: int) -> HttpResponse:
    """One person to meet: how far it has come, what is public; who may know them, until they were met."""
    own, now = own_target(request, pk), timezone.now()
    today = request.user.day(now)
    portrait = Portrait(request.user, own.goal, today, now)
    portrait.targets = [shown := ToMeet.of(own)]
    portrait.people = {shown.contact_id: shown.contact}
    person = own.contact
    row = row_of(portrait, shown)
    is_sought = not (row.stage.is_met or person.died_on or person.let_be_at)
    ways = ways_to(request.user, [person.pk], today, each=A_FEW_WAYS + 1) if is_sought else []
    facts: dict[str, Any] = {
        "target": own,
        "person": person,
        "row": row,
        "facts": list(facts_of(request.user, person)),
        "points": list(
            ContactPoint.objects.of(request.user).filter(contact=person).order_by("position", "pk")
        ),
        "ways": ways[:A_FEW_WAYS],
        "has_more_ways": len(ways) > A_FEW_WAYS,
        "is_quiet": Target.objects.of(request.user).gone_quiet(today).filter(pk=own.pk).exists(),
        "is_bare": is_only_to_meet(own),
        "friend_on": friend_on(targets_of(request.user, person)),
        "today": today,
    }
    return page(request, "goals/target.html", facts)


@require_http_methods(["GET", "POST"])
def edit_target(request: MemberRequest, pk: int) -> HttpResponse:
    """Who they are there."""
    own = own_target(request, pk)
    form = TargetForm(sent(request), instance=own)
    if not form.is_valid():
        facts = {"target": own, "form": form}
        return page(request, "goals/target_edit.html", facts, status=422 if form.is_bound else 200)
    led_to = page_of_target(own)
    with deed(request, "edit_target", now=timezone.now(), led_to=led_to, name=own.contact.name):
        own.rewrite(form.cleaned_data["what"])
    return redirect(led_to)


@require_POST
def remove_target(request: MemberRequest, pk: int) -> HttpResponse:
    """Not to be met for this goal; the person stays, unless they were only to be met and shall go too."""
    own = own_target(request, pk)
    led_to = page_of_goal(own.goal)
    goes = request.POST.get("person") == "goes" and is_only_to_meet(own)
    verb = "delete_person" if goes else "remove_target"
    with deed(request, verb, now=timezone.now(), led_to=led_to, name=own.contact.name):
        if goes:
            own.contact.delete()
        else:
            own.delete()
    return redirect(led_to)


@require_POST
def still_target(request: MemberRequest, pk: int) -> HttpResponse:
    """Still somebody to meet: not asked again for a year."""
    own, now = own_target(request, pk), timezone.now()
    led_to = way_back(request, page_of_target(own))
    with deed(request, "still_target", now=now, led_to=led_to, name=own.contact.name):
        own.is_still(request.user.day(now))
    return HttpResponseRedirect(led_to)


@require_POST
def call_friend(request: MemberRequest, contact_pk: int) -> HttpResponse:
    """I'd call them a friend: set by hand, for all goals at once."""
    return _mark(request, contact_pk, "call_friend", is_friend=True)


@require_POST
def call_friend_back(request: MemberRequest, contact_pk: int) -> HttpResponse:
    """The mark taken off."""
    return _mark(request, contact_pk, "call_friend_back", is_friend=False)


def _mark(request: MemberRequest, contact_pk: int, verb: str, *, is_friend: bool) -> HttpResponse:
    person, now = get_own(request, Contact, contact_pk), timezone.now()
    if not Target.objects.of(request.user).filter(contact=person).exists():
        messages.info(request, _("The mark belongs to people of a goal. Add them to one first."))
        return back(request, page_of(person))
    led_to = way_back(request, page_of(person))
    with deed(request, verb, now=now, led_to=led_to, name=person.name):
        Target.call_friend(request.user, person, request.user.day(now) if is_friend else None)
    return HttpResponseRedirect(led_to)


def own_target(request: MemberRequest, pk: int) -> Target:
    """The member's person to meet with goal and contact; one query, or a 404."""
    mine = Target.objects.of(request.user).select_related("goal", "contact")
    own: Target = get_object_or_404(mine, pk=pk)
    return own


def page_of_target(own: Target) -> str:
    """The address of a person to meet."""
    return reverse("goals:target", args=[own.pk])
