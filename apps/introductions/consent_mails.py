"""Mails that a letter to whoever was asked for can cause: a code, and one mail of introduction to each.

The two mails were asked for a moment ago by whoever gets them, and there is never a second: they belong to no
list, so that an earlier "no more such mail" does not part two people who both said yes. A code goes to an
address that anybody may have typed: its reader can say that no more are to come.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.links import absolute
from apps.core.mail import MailKind
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions.address_codes import CODE, LIFE
from apps.introductions.cleaning import clean_line, clean_name, clean_words, first_of
from apps.introductions.consent import TO_MEMBER, TO_THEM
from apps.introductions.models import Door


def code(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """The six digits, and no name that a member could have typed; nothing once they would not be taken."""
    secret = (row.secret or {}).get("code")
    if not secret or now - row.created_at > LIFE:
        return None
    return {"code": secret, "minutes": int(LIFE.total_seconds() // 60)}


def to_them(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """Who the other is, and that an answer reaches them; nothing once the member has deleted the request."""
    door = _door(row)
    if door is None or row.member is None:
        return None
    answers_to = _confirmed(row.member, door.request.address)
    return _names(row, door) | {"reply_to": answers_to, "about": clean_words(door.request.about)}


def to_member(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """That they said yes, and that an answer reaches them; nothing once the request is deleted."""
    door = _door(row)
    if door is None or row.member is None:
        return None
    with acting_as(row.member):
        person = Contact.objects.of(row.member).filter(pk=row.facts["person"]).first()
    whom = person.name if person else clean_line(door.request.whom)
    page = absolute(reverse("contacts:person", args=[person.pk])) if person else ""
    return _names(row, door) | {"reply_to": row.facts["address"], "whom": whom, "page_url": page}


def _door(row: Outbox) -> Door | None:
    with acting_as(row.member_id):
        doors = Door.objects.of(row.member_id or 0).select_related("request", "contact")
        door: Door | None = doors.filter(pk=row.facts["door"]).first()
    return door


def _confirmed(member: Member, address: str) -> str:
    """The address the member named, if it is known to be theirs; else the one of their account.

    A mail of Kith's leads answers to nobody who did not ask for them.
    """
    known = EmailAddress.objects.filter(user=member, verified=True, email=address.lower())
    return address if known.exists() else member.email


def _names(row: Outbox, door: Door) -> dict[str, Any]:
    asker = clean_name(door.request.signed or (row.member.name if row.member else ""))
    return {
        "asker": asker,
        "asker_short": first_of(asker),
        "friend": clean_name(door.contact.first_name if door.contact else door.called),
    }


def _kind(name: str, template: str, context: Any, **more: Any) -> tuple[str, MailKind]:
    return name, MailKind(name=name, template=f"mail/introductions/{template}", context=context, **more)


KINDS: dict[str, MailKind] = dict(
    [
        _kind(CODE, "code", code, list_name="codes", list_label=_("codes for letters")),
        _kind(TO_THEM, "to_them", to_them, security=True),
        _kind(TO_MEMBER, "to_member", to_member, security=True),
    ]
)
