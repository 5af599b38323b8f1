"""The closing round: the people of a season on one page, answered at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.commitments.forms.round import RoundForm
from apps.commitments.rounding import companions, round_off
from apps.commitments.views.commitment import own_commitment, page_of_commitment
from apps.contacts.views.deed import deed, done_before, page, sent


@require_http_methods(["GET", "POST"])
def round_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """Whom to keep with a rhythm, whom to let rest."""
    own, now = own_commitment(request, pk), timezone.now()
    if led_to := done_before(request):
        return led_to
    found = companions(own)
    form = RoundForm(found, sent(request))
    if form.is_valid():
        with deed(request, "round_commitment", now=now, led_to=page_of_commitment(own), name=own.title):
            round_off(own, form.answers(), [each.person for each in found], now=now)
        return redirect(page_of_commitment(own))
    facts = {"commitment": own, "form": form, "today": request.user.day(now)}
    return page(request, "commitments/round.html", facts, status=422 if form.is_bound else 200)
