"""The month on wide screens; phones get its weeks."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.commitments.month import month_of
from apps.contacts.views.deed import page
from apps.core import dates

YEARS = range(1901, 2199)


@require_GET
def month(request: MemberRequest) -> HttpResponse:
    """A month of gatherings, on the member's own clocks, with the hours of its weeks."""
    now = timezone.now()
    today = request.user.day(now)
    first = _month_asked(request.GET.get("month", "")) or today.replace(day=1)
    facts = {
        "first": first,
        "weeks": month_of(request.user, first, now),
        "before": dates.add_months(first, -1),
        "after": dates.add_months(first, 1),
        "is_this": first == today.replace(day=1),
        "week": dates.monday_of(today if first == today.replace(day=1) else first),
        "today": today,
    }
    return page(request, "commitments/month.html", facts)


def _month_asked(text: str) -> date | None:
    try:
        on = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return on if on.year in YEARS else None
