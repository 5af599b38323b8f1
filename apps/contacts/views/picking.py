"""Pick who matters: one tap for each person nobody decided about yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.cursors import LARGEST_PK
from apps.contacts.picking import picks_of
from apps.contacts.views.deed import page


@require_GET
def pick(request: MemberRequest) -> HttpResponse:
    """The likely closest first; `batch` keeps to the people of one import."""
    batch = request.GET.get("batch", "")[:20]
    kept = int(batch) if batch.isascii() and batch.isdigit() and int(batch) <= LARGEST_PK else None
    facts = {
        "picks": picks_of(request.user, kept, request.GET.get("after", "")),
        "batch": kept,
        "here": request.get_full_path(),
        "today": request.user.day(timezone.now()),
    }
    return page(request, "contacts/pick.html", facts)
