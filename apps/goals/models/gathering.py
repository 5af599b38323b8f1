"""Gatherings: the only dated occasion of the house, and whom the member met at one."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Interaction, Organisation
from apps.core import dates
from apps.core.scope import Owned, OwnedForeignKey
from apps.goals.models.place import Place


class Gathering(Owned):
    """One occasion: an event, a shift, a class evening. It keeps its own zone."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("starts_at", "ends_at", "time_zone"),)

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

    @property
    def zone(self) -> ZoneInfo:
        """The zone its hours are said in."""
        return dates.zone_named(self.time_zone) or ZoneInfo("UTC")

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
