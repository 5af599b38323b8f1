"""A busy week in one tap: until Sunday Kith names nobody to write to."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import back
from apps.core import dates

SIX_DAYS = timedelta(days=6)


@require_POST
def be_busy(request: MemberRequest) -> HttpResponse:
    """Employer first: this week asks for nothing."""
    now = timezone.now()
    sunday = dates.monday_of(request.user.day(now)) + SIX_DAYS
    _keep(request, sunday)
    said = _("A busy week. Until %(day)s Kith names nobody to write to; gatherings and promises stay.")
    messages.success(request, said % {"day": dates.weekday_date(sunday)})
    return back(request, reverse("goals:gatherings"))


@require_POST
def be_free(request: MemberRequest) -> HttpResponse:
    """Not so busy after all."""
    _keep(request, None)
    messages.success(request, _("Not so busy after all. People come round again."))
    return back(request, reverse("goals:gatherings"))


def _keep(request: MemberRequest, until_on: date | None) -> None:
    Member.objects.locked(request.user.pk).be_busy(until_on)
