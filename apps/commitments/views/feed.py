"""Calendars: what programs read by a secret address, and one gathering as a file."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_GET, require_safe

from apps.accounts.signed_in import MemberRequest
from apps.commitments.feeds.gatherings import Gatherings
from apps.commitments.feeds.promises import Promises
from apps.commitments.feeds.rows import EVER, Asked, asked_of
from apps.commitments.models import Feed
from apps.commitments.models.feed import PURPOSES
from apps.core.calendars.writing import calendar
from apps.core.links import LinkRefused
from apps.core.opening import TooManyTries, opened
from apps.core.scope import acting_as, get_own
from apps.goals.models import Gathering

KINDS: dict[str, type[Gatherings] | type[Promises]] = {
    Feed.Kind.GATHERINGS: Gatherings,
    Feed.Kind.PROMISES: Promises,
}
WRITTEN_AS = "1"
"""Another number where the same rows are written otherwise, so that no program keeps the old file."""
CALENDAR = "text/calendar; charset=utf-8"


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A calendar by its secret address; 304 where nothing changed, 404 where the address holds no more."""
    now = timezone.now()
    try:
        link = opened(request, token, PURPOSES, now=now)
    except LinkRefused:
        return render(request, "404.html", status=404)
    except TooManyTries:
        return render(request, "429.html", status=429)
    with translation.override(link.member.language), acting_as(link.member):
        found: Feed | None = Feed.objects.of(link.member).filter(link=link).select_related("owner").first()
        if found is None:
            return render(request, "404.html", status=404)
        return _answer(request, found, now)


def _answer(request: HttpRequest, found: Feed, now: datetime) -> HttpResponse:
    content = KINDS[found.kind](asked_of(found.owner, has_names=found.has_names, now=now))
    etag = _etag(found, content.fingerprint())
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(calendar(f"Kith · {content.title}", content.events()), content_type=CALENDAR)
        answer.headers["Content-Disposition"] = f'inline; filename="kith-{found.kind}.ics"'
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"  # kept to be asked about, never used unasked
    return answer


def _etag(found: Feed, fingerprint: str) -> str:
    said = (
        WRITTEN_AS,
        settings.PUBLIC_URL,
        translation.get_language(),
        found.kind,
        found.has_names,
        fingerprint,
    )
    return quote_etag(sha256(repr(said).encode()).hexdigest()[:32])


@require_GET
def calendar_session(request: MemberRequest, gathering_pk: int) -> HttpResponse:
    """One gathering as a file for any calendar; nobody is named in it."""
    own, now = get_own(request, Gathering, gathering_pk), timezone.now()
    asked = Asked(request.user, has_names=False, now=now, since_on=EVER)
    answer = HttpResponse(calendar(own.title, Gatherings(asked).only(own.pk)), content_type=CALENDAR)
    answer.headers["Content-Disposition"] = 'attachment; filename="gathering.ics"'
    return answer
