"""The clock's part in pairings: a last day that is over without two yeses. Run as owner of the tables."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from apps.introductions import copies, kept
from apps.introductions.models import Pairing, Side

logger = logging.getLogger(__name__)

AT_ONCE = 100
AHEAD = timedelta(hours=15)
"""No member's calendar is further ahead of UTC."""


def close_pairings(now: datetime) -> int:
    """Those whose last day is over for their member are closed, on that day; how many.

    A no and a silence end here alike: letters open nothing, and what was kept is gone unread. Several may run
    at once: what one holds the others pass by.
    """
    closed, last = 0, 0
    while rows := _due(now, after=last):
        last = rows[-1]
        try:
            closed += _close(rows, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("pairings %s to %s could not be closed", rows[0], last)
    return closed


def _due(now: datetime, *, after: int) -> list[int]:
    due = Pairing.objects.filter(state=Pairing.State.ASKED, closes_on__lt=(now + AHEAD).date(), pk__gt=after)
    return list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _close(pks: list[int], now: datetime) -> int:
    with transaction.atomic():
        asked = Pairing.objects.filter(pk__in=pks, state=Pairing.State.ASKED).order_by("pk")
        held = list(asked.select_related("owner").select_for_update(of=("self",), skip_locked=True))
        over = [row for row in held if row.closes_on and row.closes_on < row.owner.day(now)]
        for row in over:
            Pairing.objects.filter(pk=row.pk).update(
                state=Pairing.State.CLOSED, closes_on=None, ended_on=row.closes_on
            )
        sides = Side.objects.filter(pairing__in=[row.pk for row in over], link__isnull=False)
        links = list(sides.values_list("link", flat=True))
        copies.revoke(links, now=now)
        kept.let_go(links, now=now)
    return len(over)
