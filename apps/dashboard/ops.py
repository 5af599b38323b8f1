"""Counts for operators: how much, never who."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.signed_in import MemberRequest


@require_safe
def ops(request: MemberRequest) -> HttpResponse:
    """The counts, to members named in KITH_OPERATORS; for everybody else the page does not exist."""
    if request.user.email not in settings.KITH_OPERATORS:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute("select name, value from kith_counts(%s)", [timezone.now()])
        counts = cursor.fetchall()
    return render(request, "dashboard/ops.html", {"counts": counts})
