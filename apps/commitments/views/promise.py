"""Promises: given, kept, on track, more time for them, handed back."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.commitments import promises as kept
from apps.commitments.forms.promise import MoreTimeForm, PromiseForm, asked_of
from apps.commitments.models import Promise
from apps.contacts.views.deed import deed, done_before, page, sent, way_back


@require_GET
def promises(request: MemberRequest) -> HttpResponse:
    """What the member promised: open, kept, handed back; for them alone."""
    today = request.user.day(timezone.now())
    facts = {"promises": kept.promises_of(request.user, today), "today": today}
    return page(request, "commitments/promises.html", facts)


@require_GET
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    """One promise: how it stands, and what can be said of it."""
    own, today = own_promise(request, pk), request.user.day(timezone.now())
    return page(request, "commitments/promise.html", {"row": kept.standing(own, today), "today": today})


@require_http_methods(["GET", "POST"])
def promise_new(request: MemberRequest) -> HttpResponse:
    """Something was promised."""
    sent_in_turn(request)
    now = timezone.now()
    on = request.user.day(now)
    asked = asked_of(request.user, request.GET)
    form = PromiseForm(request.user, sent(request), today=on, asked=asked)
    if not form.is_valid():
        facts = {"form": form, "row": None, "home_url": reverse("commitments:promises")}
        return page(request, "commitments/promise_form.html", facts, status=422 if form.is_bound else 200)
    commitment = form.cleaned_data["part_of"]
    led_to = reverse("commitments:promises")
    if commitment:
        led_to = reverse("commitments:commitment", args=[commitment.pk])
    with deed(request, "give_promise", now=now, led_to=led_to, name=form.cleaned_data["what"]):
        Promise.give(request.user, now=now, on=on, **form.columns(now=now))
    return redirect(led_to)


@require_http_methods(["GET", "POST"])
def edit_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """It was promised otherwise."""
    sent_in_turn(request)
    own, now = own_promise(request, pk), timezone.now()
    form = PromiseForm(request.user, sent(request), today=request.user.day(now), own=own)
    if not form.is_valid():
        facts = {"form": form, "row": own, "home_url": page_of_promise(own)}
        return page(request, "commitments/promise_form.html", facts, status=422 if form.is_bound else 200)
    with deed(request, "edit_promise", now=now, led_to=page_of_promise(own), name=form.cleaned_data["what"]):
        own.rewrite(**form.columns(now=now))
    return redirect(page_of_promise(own))


@require_POST
def on_track_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """It will be done by its day."""
    own, now = own_promise(request, pk), timezone.now()
    led_to = way_back(request, page_of_promise(own))
    with deed(request, "on_track_promise", now=now, led_to=led_to, name=own.what):
        own.is_on_track(request.user.day(now))
    return redirect(led_to)


@require_http_methods(["GET", "POST"])
def more_time_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """It will be done by a later day; then the words to say so."""
    own, now = own_promise(request, pk), timezone.now()
    if again := done_before(request):
        return again
    today = request.user.day(now)
    form = MoreTimeForm(own, sent(request), today=today)
    if not own.is_open:
        return redirect(page_of_promise(own))
    if not form.is_valid():
        facts = {"form": form, "promise": own, "today": today}
        status = 422 if form.is_bound else 200
        return page(request, "commitments/promise_time.html", facts, status=status)
    led_to = reverse("commitments:note_of_promise", args=[own.pk])
    with deed(request, "more_time_promise", now=now, led_to=led_to, name=own.what):
        own.take_time(form.cleaned_data["until"], on=today)
    return redirect(led_to)


@require_POST
def keep_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """It is done."""
    own, now = own_promise(request, pk), timezone.now()
    led_to = way_back(request, page_of_promise(own))
    with deed(request, "keep_promise", now=now, led_to=led_to, name=own.what):
        own.keep(request.user.day(now))
    return redirect(led_to)


@require_POST
def hand_back_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody else may do it; then the words to say so."""
    own, now = own_promise(request, pk), timezone.now()
    led_to = reverse("commitments:note_of_promise", args=[own.pk])
    with deed(request, "hand_back_promise", now=now, led_to=led_to, name=own.what):
        own.hand_back(request.user.day(now))
    return redirect(led_to)


@require_POST
def take_up_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """It stands open after all."""
    own, now = own_promise(request, pk), timezone.now()
    with deed(request, "take_up_promise", now=now, led_to=page_of_promise(own), name=own.what):
        own.take_up()
    return redirect(page_of_promise(own))


@require_POST
def delete_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """It was never promised."""
    own = own_promise(request, pk)
    led_to = reverse("commitments:promises")
    with deed(request, "delete_promise", now=timezone.now(), led_to=led_to, name=own.what):
        own.delete()
    return redirect(led_to)


@require_GET
def note_of_promise(request: MemberRequest, pk: int) -> HttpResponse:
    """The words to whoever waits for it, to be sent by the member from their own messenger."""
    own = own_promise(request, pk)
    if own.kept_on:
        return redirect(page_of_promise(own))
    return page(request, "commitments/promise_note.html", _note(own, request, timezone.now()))


def own_promise(request: MemberRequest, pk: int) -> Promise:
    """The member's promise with its people; one query, or a 404."""
    own: Promise = get_object_or_404(kept.of(request.user), pk=pk)
    return own


def page_of_promise(own: Promise) -> str:
    """The address of a promise's page."""
    return reverse("commitments:promise", args=[own.pk])


def _note(own: Promise, request: MemberRequest, now: datetime) -> dict[str, object]:
    today, person = request.user.day(now), kept.whom(own)
    return {
        "promise": own,
        "person": person,
        "points": list(person.points.order_by("pk")) if person else [],
        "words": kept.note(own, today),
        "today": today,
    }
