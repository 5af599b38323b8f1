"""Bringing people in a file: the batch, its parts, its report, and what makes it once."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.core.acts import Act
from apps.core.scope import Owned, OwnedForeignKey


class ImportBatch(Owned):
    """One file brought by a member, and how far its import has come.

    `read_bytes` and `rows` move in the transaction that stores a chunk, so that a worker
    killed at any point goes on where the last chunk ended.
    """

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    filename = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, blank=True)
    size = models.BigIntegerField(default=0)
    plan = models.JSONField(default=dict)
    read_bytes = models.BigIntegerField(default=0)
    rows = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    matched = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    remark = models.CharField(max_length=40, blank=True)
    act = OwnedForeignKey(Act, models.SET_NULL, null=True, db_index=False, related_name="+")
    lease_id = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    uploaded_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-uploaded_at"], name="batch_newest"),
            models.Index(fields=["owner", "act"], name="batch_of_act"),
            models.Index(
                fields=["uploaded_at"],
                name="batch_to_look_at",
                condition=Q(looked_at=None, started_at=None, stopped_at=None),
            ),
            models.Index(
                fields=["started_at"],
                name="batch_under_way",
                condition=Q(started_at__isnull=False, finished_at__isnull=True, stopped_at__isnull=True),
            ),
        ]

    def is_under_way(self) -> bool:
        """Started and not yet at its end."""
        return self.started_at is not None and self.finished_at is None and self.stopped_at is None

    def waits_for_a_look(self) -> bool:
        """Received, and not yet looked at to its end."""
        return self.looked_at is None and self.started_at is None and self.stopped_at is None

    def stop(self, remark: str, *, now: datetime) -> None:
        """End it with a reason the member can read; what was stored stays and can be taken back."""
        self.remark, self.stopped_at = remark, now
        self.save(update_fields=["remark", "stopped_at"])


class ImportPart(Owned):
    """A megabyte of the file, kept until the batch's undo window ends."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    batch = OwnedForeignKey(ImportBatch, models.CASCADE, related_name="parts", db_index=False)
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "batch", "number"], name="part_once")]


class ImportRow(Owned):
    """How one card or row of the file ended, with its line and original text."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    class Outcome(models.TextChoices):
        CREATED = "created", _("new")
        MATCHED = "matched", _("already there")
        UPDATED = "updated", _("completed")
        SKIPPED = "skipped", _("left out")
        REFUSED = "refused", _("could not be read")

    batch = OwnedForeignKey(ImportBatch, models.CASCADE, related_name="report", db_index=False)
    number = models.IntegerField()
    line = models.IntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    name = models.CharField(max_length=200, blank=True)
    contact = OwnedForeignKey(Contact, models.SET_NULL, null=True, db_index=False, related_name="+")
    remarks = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "batch", "number"], name="row_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="row_of_contact")]


class ImportChoice(Owned):
    """Where a row of a file differs from the book: the fields that the member takes from the file."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    batch = OwnedForeignKey(ImportBatch, models.CASCADE, related_name="choices", db_index=False)
    number = models.IntegerField()
    taken = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "batch", "number"], name="choice_once")]


class ColumnMap(Owned):
    """What the columns of a table mean, remembered for the next file with the same titles."""

    recorded: ClassVar[bool] = False

    digest = models.BinaryField(max_length=32)
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "digest"], name="column_map_once")]


class Fingerprint(Owned):
    """SHA-256 of a card as it was brought: the same file twice changes nothing.

    It outlives its person, so that somebody deleted since is left out and that is said.
    """

    part_of: ClassVar[str] = "contact"

    digest = models.BinaryField(max_length=32)
    contact = OwnedForeignKey(
        Contact, models.SET_NULL, null=True, db_index=False, related_name="fingerprints"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "digest"], name="fingerprint_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="fingerprint_of_contact")]
