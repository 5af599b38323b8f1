"""*Send me one now*: today's note at once, also when nobody is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apps.accounts.models import Member as Members
from apps.core.due import gather
from apps.core.outbox import Outbox, put
from apps.nudges.models import Digest, write_lines
from apps.nudges.pace import pick, spent
from apps.nudges.planning import NOTE_NOW

if TYPE_CHECKING:
    from apps.accounts.models import Member

PAUSE = timedelta(minutes=3)
STALE = timedelta(hours=1)


class AskedJustNow(Exception):
    """One was asked for within the last minutes; it is on its way."""


def send_one_now(member: Member, *, now: datetime) -> None:
    """Put today's note into the outbox, planning it first where there is none yet.

    It is the note of the day: the planner finds it and writes no second one. Runs in the
    member's scope. Raises AskedJustNow.
    """
    Members.objects.select_for_update(no_key=True).get(pk=member.pk)  # neither planner nor a second press
    if Outbox.objects.filter(member=member, kind=NOTE_NOW, created_at__gt=now - PAUSE).exists():
        raise AskedJustNow
    digest = _digest_of_today(member, now)
    put(
        key=f"digest-now:{member.pk}:{now:%Y-%m-%dT%H:%M}",
        kind=NOTE_NOW,
        recipient=member.email,
        member_id=member.pk,
        facts={"digest": digest.pk if digest else None, "on": member.day(now).isoformat()},
        now=now,
        stale_at=now + STALE,
    )


def _digest_of_today(member: Member, now: datetime) -> Digest | None:
    """Today's note with whoever there is still room for; None where there is nobody at all."""
    today = member.day(now)
    items = pick(member, gather([member], now=now)[member.pk], spent([member], now=now)[member.pk])
    digest: Digest | None = Digest.objects.of(member).filter(on=today).first()
    if digest is None and items:
        digest = Digest.objects.create(owner=member, on=today, planned_at=now)
    if digest is not None:
        write_lines([(digest, items)], after=digest.nudges.count())
    return digest
