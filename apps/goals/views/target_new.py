"""Adding people to meet: several typed, one found in the book, somebody from their own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.company import meaning
from apps.contacts.forms.fields import cleaned_line
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, done_before, page, page_of, sent
from apps.core.scope import get_own
from apps.goals.forms.target import BelongForm, KnownForm, TargetsForm
from apps.goals.models import Goal, Target
from apps.goals.targets import Added, add_people, aim_at, are_there
from apps.goals.views.goal import page_of_goal


@require_http_methods(["GET", "POST"])
def add_targets(request: MemberRequest, goal_pk: int) -> HttpResponse:
    """Several at once, one a line; `people` in the address are lines to begin with, `q` finds one known."""
    own = get_own(request, Goal, goal_pk)
    if led_to := done_before(request):
        return led_to
    initial = {"names": request.GET.get("people", "").replace("\0", "")[:4000]}
    form = TargetsForm(request.user, sent(request), initial=initial)
    if request.method == "POST" and form.is_settled():
        return _add(request, own, form)
    q = cleaned_line(request.GET.get("q", ""))[:200]
    facts = {"goal": own, "form": form, "q": q, "found": _found(request, own, q)}
    is_refused = form.is_bound and bool(form.errors)
    return page(request, "goals/targets_new.html", facts, status=422 if is_refused else 200)


def _add(request: MemberRequest, own: Goal, form: TargetsForm) -> HttpResponse:
    now, names = timezone.now(), form.cleaned_data["names"]
    led_to = page_of_goal(own)
    if not form.chosen() and are_there(own, names):
        say_what_is_odd(request, Added(again=list(dict.fromkeys(named.name for named in names))))
        return redirect(led_to)
    verb, facts = (
        ("add_target", dict[str, Any](name=names[0].name))
        if len(names) == 1
        else ("add_targets", dict[str, Any](count=len(names)))
    )
    with deed(request, verb, now=now, led_to=led_to, **facts):
        added = add_people(own, names, now=now, chosen=form.chosen())
    say_what_is_odd(request, added)
    return redirect(led_to)


def _found(request: MemberRequest, own: Goal, q: str) -> list[tuple[Contact, bool]]:
    """People that a name may mean, and whether each is among the goal's already."""
    people = meaning(request.user, q) if q else []
    there = set(
        Target.objects.of(request.user)
        .filter(goal=own, contact__in=people)
        .values_list("contact_id", flat=True)
    )
    return [(person, person.pk in there) for person in people]


@require_POST
def choose_targets(request: MemberRequest, goal_pk: int) -> HttpResponse:
    """One of the member's own people, found by name."""
    own = get_own(request, Goal, goal_pk)
    form = KnownForm(request.user, request.POST)
    if not form.is_valid():
        messages.info(request, _("That person is no longer among your people."))
        return redirect("goals:add_targets", own.pk)
    return _aim(request, own, form.cleaned_data["person"], form.cleaned_data["what"], page_of_goal(own))


@require_http_methods(["GET", "POST"])
def add_target(request: MemberRequest, contact_pk: int) -> HttpResponse:
    """From a person's page: for which goal, and who they are there."""
    person = get_own(request, Contact, contact_pk)
    if led_to := done_before(request):
        return led_to
    form = BelongForm(request.user, person, sent(request))
    if form.is_valid():
        return _aim(request, form.cleaned_data["goal"], person, form.cleaned_data["what"], page_of(person))
    facts = {"person": person, "form": form}
    return page(request, "goals/target_new.html", facts, status=422 if form.is_bound else 200)


def _aim(request: MemberRequest, own: Goal, person: Contact, what: str, led_to: str) -> HttpResponse:
    now = timezone.now()
    with deed(request, "add_target", now=now, led_to=led_to, name=person.name):
        added = aim_at(own, person, what, now=now)
    say_what_is_odd(request, added)
    return redirect(led_to)


def say_what_is_odd(request: MemberRequest, added: Added) -> None:
    """Who was among them already, and who among the member's people: nothing was doubled."""
    if added.again:
        said = ngettext(
            "%(names)s is among the people to meet already, and is kept once.",
            "%(names)s are among the people to meet already, and are kept once.",
            len(added.again),
        )
        messages.info(request, said % {"names": ", ".join(added.again)})
    if added.known:
        said = ngettext(
            "%(names)s was among your people already.",
            "%(names)s were among your people already.",
            len(added.known),
        )
        messages.info(request, said % {"names": ", ".join(person.name for person in added.known)})
