"""A change to more people than a page can wait for: asked once, worked off piece by piece, one act."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, transaction
from django.db.models import Max, Q
from django.http import QueryDict
from django.urls import reverse

from apps.contacts.bulk.verbs import act_of, change
from apps.contacts.models import BulkDeed, Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.selection import Selection
from apps.core.acts import Act, act, going_on
from apps.core.scope import acting_as

if TYPE_CHECKING:
    from apps.accounts.models import Member

SECONDS = 15.0
A_PIECE = 500
LEASE = timedelta(seconds=30)
MOST_FAILURES = 3
Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)


def ask(
    member: Member, verb: str, query: str, asked: dict[str, Any], *, key: uuid.UUID | None, now: datetime
) -> BulkDeed:
    """Leave it to the worker: for all whom the query selects as of today, and nobody who comes later."""
    today = member.day(now)
    people = _selected(member, query, today)
    told, facts = act_of(verb, asked, [], people.count())
    with act(member, told, key=key, facts=facts, now=now) as opened:
        whole = {
            "asked": asked,
            "today": today.isoformat(),
            "until": people.aggregate(last=Max("pk"))["last"] or 0,
        }
        deed: BulkDeed = BulkDeed.objects.create(
            owner=member,
            verb=verb,
            query=query,
            facts=whole | {"count": facts["count"]},
            act=opened,
            asked_at=now,
        )
        opened.led_to = reverse("contacts:bulk_deed", args=[deed.pk])
        opened.save(update_fields=["led_to"])
    return deed


def go_on(*, until: datetime, clock: Clock) -> bool:
    """Claim and work off what waits until that instant; True when something is left to do."""
    while clock() < until:
        deed = claim(now=clock())
        if deed is None:
            return False
        if not work_off(deed, until=until, clock=clock):
            return True
    return True


def claim(*, now: datetime) -> BulkDeed | None:
    """One that is under way and that no living worker holds; held from here on for one lease."""
    waiting = BulkDeed.objects.filter(
        Q(lease_until=None) | Q(lease_until__lt=now), finished_at=None, owner__leaving_at=None
    ).order_by("asked_at")
    with transaction.atomic():
        deed: BulkDeed | None = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if deed is not None:
            deed.lease_id, deed.lease_until = uuid.uuid4(), now + LEASE
            deed.save(update_fields=["lease_id", "lease_until"])
    return deed


def work_off(deed: BulkDeed, *, until: datetime, clock: Clock) -> bool:
    """One claimed deed, piece by piece; True at its end. One that fails thrice ends where it came to."""
    try:
        while _piece(deed, now=clock()):
            if clock() >= until:
                BulkDeed.objects.filter(pk=deed.pk, lease_id=deed.lease_id).update(lease_until=None)
                return False
    except OperationalError:
        raise  # the database went away: the lease ends by itself and another turn goes on
    except Exception:
        logger.exception("Bulk deed %s failed", deed.pk)
        _failed(deed, now=clock())
    return True


def _piece(deed: BulkDeed, *, now: datetime) -> bool:
    """The next five hundred, in one transaction that also moves on; False when there is nobody further on."""
    with acting_as(deed.owner):
        opened = Act.objects.of(deed.owner).select_for_update().filter(pk=deed.act_id or 0).first()
        held = BulkDeed.objects.of(deed.owner).filter(pk=deed.pk, lease_id=deed.lease_id, finished_at=None)
        if not held.update(lease_until=now + LEASE):
            return False
        pks = _next(deed) if opened and not (opened.taken_back_at or opened.asked_back_at) else []
        if not opened or not pks:
            _finish(deed, opened, now=now)
            return False
        today = date.fromisoformat(deed.facts["today"])
        with going_on(opened):
            people = Contact.objects.of(deed.owner).filter(pk__in=pks)
            change(deed.owner, people, deed.verb, deed.facts["asked"], today=today, now=now)
        deed.after, deed.done = pks[-1], deed.done + len(pks)
        deed.save(update_fields=["after", "done"])
    return True


def _next(deed: BulkDeed) -> list[int]:
    people = _selected(deed.owner, deed.query, date.fromisoformat(deed.facts["today"]))
    further = people.filter(pk__gt=deed.after, pk__lte=deed.facts["until"]).order_by("pk")
    return list(further.values_list("pk", flat=True)[:A_PIECE])


def _selected(member: Member, query: str, today: date) -> ContactQuerySet:
    return Selection.asked(QueryDict(query)).people(member, today)


def _finish(deed: BulkDeed, opened: Act | None, *, now: datetime) -> None:
    """History tells how many they were in the end."""
    deed.finished_at = now
    deed.save(update_fields=["finished_at"])
    if opened and opened.facts.get("count") != deed.done and not opened.taken_back_at:
        opened.facts["count"] = deed.done
        opened.save(update_fields=["facts"])


def _failed(deed: BulkDeed, *, now: datetime) -> None:
    with acting_as(deed.owner):
        fresh = BulkDeed.objects.of(deed.owner).select_for_update().get(pk=deed.pk)
        fresh.facts["failures"] = fresh.facts.get("failures", 0) + 1
        fresh.lease_until = now + timedelta(seconds=5)
        fresh.save(update_fields=["facts", "lease_until"])
        if fresh.facts["failures"] >= MOST_FAILURES:
            opened = Act.objects.of(deed.owner).filter(pk=fresh.act_id or 0).first()
            _finish(fresh, opened, now=now)
