"""The mail that introduces two people to each other: one to each, and an answer reaches the other.

Both asked for it, with an address confirmed by code, and there is never a second: it belongs to no list.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from apps.core.mail import MailKind
from apps.core.models import Link
from apps.core.outbox import Outbox
from apps.introductions.pairing import PAIRED
from apps.introductions.sending import address_of


def paired(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """Who the other is, and where an answer goes; the letter, while it can be read."""
    said = row.secret or {}
    if not said.get("reply_to"):
        return None
    link = Link.objects.filter(pk=said["letter"], letter__wiped_at=None).first()
    url = address_of(link) if link and not link.has_ended(now) else ""
    other = said["other"] or _("somebody")
    names = {"asker": said["from"] or _("Somebody"), "other": other}
    return names | {"other_short": said["other_short"] or other} | {"reply_to": said["reply_to"], "url": url}


KINDS: dict[str, MailKind] = {
    PAIRED: MailKind(name=PAIRED, template="mail/introductions/paired", context=paired, security=True)
}
