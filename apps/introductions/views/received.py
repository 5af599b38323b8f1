"""Letters other members wrote to this one, with whom of their own people it may concern."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import deed, page
from apps.core.scope import get_own
from apps.introductions.friend_letter import FriendLetter
from apps.introductions.models import Received
from apps.introductions.received import received_by
from apps.introductions.recognising import recognised


@require_GET
def letters(request: MemberRequest) -> HttpResponse:
    """All that still open, the newest first."""
    now = timezone.now()
    facts = {"rows": rows_of(request.user, now), "today": request.user.day(now)}
    return page(request, "introductions/received_list.html", facts)


@require_GET
def received(request: MemberRequest, pk: int) -> HttpResponse:
    """One of them: what is asked, and who of the member's own people may be meant. Nobody else sees that."""
    own = get_own(request, Received, pk)
    now, link = timezone.now(), own.letter.link
    today = request.user.day(now)
    letter = FriendLetter(own.letter, today)
    is_open = own.letter.wiped_at is None and not link.has_ended(now)
    facts = {
        "row": own,
        "letter": letter,
        "url": reverse("letter", args=[link.token]) if is_open else "",
        "people": recognised(request.user, letter.whom, letter.what) if is_open else [],
        "on": request.user.day(own.received_at),
        "today": today,
    }
    return page(request, "introductions/received.html", facts)


def rows_of(member: Member, now: datetime) -> list[dict[str, Any]]:
    """Letters to this member that still open, as a list shows them; one query."""
    today = member.day(now)
    return [
        {"pk": row.pk, "letter": FriendLetter(row.letter, today), "on": member.day(row.received_at)}
        for row in received_by(member, now=now)
    ]


@require_POST
def put_aside(request: MemberRequest, pk: int) -> HttpResponse:
    """It is listed no more."""
    own, now = get_own(request, Received, pk), timezone.now()
    led_to = reverse("introductions:received_letters")
    asker = FriendLetter(own.letter, request.user.day(now)).asker
    with deed(request, "put_aside_received", now=now, led_to=led_to, name=asker):
        own.put_aside(now=now)
    return redirect(led_to)
