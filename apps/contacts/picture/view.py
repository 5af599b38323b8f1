"""The page of the picture."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.picture.drawing import Drawing
from apps.contacts.picture.people import acquaintance_of


@require_GET
@gzip_page
def picture(request: MemberRequest) -> HttpResponse:
    """Everybody in one picture, and the same as a list below."""
    known = acquaintance_of(request.user, request.user.day(timezone.now()))
    facts = {"known": known, "drawing": Drawing.of(known).svg(str(request.user)) if known.people else ""}
    return render(request, "contacts/picture.html", facts)
