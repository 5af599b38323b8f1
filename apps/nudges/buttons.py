"""The buttons of a note: a signed link for one answer to one line, good for thirty days."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from apps.core.links import LinkRefused, Signed, absolute, read, sign
from apps.nudges.models import Answer

if TYPE_CHECKING:
    from apps.accounts.models import Member

DAYS = 30


def purpose(answer: Answer) -> str:
    """What a token for this answer is good for; each purpose has a key of its own."""
    return f"nudge.{answer.value}"


def button_url(answer: Answer, line_pk: int, *, member: Member, now: datetime) -> str:
    """The whole address of one button of one line."""
    token = sign(purpose(answer), member=member, subject=line_pk, now=now, days=DAYS)
    return absolute(reverse("nudges:button", args=[token]))


def pressed(token: str, *, now: datetime) -> tuple[Answer, Signed]:
    """Which answer a token stands for, and to which line; LinkRefused for any other token."""
    for answer in Answer:
        try:
            return answer, read(token, purpose(answer), now=now)
        except LinkRefused as refused:
            if refused.reason == "ended":
                raise
    raise LinkRefused("broken")
