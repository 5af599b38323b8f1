"""The outbox: what leaves the building, one row per message and occasion.

A row is written in the transaction that causes it and holds kind, ids and facts, never a body.
Celery only says "look now"; delete Redis at any moment and nothing is lost. Sending is in
`core/sending.py`, rendering in `core/mail.py`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from apps.core.waking import wake


class State(models.TextChoices):
    """`unsure`: twice the line dropped where the other side may have taken it; not tried again."""

    DUE = "due"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNSURE = "unsure"


class Outbox(models.Model):
    """One message to one address. `key` makes it once: `digest:<member>:<local date>`."""

    key = models.CharField(max_length=200, unique=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", db_index=False
    )
    recipient = models.EmailField(max_length=320)
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    secret = models.JSONField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    due_at = models.DateTimeField()
    stale_at = models.DateTimeField(null=True)
    lease_id = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    in_flight_at = models.DateTimeField(null=True)
    doubts = models.SmallIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="outbox_due", condition=models.Q(state="due")),
            models.Index(fields=["member", "-created_at"], name="outbox_of_member"),
        ]

    @property
    def message_id(self) -> str:
        """RFC 5322 Message-ID, the same on every copy, so that mail readers fold them."""
        from apps.core.mail import message_id

        return message_id(self.key)


def put(
    *,
    key: str,
    kind: str,
    recipient: str,
    now: datetime,
    member_id: int | None = None,
    facts: dict[str, Any] | None = None,
    secret: dict[str, Any] | None = None,
    due_at: datetime | None = None,
    stale_at: datetime | None = None,
) -> None:
    """Write one message into the outbox of the running transaction; a key that is there stays as it is.

    `facts` are ids and plain values; `secret` is wiped with the outcome. The worker is woken
    after commit, and finds the row within a minute even when nobody could wake it.
    """
    put_all(
        [
            Outbox(
                key=key,
                kind=kind,
                recipient=recipient,
                member_id=member_id,
                facts=facts or {},
                secret=secret,
                due_at=due_at or now,
                stale_at=stale_at,
                created_at=now,
            )
        ]
    )


def put_all(rows: list[Outbox]) -> None:
    """`put` for many at once; rows as `Outbox(...)` with due_at and created_at set.

    However many are put in one transaction, the worker is woken once.
    """
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)
    if not any(hook is wake for _, hook, _ in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake, robust=True)
