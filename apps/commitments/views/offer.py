"""Offers: what the member could do, and whom it helped."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.commitments import offered
from apps.commitments.forms.offer import FulfilForm, OfferForm
from apps.commitments.forms.promise import asked_of
from apps.commitments.house import begin
from apps.commitments.models import Fulfilment, Offer
from apps.contacts.forms.fields import cleaned_line
from apps.contacts.views.deed import deed, page, sent
from apps.core.scope import get_own
from apps.goals.room import offered as names_offered


@require_GET
def offers(request: MemberRequest) -> HttpResponse:
    """Everything the member offers; with `?contact=`, what fits that person first."""
    today = request.user.day(timezone.now())
    person = asked_of(request.user, request.GET)["contact"]
    rows = offered.offers_of(request.user, today, person)
    return page(request, "commitments/offers.html", {"offers": rows, "person": person, "today": today})


@require_GET
def offer(request: MemberRequest, pk: int) -> HttpResponse:
    """One offer: for what, how often, and whom it helped."""
    own, today = get_own(request, Offer, pk), request.user.day(timezone.now())
    facts = {
        "row": offered.look_at(own, today),
        "taken": offered.taken_up(own),
        "regularly_url": begin(kind="service", offer=own.pk),
        "today": today,
    }
    return page(request, "commitments/offer.html", facts)


@require_http_methods(["GET", "POST"])
def offer_new(request: MemberRequest) -> HttpResponse:
    """Offer something."""
    initial = {"fits": cleaned_line(request.GET.get("cause", ""))[:100]}
    form = OfferForm(sent(request), initial=initial)
    if not form.is_valid():
        return _form(request, form, None)
    now = timezone.now()
    led_to = reverse("commitments:offers")
    with deed(request, "make_offer", now=now, led_to=led_to, name=form.cleaned_data["what"]):
        Offer.make(request.user, now=now, **form.columns()).be_for(form.cleaned_data["fits"])
    return redirect(led_to)


@require_http_methods(["GET", "POST"])
def edit_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer it otherwise."""
    own = get_own(request, Offer, pk)
    causes = ", ".join(own.causes.order_by("pk").values_list("name", flat=True))
    form = OfferForm(sent(request), instance=get_own(request, Offer, pk), initial={"fits": causes})
    if not form.is_valid():
        return _form(request, form, own)
    with deed(request, "edit_offer", now=timezone.now(), led_to=page_of_offer(own), name=own.what):
        own.rewrite(**form.columns())
        own.be_for(form.cleaned_data["fits"])
    return redirect(page_of_offer(own))


@require_http_methods(["GET", "POST"])
def fulfil_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """It helped somebody: that stands among what the member did for them."""
    sent_in_turn(request)
    own, now = get_own(request, Offer, pk), timezone.now()
    today, known = request.user.day(now), asked_of(request.user, request.GET)["contact"]
    form = FulfilForm(request.user, sent(request), offer=own, today=today, known=known)
    if not form.is_valid():
        names = names_offered(request.user)["organisation_names"]
        facts = {"form": form, "row": offered.look_at(own, today), "organisation_names": names}
        status = 422 if form.is_bound else 200
        return page(request, "commitments/fulfil.html", facts | {"today": today}, status=status)
    said = form.cleaned_data
    name, led_to = said["whom"] or said["organisation"], page_of_offer(own)
    with deed(request, "fulfil_offer", now=now, led_to=led_to, name=name, what=said["what"]):
        own.fulfil(said["what"], said["happened_on"], whom=form.helped(now=now))
    return redirect(led_to)


@require_POST
def withdraw_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """It is offered no more."""
    own, now = get_own(request, Offer, pk), timezone.now()
    with deed(request, "withdraw_offer", now=now, led_to=page_of_offer(own), name=own.what):
        own.withdraw(request.user.day(now))
    return redirect(page_of_offer(own))


@require_POST
def renew_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """It stands again."""
    own = get_own(request, Offer, pk)
    with deed(request, "renew_offer", now=timezone.now(), led_to=page_of_offer(own), name=own.what):
        own.renew()
    return redirect(page_of_offer(own))


@require_POST
def delete_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """It goes; what was done for people stays among what the member did for them."""
    own, led_to = get_own(request, Offer, pk), reverse("commitments:offers")
    with deed(request, "delete_offer", now=timezone.now(), led_to=led_to, name=own.what):
        own.delete()
    return redirect(led_to)


@require_POST
def delete_fulfilment(request: MemberRequest, pk: int) -> HttpResponse:
    """It was not taken up there after all."""
    own: Any = get_own(request, Fulfilment, pk)
    led_to = page_of_offer(own.offer)
    with deed(request, "delete_fulfilment", now=timezone.now(), led_to=led_to, name=own.offer.what):
        own.strike_out()
    return redirect(led_to)


def page_of_offer(own: Offer) -> str:
    """The address of an offer's page."""
    return reverse("commitments:offer", args=[own.pk])


def _form(request: MemberRequest, form: OfferForm, own: Offer | None) -> HttpResponse:
    home_url = page_of_offer(own) if own else reverse("commitments:offers")
    facts = {"form": form, "offer": own, "home_url": home_url}
    return page(request, "commitments/offer_form.html", facts, status=422 if form.is_bound else 200)
