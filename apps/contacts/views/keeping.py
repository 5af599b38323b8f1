"""What I keep about Ana: one page of everything, fit to show her."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from apps.accounts.signed_in import MemberRequest
from apps.contacts.keeping.sections import Section, sections_of
from apps.contacts.keeping.traces import acts_of, rests_of
from apps.contacts.models import Contact, Photo
from apps.core.scope import get_own


@require_GET
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything kept about one person, to be read or printed."""
    own = get_own(request, Contact, pk)
    today = request.user.day(timezone.now())
    sections = sections_of(request.user, own)
    said = {text.casefold() for section in sections for text in section.texts}
    more = [rests_of(request.user, own), acts_of(request.user, own, said, today)]
    facts = {
        "person": own,
        "sections": [*sections, *filter(_has_something, more)],
        "has_photo": Photo.objects.of(request.user).filter(contact=own).exists(),
        "today": today,
    }
    return render(request, "contacts/keep.html", facts)


def _has_something(section: Section) -> bool:
    return bool(section.rows)
