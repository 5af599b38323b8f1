"""The page of the picture."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.picture.drawing import Drawing
from apps.contacts.picture.listed import groups_of, openings_of
from apps.contacts.picture.people import acquaintance_of


@require_GET
@gzip_page
def picture(request: MemberRequest) -> HttpResponse:
    """Everybody in one picture, and the same as a list below."""
    known = acquaintance_of(request.user, request.user.day(timezone.now()))
    facts: dict[str, Any] = {"is_cut": known.is_cut}
    if known.people:
        facts["drawing"] = Drawing.of(known).svg(str(request.user))
        facts |= {"groups": groups_of(known), "openings": openings_of(known)}
    return render(request, "contacts/picture.html", facts)
