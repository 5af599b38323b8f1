"""The first session: five names, who they are, a first line, a goal, and when Kith may write.

Every step can be left for later. Nothing here asks for a file.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.models import EVERY_DAY, WEEKDAYS, Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.first_lines import first_lines
from apps.contacts.models import Contact, Interaction, Origin
from apps.core.acts import act
from apps.core.fold import sort_key
from apps.core.scope import get_own
from apps.core.words import say
from apps.dashboard.onboarding_forms import (
    EACH_SEASON,
    FirstGoalForm,
    NamesForm,
    ReachedForm,
    WhenForm,
    WhoForm,
)
from apps.goals.models import EmployerProfile, Goal


def names(request: MemberRequest) -> HttpResponse:
    """Step 1: whom would you be glad to hear from?"""
    form = NamesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        with act(
            request.user,
            "first_five",
            key=form.cleaned_data["act"],
            facts={"names": ", ".join(form.names())},
            led_to=reverse("onboarding_who"),
            now=now,
        ):
            add_first_people(request.user, form.names(), now=now)
        return redirect("onboarding_who")
    return _page(request, "names", {"form": form}, form.is_bound)


def add_first_people(member: Member, typed: list[str], *, now: datetime) -> list[Contact]:
    """The first people, each season, one coming round on each of the next days; nobody twice.

    They are few and were named just now: spreading them over a whole rhythm would leave the
    first notes empty (docs/decisions/0005-first-five.md).
    """
    today, before = member.day(now), first_people(member)
    keys = {sort_key(name): name for name in reversed(typed)}
    there = Contact.objects.of(member).filter(sort_key__in=list(keys)).values_list("sort_key", flat=True)
    new = [name for key, name in reversed(keys.items()) if key not in set(there)]
    people = []
    for number, name in enumerate(new):
        person = Contact.objects.add(
            member,
            name,
            now=now,
            origin=Origin.FIRST_FIVE,
            first_due_on=today + timedelta(days=len(before) + number),
        )
        person.choose_rhythm(int(EACH_SEASON), today=today, now=now)
        people.append(person)
    return people


def first_people(member: Member) -> list[Contact]:
    """The people named in the first session, in the order they were typed; at most ten."""
    return list(Contact.objects.of(member).filter(origin=Origin.FIRST_FIVE).order_by("pk")[:10])


def who(request: MemberRequest) -> HttpResponse:
    """Step 2: who are they to you, and how often feels right?"""
    people = first_people(request.user)
    if not people:
        return redirect("onboarding_goal" if Contact.objects.of(request.user).exists() else "onboarding")
    form = WhoForm(people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        with act(
            request.user,
            "first_who",
            key=form.cleaned_data["act"],
            led_to=reverse("onboarding_first"),
            now=now,
        ):
            for person, circle, days in form.answers():
                if circle:
                    person.join(circle)
                person.choose_rhythm(days, today=request.user.day(now), now=now)
            Contact.objects.reindex([person.pk for person in people])
        return redirect("onboarding_first")
    return _page(request, "who", {"form": form}, form.is_bound)


def first(request: MemberRequest) -> HttpResponse:
    """Step 3: here is your first one, with two first lines; *Another* shows the next."""
    people = first_people(request.user)
    if not people:
        return redirect("onboarding_goal" if Contact.objects.of(request.user).exists() else "onboarding")
    number = request.GET.get("n", "0")
    at = int(number) % len(people) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    person = people[at]
    facts = {
        "person": person,
        "lines": first_lines(person)[:2],
        "another": at + 1 if len(people) > 1 else None,
        "points": list(person.points.all()),
        "reached": ReachedForm(initial={"person": person.pk}),
        "circle": person.memberships.values_list("circle__name", flat=True).first() or "",
    }
    return _page(request, "first", facts)


@require_POST
def reached(request: MemberRequest) -> HttpResponse:
    """Step 3's *Yes*: logs that they were written to, today."""
    form = ReachedForm(request.POST)
    if not form.is_valid():
        return redirect("onboarding_first")
    person, now = get_own(request, Contact, form.cleaned_data["person"]), timezone.now()
    facts = {"name": person.name}
    with act(
        request.user,
        "done",
        key=form.cleaned_data["act"],
        facts=facts,
        led_to=reverse("onboarding_goal"),
        now=now,
    ) as done:
        Interaction.log(
            request.user, [person], kind=Interaction.Kind.WROTE, on=request.user.day(now), now=now
        )
    messages.success(request, say("done", facts), extra_tags=reverse("take_back", args=[done.pk]))
    return redirect("onboarding_goal")


def goal(request: MemberRequest) -> HttpResponse:
    """Step 4: what are you building towards?"""
    form = FirstGoalForm(request.POST if request.method == "POST" else None, member=request.user)
    if not form.is_valid():
        return _page(request, "goal", {"form": form}, form.is_bound)
    now = timezone.now()
    facts = {"name": form.said()}
    with act(
        request.user,
        "new_goal",
        key=form.cleaned_data["act"],
        facts=facts,
        led_to=reverse("onboarding_when"),
        now=now,
    ):
        made = begin_first_goal(request.user, form, now=now)
    if made.held_at:
        messages.info(
            request, _("Your employer serves this field too, so the goal waits. You can change it.")
        )
    return redirect("onboarding_when")


def begin_first_goal(member: Member, form: FirstGoalForm, *, now: datetime) -> Goal:
    """The goal, and whom the employer serves where it is for clients; what was said of them before stays."""
    if form.wants_clients and form.served:
        before = EmployerProfile.of_member(member) or EmployerProfile()
        served = dict.fromkeys([*before.fields, *form.served])
        EmployerProfile.rewrite(member, name=before.name, domain=before.domain, fields=served, now=now)
    purpose = form.cleaned_data["purpose"]
    return Goal.begin(member, sentence=form.said(), field=form.key, purpose=purpose, now=now)


def when(request: MemberRequest) -> HttpResponse:
    """Step 5: when may Kith write to you?"""
    member, now = request.user, timezone.now()
    initial = {"note_at": member.note_at, "days": "all" if member.note_days == EVERY_DAY else "weekdays"}
    form = WhenForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        member.note_at = form.cleaned_data["note_at"]
        member.note_days = EVERY_DAY if form.cleaned_data["days"] == "all" else WEEKDAYS
        member.wants_note = member.wants_note or now
        member.onboarded_at = member.onboarded_at or now
        member.plan_next_note(after=now)
        member.save(update_fields=["note_at", "note_days", "wants_note", "onboarded_at", "next_digest_at"])
        messages.success(request, _("Your morning note will come. Nothing else is needed now."))
        return redirect("today")
    return _page(request, "when", {"form": form}, form.is_bound)


@require_POST
def later(request: MemberRequest) -> HttpResponse:
    """Leave the rest for later: Today opens, and the note waits until it is asked for."""
    request.user.onboarded_at = request.user.onboarded_at or timezone.now()
    request.user.save(update_fields=["onboarded_at"])
    return redirect("today")


STEPS = ("names", "who", "first", "goal", "when")


def _page(request: MemberRequest, step: str, facts: dict[str, object], bound: bool = False) -> HttpResponse:
    facts |= {"step": STEPS.index(step) + 1, "steps": len(STEPS)}
    return render(request, f"dashboard/onboarding_{step}.html", facts, status=422 if bound else 200)
