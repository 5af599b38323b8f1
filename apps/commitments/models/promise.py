"""Promises: what was said to be done by a day; kept or handed back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.commitments.models.commitment import Commitment
from apps.contacts.models import Contact
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet

if TYPE_CHECKING:
    from apps.accounts.models import Member


class PromiseQuerySet(OwnedQuerySet):
    """Promises by how far they are."""

    def open(self) -> Self:
        """Neither kept nor handed back."""
        return self.filter(kept_on=None, handed_back_on=None)


class Promise(Owned):
    """One thing promised to somebody by a day, within a commitment or without."""

    what = models.CharField(_("what you promised"), max_length=300)
    commitment = OwnedForeignKey(
        Commitment, models.SET_NULL, null=True, related_name="promises", db_index=False
    )
    contact = OwnedForeignKey(Contact, models.SET_NULL, null=True, related_name="promises", db_index=False)
    """To whom; where nobody is named, the commitment's coordinator."""
    due_on = models.DateField(_("by"))
    promised_on = models.DateField()
    on_track_on = models.DateField(null=True)
    """When the member last said that it is on track, or took more time."""
    kept_on = models.DateField(null=True)
    handed_back_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    objects = PromiseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due_on"], name="promise_by_day"),
            models.Index(fields=["owner", "commitment"], name="promise_of_commitment"),
            models.Index(fields=["owner", "contact"], name="promise_to_contact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_on=None) | Q(handed_back_on=None), name="promise_ends_once"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def give(cls, member: Member, *, now: datetime, on: date, **columns: Any) -> Promise:
        """Another promise, given on that day."""
        given: Promise = cls.objects.create(owner=member, created_at=now, promised_on=on, **columns)
        return given

    def rewrite(self, **columns: Any) -> None:
        """Keep what was written."""
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=list(columns))
