"""Comparing a member's people in the worker: asked for, claimed once, and written in one go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.db.models import Q

from apps.contacts.likeness.finding import find
from apps.contacts.likeness.known import book_of
from apps.contacts.merging.pairs import in_order
from apps.contacts.models import Comparison, Contact, Likeness
from apps.core.scope import acting_as
from apps.core.waking import wake

if TYPE_CHECKING:
    from apps.accounts.models import Member

SECONDS = 15.0
PAUSE = timedelta(minutes=2)
"""Between two comparisons of one member's people."""
LEASE = timedelta(minutes=2)
logger = logging.getLogger(__name__)


def ask(member: Member, *, now: datetime) -> None:
    """Let a worker compare this member's people, at once where none did lately."""
    Comparison.ask(member, now=now)
    transaction.on_commit(lambda: wake("contacts.compare"), robust=True)


def go_on(*, until: datetime, clock: Callable[[], datetime]) -> bool:
    """Compare for one member after another until that instant; True when somebody still waits."""
    while clock() < until:
        asked = claim(now=clock())
        if asked is None:
            return False
        try:
            compare(asked.owner)
        except OperationalError:
            raise  # the database went away: the lease ends by itself and another turn goes on
        except Exception:
            logger.exception("Comparing for %s failed", asked.owner_id)
        settle(asked, now=clock())
    return True


def claim(*, now: datetime) -> Comparison | None:
    """One that is asked for and that no living worker holds; held from here on for one lease."""
    waiting = Comparison.objects.filter(
        Q(lease_until=None) | Q(lease_until__lt=now),
        Q(compared_at=None) | Q(compared_at__lt=now - PAUSE),
        asked_at__isnull=False,
        owner__leaving_at=None,
    ).order_by("asked_at")
    with transaction.atomic():
        asked: Comparison | None = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if asked is not None:
            asked.lease_until = now + LEASE
            asked.save(update_fields=["lease_until"])
    return asked


def compare(member: Member) -> int:
    """Write the pairs of this member's people anew; how many. Runs in the member's scope."""
    with acting_as(member):
        found = find(book_of(member))
        there = {pk for pair in found for pk in (pair.one, pair.other)}
        there = set(Contact.objects.of(member).filter(pk__in=there).values_list("pk", flat=True))
        Likeness.objects.of(member).delete()
        rows = [
            Likeness(
                owner=member, contact_id=first, other_id=second, weight=each.weight, reasons=each.reasons
            )
            for each in found
            for first, second in [in_order(each.one, each.other)]
            if {first, second} <= there
        ]
        Likeness.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def settle(asked: Comparison, *, now: datetime) -> None:
    """It is done; what was asked for meanwhile is still to be done."""
    own = Comparison.objects.filter(pk=asked.pk)
    own.update(compared_at=now, lease_until=None)
    own.filter(asked_at=asked.asked_at).update(asked_at=None)
