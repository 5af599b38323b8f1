"""Acts: what a member did, remembered row by row, so that it can be taken back.

`with act(member, "log", key=…)` opens one Act; triggers write each owned row's image before
and after. `taking_back.take_back` walks the images backwards. History is the member's acts.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Now

from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

DAYS_TO_TAKE_BACK = 30
DAYS_TO_TAKE_BACK_AN_IMPORT = 90
LARGE = 2000


class Repeated(Exception):
    """The same form was sent again; `first` is the act of the first time."""

    def __init__(self, first: Act) -> None:
        super().__init__(first.verb)
        self.first = first


class Act(Owned):
    """One thing a member did: a verb, the facts its sentence needs, and where it led."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    key = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    led_to = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    asked_back_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    kept = models.IntegerField(default=0)
    left_out = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="act_once_per_form")]
        indexes = [
            models.Index(fields=["owner", "-at"], name="act_newest"),
            models.Index(
                fields=["asked_back_at"],
                name="act_asked_back",
                condition=models.Q(asked_back_at__isnull=False, taken_back_at=None),
            ),
        ]

    def may_be_taken_back(self, *, now: datetime) -> bool:
        """True until it was taken back once, or its days are over."""
        return self.taken_back_at is None and self.asked_back_at is None and now < self.expires_at

    def is_large(self) -> bool:
        """Too many rows to put back while somebody waits for a page."""
        return len(self.rows.values_list("pk")[: LARGE + 1]) > LARGE


class ActRow(Owned):
    """One row's image before and after an act; written by triggers only."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    act = OwnedForeignKey(Act, models.CASCADE, related_name="rows")
    table_name = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "act", "id"], name="actrow_of_act")]


def done_before(member: Member, key: str) -> Act | None:
    """The act that this form's uuid opened the first time it was sent."""
    try:
        first: Act | None = Act.objects.of(member).filter(key=uuid.UUID(key)).first()
    except ValueError:
        return None
    return first


@contextmanager
def act(
    member: Member,
    verb: str,
    *,
    key: uuid.UUID | None = None,
    facts: dict[str, Any] | None = None,
    led_to: str = "",
    now: datetime,
    days: int = DAYS_TO_TAKE_BACK,
) -> Iterator[Act]:
    """Everything written inside becomes one act of this member.

    `key` is the form's uuid: the second time raises Repeated before anything is written.
    `facts` feed its sentence in History (names, never notes). Inside another act it joins
    that one, so that verbs can be built from verbs.
    """
    outer = _current()
    if outer:
        yield Act.objects.of(member).get(pk=int(outer))
        return
    with transaction.atomic():
        opened = _open(member, verb, key, facts or {}, led_to, now, days)
        _record_as(str(opened.pk))
        yield opened
        if not connection.needs_rollback:
            _record_as("")


@contextmanager
def going_on(opened: Act) -> Iterator[Act]:
    """Add to an act that was opened before: an import works in many transactions."""
    with transaction.atomic():
        _record_as(str(opened.pk))
        yield opened
        if not connection.needs_rollback:
            _record_as("")


def _open(
    member: Member,
    verb: str,
    key: uuid.UUID | None,
    facts: dict[str, Any],
    led_to: str,
    now: datetime,
    days: int,
) -> Act:
    new = Act(
        owner=member,
        verb=verb,
        key=key,
        facts=facts,
        led_to=led_to,
        at=now,
        expires_at=now + timedelta(days=days),
    )
    try:
        with transaction.atomic():  # waits here for a first one still under way
            new.save(force_insert=True)
    except IntegrityError:
        first = Act.objects.of(member).filter(key=key).first() if key else None
        if first is None:
            raise
        raise Repeated(first) from None
    return new


def _current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('kith.act', true), '')")
        return str(cursor.fetchone()[0])


def _record_as(pk: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.act', %s, true)", [pk])
