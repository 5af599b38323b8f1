"""Introducing two people: choosing them, the words, the letters to send, and its end."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, done_before, page, sent
from apps.introductions import asking
from apps.introductions import pairing as verbs
from apps.introductions.forms.pairing import PairingForm, WhoForm
from apps.introductions.models import Pairing
from apps.introductions.pairings import called, letters_of, may_fit, row_of
from apps.introductions.verbs import NotNow
from apps.introductions.views.for_good import for_good
from apps.introductions.views.request import elsewhere


@require_http_methods(["GET", "POST"])
def new_pairing(request: MemberRequest) -> HttpResponse:
    """`?contact=…&with=…` are the two; whoever is missing is chosen first, then the words are written."""
    people = [person for key in ("contact", "with") if (person := _named(request, key))]
    if len(people) < 2 or people[0] == people[1]:
        return _choose(request, people[0] if people else None)
    going_on = verbs.with_both(request.user, people).filter(
        state__in=(Pairing.State.DRAFT, Pairing.State.ASKED)
    )
    if request.method == "GET" and (under_way := going_on.first()):
        return redirect(page_of_pairing(under_way))
    if before := done_before(request):
        return before
    names = (people[0].first_name, people[1].first_name)
    form, now = PairingForm(request.user, names, sent(request)), timezone.now()
    if not form.is_valid():
        return _words(request, form, names, reverse("introductions:list"))
    facts: dict[str, Any] = {"name": people[0].name, "others": people[1].name}
    with deed(request, "draft_pairing", now=now, led_to="", **facts) as done:
        made = verbs.draft(request.user, people, form.notes, now=now, **form.columns)
        done.led_to = page_of_pairing(made)
        done.save(update_fields=["led_to"])
    return redirect(done.led_to)


@require_http_methods(["GET", "POST"])
def edit_pairing(request: MemberRequest, pk: int) -> HttpResponse:
    """Its words, while neither has a letter."""
    own = own_pairing(request, pk)
    sides, home = verbs.sides_of(own), page_of_pairing(own)
    names = (called(sides[0]), called(sides[1])) if len(sides) == 2 else ("", "")
    form = PairingForm(request.user, names, sent(request), own=own, sides=sides)
    if not form.is_valid():
        return _words(request, form, names, home)
    try:
        with deed(request, "edit_pairing", now=timezone.now(), led_to=home, **_told(own)):
            verbs.rewrite(own, form.notes, **form.columns)
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(home)


@require_GET
def pairing(request: MemberRequest, pk: int) -> HttpResponse:
    """The two: what they read, the letters to send, how it stands."""
    own, now = own_pairing(request, pk), timezone.now()
    today = request.user.day(now)
    row = row_of(own, verbs.sides_of(own), today)
    facts = {
        "row": row,
        "bar": verbs.bar(own, today) if own.state == Pairing.State.DRAFT else "",
        "letters": letters_of(row, now=now) if row.is_asked else [],
        "may_be_deleted": verbs.may_be_deleted(own, today),
        "today": today,
    }
    return page(request, "introductions/pairing.html", facts)


@require_POST
def ask_pairing(request: MemberRequest, pk: int) -> HttpResponse:
    """A letter for each; from today both may answer for ten days."""
    own, now = own_pairing(request, pk), timezone.now()
    try:
        with for_good(request, "ask_pairing", now=now, led_to=page_of_pairing(own), **_told(own)):
            verbs.ask(own, now=now)
    except asking.MayNotAsk as refused:
        messages.warning(request, str(refused))
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_pairing(own))


@require_POST
def withdraw_pairing(request: MemberRequest, pk: int) -> HttpResponse:
    """The member does not ask any more; nobody is told, and neither letter opens."""
    own, now, led_to = own_pairing(request, pk), timezone.now(), reverse("introductions:list")
    try:
        with for_good(request, "withdraw_pairing", now=now, led_to=led_to, **_told(own)):
            verbs.withdraw(own, now=now)
    except NotNow:
        messages.warning(request, elsewhere())
        return redirect(page_of_pairing(own))
    return redirect(led_to)


@require_POST
def delete_pairing(request: MemberRequest, pk: int) -> HttpResponse:
    """It is not kept any longer."""
    own, now, led_to = own_pairing(request, pk), timezone.now(), reverse("introductions:list")
    try:
        with deed(request, "delete_pairing", now=now, led_to=led_to, **_told(own)):
            verbs.delete(own, now=now)
    except NotNow:
        messages.warning(request, elsewhere())
        return redirect(page_of_pairing(own))
    return redirect(led_to)


def own_pairing(request: MemberRequest, pk: int) -> Pairing:
    """The member's pairing; one query, or a 404."""
    own: Pairing = get_object_or_404(Pairing.objects.of(request.user).select_related("owner"), pk=pk)
    return own


def page_of_pairing(own: Pairing) -> str:
    """The address of a pairing's page."""
    return reverse("introductions:pairing", args=[own.pk])


def _choose(request: MemberRequest, first: Contact | None) -> HttpResponse:
    """Who the first is, or the other: by a tap where somebody may fit, else by name."""
    asked = "name" in request.GET
    form = WhoForm(request.user, request.GET if asked else None, but=first)
    if asked and form.is_valid():
        chosen = form.cleaned_data["person"].pk
        both = {"contact": first.pk, "with": chosen} if first else {"contact": chosen}
        return HttpResponseRedirect(f"{reverse('introductions:new_pairing')}?{urlencode(both)}")
    facts = {
        "form": form,
        "first": first,
        "people": may_fit(request.user, first) if first else [],
        "today": request.user.day(timezone.now()),
    }
    return page(request, "introductions/pairing_who.html", facts)


def _words(request: MemberRequest, form: PairingForm, names: tuple[str, str], home: str) -> HttpResponse:
    facts: dict[str, Any] = {"form": form, "one": names[0], "other": names[1], "home_url": home}
    return page(request, "introductions/pairing_words.html", facts, status=422 if form.is_bound else 200)


def _told(own: Pairing) -> dict[str, Any]:
    names = [side.called for side in verbs.sides_of(own)]
    return {"name": names[0] if names else "", "others": names[-1] if names else ""}


def _named(request: MemberRequest, key: str) -> Contact | None:
    typed = request.GET.get(key, "")
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 19
    people = Contact.objects.of(request.user).filter(let_be_at=None, died_on=None)
    return people.filter(pk=int(typed)).first() if is_key else None
