"""A commitment written down: first its kind, then what that kind asks; and written anew."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.commitments.forms.commitment import CommitmentForm, asked_of, offer_of
from apps.commitments.kinds import ALL
from apps.commitments.models import Commitment
from apps.commitments.taking_on import take_on
from apps.commitments.views.commitment import own_commitment, page_of_commitment
from apps.contacts.views.deed import deed, page, sent
from apps.goals.room import offered

KEPT = ("goal", "organisation", "title", "about", "offer")
"""What the address may say beforehand besides the kind."""


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Take something on; without a kind in the address it is chosen first."""
    sent_in_turn(request)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in ALL:
        return _choose(request)
    now, member = timezone.now(), request.user
    today, offer = member.day(now), offer_of(member, request.GET)
    asked = asked_of(member, kind, request.GET, offer)
    form = CommitmentForm(member, kind, sent(request), today=today, asked=asked)
    if not form.is_valid():
        return _form_page(request, form, None)
    name = form.cleaned_data["title"]
    with deed(request, "new_commitment", now=now, led_to=reverse("commitments:list"), name=name) as done:
        columns = form.columns(now=now) | {"kind": kind}
        made = take_on(member, columns, goals=form.served, steps=form.planned, offer=offer, now=now)
        done.led_to = page_of_commitment(made)
        done.save(update_fields=["led_to"])
    return redirect(page_of_commitment(made))


@require_http_methods(["GET", "POST"])
def edit_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """Write it down anew; its kind stays."""
    sent_in_turn(request)
    own, now = own_commitment(request, pk), timezone.now()
    form = CommitmentForm(request.user, own.kind, sent(request), today=request.user.day(now), own=own)
    if not form.is_valid():
        return _form_page(request, form, own)
    name = form.cleaned_data["title"]
    with deed(request, "edit_commitment", now=now, led_to=page_of_commitment(own), name=name):
        own.rewrite(**form.columns(now=now))
        own.serve(form.served)
    return redirect(page_of_commitment(own))


def _choose(request: MemberRequest) -> HttpResponse:
    kept = {name: request.GET[name][:200] for name in KEPT if request.GET.get(name)}
    kinds = [(asking, "?" + urlencode({"kind": asking.kind} | kept)) for asking in ALL.values()]
    status = 422 if request.method == "POST" else 200
    return page(request, "commitments/kinds.html", {"kinds": kinds}, status=status)


def _form_page(request: MemberRequest, form: CommitmentForm, own: Commitment | None) -> HttpResponse:
    facts: dict[str, Any] = {
        "form": form,
        "commitment": own,
        "kind": ALL[form.kind],
        "organisation_names": offered(request.user)["organisation_names"],
        "back_url": page_of_commitment(own) if own else reverse("commitments:list"),
    }
    return page(request, "commitments/form.html", facts, status=422 if form.is_bound else 200)
