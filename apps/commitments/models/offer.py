"""Offers: what the member could do for somebody, for which causes, and how often."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.commitments.models.commitment import Commitment
from apps.contacts.models import Give
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet

if TYPE_CHECKING:
    from apps.accounts.models import Member


class OfferQuerySet(OwnedQuerySet):
    """Offers by how far they are."""

    def open(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_on=None)


class Offer(Owned):
    """Something the member would do, at most so often in a month or quarter."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("most", "per"),)

    class Per(models.TextChoices):
        MONTH = "month", _("a month")
        QUARTER = "quarter", _("a quarter")

    what = models.CharField(_("what you could do"), max_length=200)
    about = models.TextField(_("more about it"), max_length=2000, blank=True)
    most = models.SmallIntegerField(_("at most"), null=True)
    """None: as often as it comes."""
    per = models.CharField(max_length=7, choices=Per, default=Per.MONTH)
    withdrawn_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    objects = OfferQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["owner", "withdrawn_on"], name="offer_open")]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def make(cls, member: Member, *, now: datetime, **columns: Any) -> Offer:
        """Another offer of this member's."""
        made: Offer = cls.objects.create(owner=member, created_at=now, **columns)
        return made

    def rewrite(self, **columns: Any) -> None:
        """Keep what was written."""
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=list(columns))


class OfferCause(Owned):
    """A cause this offer fits; found by its folded name. An offer without one fits any."""

    part_of: ClassVar[str] = "offer"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    offer = OwnedForeignKey(Offer, models.CASCADE, related_name="causes", db_index=False)
    name = models.CharField(_("cause"), max_length=100)
    folded = models.CharField(max_length=100, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "offer", "folded"], name="offer_cause_once")]


class Fulfilment(Owned):
    """An offer taken up: the help given, or the commitment it became."""

    part_of: ClassVar[str] = "offer"

    offer = OwnedForeignKey(Offer, models.CASCADE, related_name="fulfilments", db_index=False)
    give = OwnedForeignKey(Give, models.CASCADE, null=True, related_name="fulfilments", db_index=False)
    commitment = OwnedForeignKey(
        Commitment, models.CASCADE, null=True, related_name="fulfilments", db_index=False
    )
    taken_on = models.DateField(_("when"))

    class Meta:
        indexes = [
            models.Index(fields=["owner", "offer", "-taken_on"], name="fulfilment_of_offer"),
            models.Index(fields=["owner", "give"], name="fulfilment_by_give"),
            models.Index(fields=["owner", "commitment"], name="fulfilment_by_commitment"),
        ]
