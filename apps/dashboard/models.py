"""An archive on its way out or in: made or read by the worker, kept a few days in parts of a megabyte."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.scope import Owned, OwnedForeignKey


class Archive(Owned):
    """One file with everything of a member, asked for or brought back."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    class Direction(models.TextChoices):
        OUT = "out", _("to take along")
        IN = "in", _("brought back")

    direction = models.CharField(max_length=3, choices=Direction)
    size = models.BigIntegerField(default=0)
    refusal = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-asked_at"], name="archive_newest"),
            models.Index(fields=["asked_at"], name="archive_waiting", condition=Q(finished_at=None)),
        ]

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched."""
        return self.finished_at is not None and not self.refusal and self.direction == self.Direction.OUT


class ArchivePart(Owned):
    """A megabyte of it."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    archive = OwnedForeignKey(Archive, models.CASCADE, related_name="parts", db_index=False)
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "archive", "number"], name="archive_part_once")
        ]


class Review(Owned):
    """A week the member looked back on, and what they said of the next one."""

    class Choice(models.TextChoices):
        SAME = "same", _("the same next week")
        LIGHTER = "lighter", _("a lighter one")
        ALONE = "alone", _("left alone for a while")

    monday = models.DateField()
    """The first day of the week looked back on."""
    choice = models.CharField(max_length=7, choices=Choice)
    until_on = models.DateField(null=True)
    """Until when to be left alone; with that choice only."""
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "monday"], name="review_once_a_week")]
