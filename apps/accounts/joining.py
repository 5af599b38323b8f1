"""Members who come in without the sign-up form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress

from apps.accounts.models import Member
from apps.core.joining import welcome


def add_member(email: str, password: str, *, now: datetime, **columns: Any) -> Member:
    """A member whose address counts as confirmed, with what every new member finds."""
    member = Member.objects.create_user(email, password, joined_at=now, **columns)
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    welcome(member)
    return member
