"""Gatherings within a commitment: single ones, and those of a series by a local rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.commitments.models.commitment import Commitment
from apps.core import dates
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals.models import Gathering, Place

LONGEST_MINUTES = 24 * 60
LONGEST_GIVEN = 15 * LONGEST_MINUTES
"""A gathering takes at most fifteen days (goals' form says so)."""
MAKES_SENSE = (
    Q(unit="week", weekdays__range=(1, 127))
    | Q(unit="day", month_day__range=(1, 31))
    | Q(unit="nth", nth__in=(-1, 1, 2, 3, 4), weekday__range=(0, 6))
) & Q(every__range=(1, 12))
"""What a rule of its unit has to say; an archive may say anything."""


class Series(Owned):
    """When a commitment gathers again and again: wall-clock hours in one zone, between two days.

    `unit` week: on `weekdays` (a bit mask, Monday lowest) of every `every`th week counted from the week of
    `from_on`. Unit day: on the `month_day`th of every `every`th month, a shorter month's last day where
    it has no such day. Unit nth: on the `nth` (1 to 4, -1 the last) `weekday` (Monday 0) of it.
    """

    part_of: ClassVar[str] = "commitment"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        (
            "unit", "every", "weekdays", "month_day", "nth", "weekday",
            "begins", "minutes", "time_zone", "from_on", "until_on",
        ),
    )  # fmt: skip
    derived: ClassVar[tuple[str, ...]] = ("changed_at",)
    revised: ClassVar[tuple[str, ...]] = (
        "title", "unit", "every", "weekdays", "month_day", "nth", "weekday",
        "begins", "minutes", "time_zone", "from_on", "until_on",
    )  # fmt: skip

    class Unit(models.TextChoices):
        WEEK = "week", _("in a week")
        DAY = "day", _("on a day of the month")
        NTH = "nth", _("on a weekday of the month")

    commitment = OwnedForeignKey(Commitment, models.CASCADE, related_name="series", db_index=False)
    title = models.CharField(_("what it is"), max_length=200)
    unit = models.CharField(max_length=4, choices=Unit, default=Unit.WEEK)
    every = models.SmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(12)])
    weekdays = models.SmallIntegerField(default=0)
    month_day = models.SmallIntegerField(null=True)
    nth = models.SmallIntegerField(null=True)
    weekday = models.SmallIntegerField(null=True)
    begins = models.TimeField(_("from"))
    minutes = models.SmallIntegerField()
    """How long each lasts on the clock."""
    time_zone = models.CharField(_("time zone"), max_length=64)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    place = OwnedForeignKey(Place, models.SET_NULL, null=True, related_name="series")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    """When its rule last changed, also by taking back, or a gathering left it; the database says it."""

    class Meta:
        indexes = [models.Index(fields=["owner", "commitment"], name="series_of_commitment")]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="series_has_an_end"),
            models.CheckConstraint(condition=Q(minutes__range=(1, LONGEST_MINUTES)), name="series_minutes"),
            models.CheckConstraint(condition=MAKES_SENSE, name="series_makes_sense"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """The zone its hours are said in."""
        return dates.zone_named(self.time_zone) or ZoneInfo("UTC")

    def rewrite(self, *, now: datetime, **columns: Any) -> None:
        """Another rule, or another end; its gatherings are the caller's."""
        for column, value in (columns | {"changed_at": now}).items():
            setattr(self, column, value)
        self.save(update_fields=[*columns, "changed_at"])


class SessionQuerySet(OwnedQuerySet):
    """Sessions with their gatherings read along."""

    def with_rooms(self) -> Self:
        """Each with its gathering, that one's place, and its series."""
        return self.select_related("gathering__place", "series")

    def ahead(self, now: datetime) -> Self:
        """Those not over yet, cancelled ones too."""
        return self.filter(gathering__ends_at__gt=now)

    def from_here_on(self, session: Session) -> Self:
        """Those of its series on its day and after it."""
        return self.filter(series=session.series_id, series_on__gte=session.series_on)


class Session(Owned):
    """A gathering that is part of a commitment, and the hours the member gave there."""

    part_of: ClassVar[str] = "gathering"
    revises: ClassVar[str] = "series"

    gathering = OwnedForeignKey(Gathering, models.CASCADE, related_name="sessions", db_index=False)
    commitment = OwnedForeignKey(Commitment, models.CASCADE, related_name="sessions", db_index=False)
    series = OwnedForeignKey(Series, models.SET_NULL, null=True, related_name="sessions", db_index=False)
    series_on = models.DateField(null=True)
    """The day its series meant, also where it was moved."""
    given_minutes = models.SmallIntegerField(null=True)
    """What the member gave; none where it was as planned."""

    objects = SessionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "gathering"], name="session_once"),
            models.UniqueConstraint(fields=["owner", "series", "series_on"], name="session_of_day_once"),
            models.CheckConstraint(
                condition=Q(given_minutes=None) | Q(given_minutes__range=(0, LONGEST_GIVEN)),
                name="session_minutes",
            ),
        ]
        indexes = [models.Index(fields=["owner", "commitment"], name="session_of_commitment")]

    @classmethod
    def join(cls, gathering: Gathering, commitment: Commitment) -> Session:
        """This gathering is part of that commitment, and of no series of another one."""
        mine = {"owner_id": gathering.owner_id, "gathering": gathering}
        session, is_new = cls.objects.get_or_create(**mine, defaults={"commitment": commitment})
        if not is_new and session.commitment_id != commitment.pk:
            session.commitment, session.series, session.series_on = commitment, None, None
            session.save(update_fields=["commitment", "series", "series_on"])
        return session

    def give(self, minutes: int | None) -> None:
        """The member gave so many minutes; None: as planned."""
        self.given_minutes = minutes
        self.save(update_fields=["given_minutes"])
