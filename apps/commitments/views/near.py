"""Whom a commitment brings near, and who can vouch."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.commitments.forms.near import NearForm
from apps.commitments.models import Near
from apps.commitments.nearness import bring_near
from apps.commitments.views.commitment import own_commitment, page_of_commitment
from apps.contacts.views.deed import deed, done_before, page, sent


@require_http_methods(["GET", "POST"])
def add_near(request: MemberRequest, commitment_pk: int) -> HttpResponse:
    """Ticked among the people to meet of its goals, or typed as names."""
    sent_in_turn(request)
    own = own_commitment(request, commitment_pk)
    if led_to := done_before(request):
        return led_to
    form = NearForm(request.user, own, sent(request), request.GET.get("what", ""))
    if not (request.method == "POST" and form.is_settled()):
        is_refused = form.is_bound and bool(form.errors)
        there = own.near.select_related("contact").order_by("contact__sort_key", "contact_id", "what")
        facts = {"commitment": own, "form": form, "there": there, "today": request.user.day(timezone.now())}
        return page(request, "commitments/near.html", facts, status=422 if is_refused else 200)
    now, led_to_page, said = timezone.now(), page_of_commitment(own), form.cleaned_data
    people = said.get("people") or ()
    with deed(request, "add_near", now=now, led_to=led_to_page, name=own.title):
        put = bring_near(own, said["names"], people, said["what"], chosen=form.chosen(), now=now)
    if not put:
        messages.info(request, _("They stood beside it already; nothing was doubled."))
    return redirect(led_to_page)


@require_POST
def delete_near(request: MemberRequest, pk: int) -> HttpResponse:
    """Not through this one; the person stays in the book."""
    mine: Any = Near.objects.of(request.user).select_related("contact", "commitment")
    own: Near = get_object_or_404(mine, pk=pk)
    led_to = f"{reverse('commitments:add_near', args=[own.commitment_id])}#there"
    facts = {"name": own.contact.name, "commitment": own.commitment.title}
    with deed(request, "delete_near", now=timezone.now(), led_to=led_to, **facts):
        own.delete()
    return redirect(led_to)
