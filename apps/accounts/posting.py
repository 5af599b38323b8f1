"""What allauth wants mailed, as rows of the outbox.

A code goes to an address somebody only typed. So that nobody's mailbox can be filled through
Kith, an address gets one such mail an hour whoever asks, and from one browser two more (*Send
another code*); the key of the row sees to that, with or without a cache.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest

from apps.accounts.models import Member
from apps.core import outbox
from apps.core.cache import within
from apps.core.suppression import fingerprint
from apps.core.waking import wake

HOUR = 3600
RESENDS = 2
ASKED = "asked"
ADDRESSES_REMEMBERED = 5
CODE_LIFE = timedelta(minutes=15)
KINDS = {
    "email_confirmation_signup": "account:signup_code",
    "email_confirmation": "account:address_code",
    "account_already_exists": "account:already_a_member",
    "password_reset_code": "account:reset_code",
    "password_changed": "account:password_changed",
    "password_set": "account:password_changed",
    "password_reset": "account:password_changed",
    "email_changed": "account:address_changed",
    "unknown_account": "account:nobody",
}
"""allauth's names → Kith's; its other mails are not sent."""
NOBODY = "account:nobody"
"""Never sent: a stranger hears nothing of a password asked for. It only takes as long as the others."""
KNOCKS = {
    "account:signup_code",
    "account:address_code",
    "account:already_a_member",
    "account:reset_code",
    NOBODY,
}
"""Mails that an unknown person can cause."""
KEPT = ("code", "from_email", "to_email")


def post(request: HttpRequest, name: str, address: str, context: dict[str, Any], *, now: datetime) -> None:
    """Write one mail into the outbox, if its kind and the hour allow it.

    `name` is allauth's; of its context only what `KEPT` names is kept, as the row's secret.
    """
    kind = KINDS.get(name)
    if kind is None or getattr(request, "is_trapped", False):
        return
    key = f"{kind}:{uuid4()}"
    if kind in KNOCKS:
        digest = fingerprint(address).hex()[:32]
        attempt = _attempt(request, digest)
        if not within(1, HOUR, "knock", digest, attempt):
            return
        if kind == NOBODY:
            transaction.on_commit(wake, robust=True)
            return
        key = f"account:knock:{digest}:{int(now.timestamp()) // HOUR}:{attempt}"
    outbox.put(
        key=key,
        kind=kind,
        recipient=address,
        member_id=_member_id(context, address),
        secret={part: str(context[part]) for part in KEPT if part in context},
        now=now,
        stale_at=now + CODE_LIFE if kind in KNOCKS else None,
    )


def _attempt(request: HttpRequest, digest: str) -> int:
    """0 for the first mail this browser causes to an address, then 1, and at last always 2.

    Who knows the password of an unconfirmed account but has lost the code is not at the first.
    """
    asked = request.session.get(ASKED, {})
    match = request.resolver_match
    first = 1 if match and match.url_name == "account_login" else 0
    attempt = int(asked.pop(digest, first))
    latest = list(asked.items())[1 - ADDRESSES_REMEMBERED :]
    request.session[ASKED] = dict([*latest, (digest, attempt + 1)])
    return min(attempt, RESENDS)


def _member_id(context: dict[str, Any], address: str) -> int | None:
    user = context.get("user")
    if isinstance(user, Member):
        return user.pk
    return Member.objects.filter(email=address.lower()).values_list("pk", flat=True).first()
