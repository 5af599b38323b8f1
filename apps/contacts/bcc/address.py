"""The private address for bcc: handed out, shown again, ended, and found when mail comes to it.

It is a link that is handed on (`core/handed.py`), to be shown again and revoked like those. What stands
before the @ is its token in base32: mail programs and servers on the way may change capitals, and some take
no address that begins with a hyphen.
"""

from __future__ import annotations

from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet

from apps.core.handed import TOKEN_LETTERS, Link, find
from apps.core.links import LinkRefused

if TYPE_CHECKING:
    from apps.accounts.models import Member

PURPOSE = "bcc"
NO_TOKEN = "-" * TOKEN_LETTERS
"""Looked for where an address holds no token, so that every address that is none takes equally long."""


def is_offered() -> bool:
    """Whether this site takes in mail at all."""
    return bool(settings.KITH_INTAKE_DOMAIN)


def link_of(member: Member) -> Link | None:
    """The link behind the member's address, if they asked for one."""
    link: Link | None = _held(member).order_by("-pk").first()
    return link


def address_of(link: Link) -> str:
    """The whole address; "" where the key it was made with is gone: it works on, but cannot be shown."""
    token = link.token
    if not token:
        return ""
    raw = urlsafe_b64decode(f"{token}==")
    return f"{b32encode(raw).decode().rstrip('=').lower()}@{settings.KITH_INTAKE_DOMAIN}"


def hand_out(member: Member, *, now: datetime) -> Link:
    """An address for this member; one from before takes nothing any more."""
    revoke(member, now=now)
    return Link.hand_out(member, PURPOSE, now=now)


def revoke(member: Member, *, now: datetime) -> bool:
    """The address takes nothing any more; False where there was none."""
    return bool(_held(member).update(revoked_at=now))


def found(address: str, *, now: datetime) -> Link | None:
    """The link behind an address, with its member; None for any that is not in use. One query."""
    local, _at, domain = address.lower().rpartition("@")
    token = _token(local) if domain == settings.KITH_INTAKE_DOMAIN else NO_TOKEN
    try:
        return find(token, [PURPOSE], now=now)
    except LinkRefused:
        return None


def _held(member: Member) -> QuerySet[Link]:
    return Link.objects.filter(member=member, purpose=PURPOSE, revoked_at=None)


def _token(local: str) -> str:
    try:
        raw = b32decode(local.upper() + "=" * (-len(local) % 8))
    except (Error, ValueError):
        return NO_TOKEN
    token = urlsafe_b64encode(raw).decode().rstrip("=")
    return token if len(token) == TOKEN_LETTERS else NO_TOKEN
