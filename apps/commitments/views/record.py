"""What you gave: a year on one page, fit to print; and the question what it was for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.commitments.evenings import is_worth_it, nearer_to_nobody
from apps.commitments.gave import record_of, years_of
from apps.commitments.views.commitment import own_commitment
from apps.contacts.views.deed import deed, page, way_back


@require_GET
def gave(request: MemberRequest) -> HttpResponse:
    """What the member gave this year, or in the one asked for."""
    now = timezone.now()
    today = request.user.day(now)
    years = years_of(request.user, today)
    asked = request.GET.get("year", "")
    year = next((each for each in years if str(each) == asked), today.year)
    facts = {
        "record": record_of(request.user, year, now=now),
        "years": [(each, each == year) for each in years],
        "alone": nearer_to_nobody(request.user, now=now) if year == today.year else [],
        "today": today,
    }
    return page(request, "commitments/gave.html", facts)


@require_POST
def worth_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    """It is worth its evenings, whoever one met there or did not."""
    own, now = own_commitment(request, pk), timezone.now()
    led_to = way_back(request, reverse("commitments:gave"))
    with deed(request, "worth_commitment", now=now, led_to=led_to, name=own.title):
        is_worth_it(request.user, own.pk, request.user.day(now))
    return redirect(led_to)
