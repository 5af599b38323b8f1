"""Working off what waits: used by the worker's task and by `manage.py import_contacts`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import OperationalError

from apps.contacts.imports import batch as batches
from apps.contacts.imports import looking
from apps.contacts.models import ImportBatch
from apps.core.scope import acting_as

SECONDS = 15.0
MOST_FAILURES = 3
logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def go_on(*, until: datetime, clock: Clock) -> bool:
    """Claim and work off files until that instant; True when something is left to do."""
    while clock() < until:
        if batch := batches.claim(now=clock()):
            if not work_off(batch, until=until, clock=clock):
                return True
        elif waiting := looking.claim(now=clock()):
            look_at(waiting, clock=clock)
        else:
            return False
    return True


def work_off(batch: ImportBatch, *, until: datetime, clock: Clock) -> bool:
    """One claimed batch; True when it is at its end. A batch that fails thrice is stopped and says so."""
    return _or_failed(batch, clock, lambda: batches.work(batch, clock=_ticks(clock), until=until))


def look_at(batch: ImportBatch, *, clock: Clock) -> None:
    """One claimed batch that was not started: how each of its rows would end."""
    _or_failed(batch, clock, lambda: looking.work(batch, clock=_ticks(clock)))


def _or_failed(batch: ImportBatch, clock: Clock, work: Callable[[], bool | None]) -> bool:
    try:
        return bool(work())
    except OperationalError:
        raise  # the database went away: the lease ends by itself and another turn goes on
    except Exception:
        logger.exception("Import %s failed", batch.pk)
        _failed(batch, now=clock())
        return True


def _failed(batch: ImportBatch, *, now: datetime) -> None:
    with acting_as(batch.owner):
        fresh = ImportBatch.objects.get(pk=batch.pk)
        fresh.plan["failures"] = fresh.plan.get("failures", 0) + 1
        fresh.lease_until = now + timedelta(seconds=5)
        fresh.save(update_fields=["plan", "lease_until"])
        if fresh.plan["failures"] >= MOST_FAILURES:
            fresh.stop("failed", now=now)


def _ticks(clock: Clock) -> Iterator[datetime]:
    while True:
        yield clock()
