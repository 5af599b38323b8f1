"""Mails about the account itself: codes, and what was changed. Security mail, so no list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from apps.accounts.posting import CODE_LIFE
from apps.core.links import absolute
from apps.core.mail import MailKind
from apps.core.outbox import Outbox


def code(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """The code; nothing once it would no longer be taken."""
    secret = (row.secret or {}).get("code")
    if not secret or now - row.created_at > CODE_LIFE:
        return None
    return {"code": secret, "minutes": int(CODE_LIFE.total_seconds() // 60)}


def already_a_member(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """Where to go instead of signing up; nothing once the account is gone."""
    if row.member_id is None:
        return None
    return {
        "email": row.recipient,
        "login_url": absolute(reverse("account_login")),
        "password_reset_url": absolute(reverse("account_reset_password")),
    }


def change(row: Outbox, now: datetime) -> dict[str, Any]:
    """What was changed, and where to go when it was somebody else."""
    secret = row.secret or {}
    return {
        "from_email": secret.get("from_email", ""),
        "to_email": secret.get("to_email", ""),
        "password_reset_url": absolute(reverse("account_reset_password")),
    }


def _kind(name: str, context: Any) -> tuple[str, MailKind]:
    full = f"account:{name}"
    return full, MailKind(name=full, template=f"mail/accounts/{name}", context=context, security=True)


KINDS: dict[str, MailKind] = dict(
    [
        _kind("signup_code", code),
        _kind("address_code", code),
        _kind("reset_code", code),
        _kind("already_a_member", already_a_member),
        _kind("password_changed", change),
        _kind("address_changed", change),
    ]
)
