"""What the calendar does to requests: ends what is over, and asks the next friend where it was told to.

Runs as owner of the tables. A request is ended in a transaction of its own whose row others skip, and each
verb claims the state it needs: however many run at once, and however long none did, each thing happens once.
What is over ends on its last day. A next friend is asked by daylight, at most one a day and request, by the
same path and under the same limits as from the page; where a limit stands in the way the member has the turn.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import translation

from apps.introductions import asking, received, sending, verbs
from apps.introductions.models import Door, IntroductionRequest, State, Transition
from apps.introductions.pairings_clock import close_pairings

logger = logging.getLogger(__name__)

BATCH = 100
AHEAD = timedelta(hours=14)
"""No calendar on earth is further ahead of UTC."""
DAYLIGHT = range(9, 18)
"""Hours, on the member's clocks, in which Kith asks a next friend by itself."""


@dataclass(slots=True)
class Round:
    """One round: how many were ended, how many friends were asked, and whether all is done."""

    ended: int = 0
    asked: int = 0
    is_done: bool = True


def run(*, now: datetime, seconds: float | None = None) -> Round:
    """Everything that is due at `now`; stops after so many seconds, if given."""
    until = time.monotonic() + seconds if seconds else None
    done = Round()
    for request in _of(_over(now)):
        if _is_late(until, done):
            return done
        done.ended += _surely(_end, request, now)
    done.ended += close_pairings(now)
    for request in _of(_to_ask(now)):
        if _is_late(until, done):
            return done
        done.asked += _surely(_ask_next, request, now)
    return done


def _is_late(until: float | None, done: Round) -> bool:
    done.is_done = until is None or time.monotonic() < until
    return not done.is_done


def _over(now: datetime) -> Any:
    """Those with somebody else whose last day is over somewhere on earth; by their index."""
    rows = IntroductionRequest.objects.filter(state__in=(State.ASKED, State.WITH_TARGET))
    return rows.filter(closes_on__lt=(now + AHEAD).date()).order_by("closes_on", "pk")


def _to_ask(now: datetime) -> Any:
    """Those that nobody has, with a friend not asked yet, not tried today; by their index."""
    rows = IntroductionRequest.objects.filter(state=State.WAITING, by_itself=True)
    unopened = Door.objects.filter(
        owner_id=OuterRef("owner_id"), request=OuterRef("pk"), opened_at=None, ended_at=None
    )
    untried = Q(tried_on=None) | Q(tried_on__lt=(now + AHEAD).date())
    here = rows.filter(untried, Exists(unopened), owner__is_active=True, owner__leaving_at=None)
    return here.order_by("pk")


def _of(rows: Any) -> Iterator[IntroductionRequest]:
    """All of these, a batch at a time, each with whose it is."""
    pks = list(rows.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        batch = IntroductionRequest.objects.filter(pk__in=pks[start : start + BATCH])
        yield from batch.select_related("owner").order_by("closes_on", "pk")


def _surely(do: Any, request: IntroductionRequest, now: datetime) -> bool:
    """One request that fails is told in the log, and holds up nobody else's."""
    try:
        done: bool = do(request, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("the calendar of request %s could not go on", request.pk)
        return False
    return done


def _end(request: IntroductionRequest, now: datetime) -> bool:
    """Its last day is over for the member: the friend's time, or that of the letter passed on."""
    if request.closes_on is None or request.closes_on >= request.owner.day(now):
        return False
    rows = IntroductionRequest.objects.filter(pk=request.pk).select_related("owner")
    try:
        with transaction.atomic():
            held = rows.select_for_update(skip_locked=True, of=("self",)).first()
            if held is None:
                return False
            if held.state != State.ASKED:
                verbs.close(held, now=now)
                return True
            open_doors = verbs.doors_of(held).filter(opened_at__isnull=False, ended_at=None)
            for door in open_doors.select_related("owner"):
                verbs.expire_door(door, now=now)
            return True
    except verbs.NotNow:
        return False


def _ask_next(request: IntroductionRequest, now: datetime) -> bool:
    """Kith's fixed text to the next friend, if nothing forbids it; of several that try, one does."""
    today = request.owner.day(now)
    if now.astimezone(request.owner.zone).hour not in DAYLIGHT or not _claim_try(request, today):
        return False
    unopened = verbs.doors_of(request).filter(opened_at=None, ended_at=None)
    door = unopened.select_related("owner", "contact", "request__owner").order_by("position", "pk").first()
    if door is None:
        return False
    with translation.override(request.owner.language):
        return any(_mail(door, address, now) for address in sending.addresses_of(door))


def _claim_try(request: IntroductionRequest, today: Any) -> bool:
    rows = IntroductionRequest.objects.filter(pk=request.pk, state=State.WAITING, by_itself=True)
    untried = rows.filter(Q(tried_on=None) | Q(tried_on__lt=today))
    return bool(untried.update(tried_on=today))


def _mail(door: Door, address: str, now: datetime) -> bool:
    """One address; a member of this server who has it finds the letter in their Introductions."""
    try:
        with transaction.atomic():
            sending.mail(door, address, now=now, by=Transition.By.CLOCK)
            if door.link:
                received.deliver(door.link.letter, address, now=now)
    except (sending.MayNotMail, asking.MayNotAsk, verbs.NotNow):
        return False
    return True
