"""Letters written to a member of this server: found in their own Introductions, seen only by them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from apps.core.scope import acting_as
from apps.introductions.models import Letter, Received

if TYPE_CHECKING:
    from apps.accounts.models import Member


def receive(member: Member, letter: Letter, *, now: datetime) -> None:
    """They find the letter in their Introductions; a second time changes nothing. Run it in their scope."""
    row = Received(owner=member, letter=letter, received_at=now)
    Received.objects.bulk_create([row], ignore_conflicts=True)


def deliver(letter: Letter, address: str, *, now: datetime) -> None:
    """Kith mailed this letter to an address: a member who has verified it finds it.

    Whoever asked sees no difference. Not inside an act: what it writes is another member's.
    """
    known = EmailAddress.objects.filter(email=address.strip().lower(), verified=True)
    for each in known.select_related("user").filter(user__leaving_at=None):
        with acting_as(each.user):
            receive(each.user, letter, now=now)


def received_by(member: Member, *, now: datetime) -> list[Received]:
    """Letters to this member that still open and are not put aside, the newest first. One query."""
    rows = Received.objects.of(member).filter(put_aside_at=None, letter__wiped_at=None)
    rows = rows.filter(letter__link__revoked_at=None).exclude(letter__link__ends_at__lte=now)
    return list(rows.select_related("letter__link").order_by("-received_at", "-pk"))
