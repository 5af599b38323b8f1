"""What a member keeps of working with the list: views by name, and work on many people at once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.acts import Act
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey


class SavedView(Owned):
    """A selection of people under a name; `query` is the query string of the list."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, db_collation="C")
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "folded"], name="view_once")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key_of(name: str) -> str:
        """By which a view of that name is found again."""
        return fold(name)[:80]


class BulkDeed(Owned):
    """Work on so many people that it is left to the worker; one act, like a small one."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    verb = models.CharField(max_length=20)
    query = models.CharField(max_length=1000)
    facts = models.JSONField(default=dict)
    act = OwnedForeignKey(Act, models.SET_NULL, null=True, db_index=False, related_name="+")
    after = models.BigIntegerField(default=0)
    done = models.IntegerField(default=0)
    lease_id = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-asked_at"], name="bulk_newest"),
            models.Index(fields=["owner", "act"], name="bulk_of_act"),
            models.Index(fields=["asked_at"], name="bulk_under_way", condition=Q(finished_at=None)),
        ]
