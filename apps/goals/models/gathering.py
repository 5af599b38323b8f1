"""Gatherings: the only dated occasion of the house, and whom the member met at one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Interaction, Organisation
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals.clocks import OwnClocks
from apps.goals.models.place import Place

if TYPE_CHECKING:
    from apps.accounts.models import Member

WRITTEN = ("title", "starts_at", "ends_at", "time_zone", "place", "organisation", "notes")


class GatheringQuerySet(OwnedQuerySet):
    """Small, chainable questions about gatherings."""

    def with_rooms(self) -> Self:
        """Each with its place and organisation and its place's organisation, read along."""
        return self.select_related("place__organisation", "organisation")

    def taking_place(self) -> Self:
        """Neither cancelled nor ones to stay away from."""
        return self.filter(cancelled_at=None, staying_away_at=None)

    def to_be_told(self, now: datetime, since: datetime) -> Self:
        """Over, but not before `since`, and nobody has said yet whom they met there."""
        return self.taking_place().filter(ends_at__lte=now, ends_at__gt=since, told_on=None)

    def ahead(self, now: datetime) -> Self:
        """Not over yet."""
        return self.taking_place().filter(ends_at__gt=now)

    def at_places_of(self, goal_pk: int) -> Self:
        """At the places of this goal."""
        return self.filter(place__goal_places__goal=goal_pk)


class Gathering(OwnClocks, Owned):
    """One occasion: an event, a shift, a class evening. It keeps its own zone."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("starts_at", "ends_at", "time_zone"),)
    derived: ClassVar[tuple[str, ...]] = ("changed_at",)
    revised: ClassVar[tuple[str, ...]] = (*WRITTEN, "cancelled_at", "staying_away_at")

    title = models.CharField(_("what it is"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    place = OwnedForeignKey(Place, models.SET_NULL, null=True, related_name="gatherings", db_index=False)
    organisation = OwnedForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="gatherings", db_index=False
    )
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    staying_away_at = models.DateTimeField(null=True)
    """Since when the member knows that they will not go."""
    told_on = models.DateField(null=True)
    """When the member said whom they met there, somebody or nobody."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    """When what was written of it, or its taking place, last changed; the database says it."""

    objects = GatheringQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "starts_at"], name="gathering_by_day"),
            models.Index(fields=["owner", "place", "starts_at"], name="gathering_at_place"),
            models.Index(fields=["owner", "organisation", "starts_at"], name="gathering_at_organisation"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="gathering_has_an_end")
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def plan(cls, member: Member, *, now: datetime, **columns: Any) -> Gathering:
        """Another gathering of this member's."""
        planned: Gathering = cls.objects.create(owner=member, created_at=now, **columns)
        return planned

    def rewrite(self, **columns: Any) -> None:
        """Keep what was written."""
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=list(columns))

    def cancel(self, *, now: datetime) -> None:
        """It does not take place."""
        self.cancelled_at = now
        self.save(update_fields=["cancelled_at"])

    def stay_away(self, *, now: datetime) -> None:
        """It takes place without the member."""
        self.staying_away_at = now
        self.save(update_fields=["staying_away_at"])

    def go(self) -> None:
        """It takes place after all, and the member goes."""
        self.cancelled_at = self.staying_away_at = None
        self.save(update_fields=["cancelled_at", "staying_away_at"])

    def tell(self, interactions: Iterable[Interaction], on: date) -> None:
        """These touches came about there, or none did; the member has said so that day."""
        MetAt.objects.bulk_create(
            MetAt(owner_id=self.owner_id, gathering=self, interaction=touch) for touch in interactions
        )
        self.told_on = on
        self.save(update_fields=["told_on"])

    @property
    def takes_place(self) -> bool:
        """Neither cancelled nor one to stay away from."""
        return self.cancelled_at is None and self.staying_away_at is None


class MetAt(Owned):
    """This touch came about at this gathering."""

    part_of: ClassVar[str] = "interaction"

    interaction = OwnedForeignKey(Interaction, models.CASCADE, related_name="met_at", db_index=False)
    gathering = OwnedForeignKey(Gathering, models.CASCADE, related_name="met_at", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "interaction"], name="met_at_once")]
        indexes = [models.Index(fields=["owner", "gathering"], name="met_at_gathering")]
