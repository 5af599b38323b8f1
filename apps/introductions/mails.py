"""Mails about introductions. What they say is read at the moment of sending, in the member's scope."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.dates import day_and_month
from apps.core.mail import MailKind
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Door
from apps.introductions.sending import LIST, QUESTION, address_of


def question(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """The one fixed text to a friend; nothing once the question is answered, withdrawn or over."""
    if row.member is None:
        return None
    with acting_as(row.member):
        mine = Door.objects.of(row.member).select_related("link", "request", "contact")
        door = mine.filter(pk=row.facts["door"], opened_at__isnull=False, ended_at=None).first()
        if door is None or door.link is None or door.link.has_ended(now):
            return None
        return {
            "asker": clean_name(door.request.signed or row.member.name),
            "friend": clean_name(door.contact.first_name if door.contact else door.called),
            "url": address_of(door.link),
            "until": day_and_month(door.closes_on, row.member.day(now)) if door.closes_on else "",
        }


KINDS: dict[str, MailKind] = {
    QUESTION: MailKind(
        name=QUESTION,
        template="mail/introductions/question",
        context=question,
        list_name=LIST,
        list_label=_("questions from people who know you"),
    ),
}
