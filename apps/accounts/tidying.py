"""Letting go of sign-ups that nobody confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.erasing import erase
from apps.accounts.models import Member

DAYS_TO_CONFIRM = 7


def forget_unconfirmed(now: datetime) -> None:
    """Erase sign-ups of more than seven days ago whose address was never confirmed."""
    long_ago = now - timedelta(days=DAYS_TO_CONFIRM)
    waiting = Member.objects.filter(joined_at__lt=long_ago, last_login=None, emailaddress__verified=False)
    for member in waiting.exclude(emailaddress__verified=True).distinct():
        erase(member)
