"""Offers: what the member could do for somebody, for which causes, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.commitments.models.commitment import Commitment
from apps.contacts.models import Contact, Give, Organisation
from apps.core.fold import fold
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

    def be_for(self, names: Iterable[str]) -> None:
        """It fits these causes and no others; without any it fits all."""
        wanted = {fold(name)[:100]: name[:100] for name in names if fold(name)}
        there = {cause.folded: cause for cause in self.causes.all()}
        self.causes.exclude(folded__in=wanted).delete()
        for folded, name in wanted.items():
            if folded not in there:
                OfferCause.objects.create(owner_id=self.owner_id, offer=self, name=name, folded=folded)
            elif there[folded].name != name:
                there[folded].rename(name)

    def fulfil(self, what: str, on: date, *, whom: Contact | Organisation) -> Fulfilment:
        """Done for somebody that day: it stands among what the member did for them."""
        whose = {"contact": whom} if isinstance(whom, Contact) else {"organisation": whom}
        give = Give.objects.create(owner_id=self.owner_id, what=what, happened_on=on, **whose)
        made: Fulfilment = Fulfilment.objects.create(
            owner_id=self.owner_id, offer=self, give=give, taken_on=on
        )
        return made

    def become(self, commitment: Commitment, on: date) -> Fulfilment:
        """Taken up as something given regularly, since that day."""
        made: Fulfilment = Fulfilment.objects.create(
            owner_id=self.owner_id, offer=self, commitment=commitment, taken_on=on
        )
        return made

    def withdraw(self, on: date) -> None:
        """It is offered no more; what was given stays."""
        self.rewrite(withdrawn_on=on)

    def renew(self) -> None:
        """It stands again."""
        self.rewrite(withdrawn_on=None)


class OfferCause(Owned):
    """A cause this offer fits; found by its folded name. An offer without one fits any."""

    part_of: ClassVar[str] = "offer"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    offer = OwnedForeignKey(Offer, models.CASCADE, related_name="causes", db_index=False)
    name = models.CharField(_("cause"), max_length=100)
    folded = models.CharField(max_length=100, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "offer", "folded"], name="offer_cause_once")]

    def rename(self, name: str) -> None:
        """The same cause, written otherwise."""
        self.name = name
        self.save(update_fields=["name"])


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

    def strike_out(self) -> None:
        """It was not so: what was done for somebody goes too; a commitment it became stays."""
        if self.give is None:
            self.delete()
        else:
            self.give.delete()
