"""What a member keeps of working with the list: views by name, and work on many people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from apps.core.acts import Act
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member


class ViewTaken(Exception):
    """Another view of the member's goes by this name already."""


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

    @classmethod
    def keep(cls, member: Member, name: str, query: str, *, replacing: bool = False) -> SavedView:
        """The selection of this query string under a name.

        Raises ViewTaken where there is one of that name and it is not to be replaced.
        """
        there: SavedView | None = cls.objects.of(member).filter(folded=cls.key_of(name)).first()
        if there and not replacing:
            raise ViewTaken(name)
        view = there or cls(owner=member, folded=cls.key_of(name))
        view.name, view.query = name[:80], query
        view.save()
        return view

    def rename(self, name: str) -> None:
        """Another name. Raises ViewTaken where another view goes by it."""
        folded = self.key_of(name)
        if SavedView.objects.of(self.owner_id).filter(folded=folded).exclude(pk=self.pk).exists():
            raise ViewTaken(name)
        self.name, self.folded = name[:80], folded
        self.save(update_fields=["name", "folded"])


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
