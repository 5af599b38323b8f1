"""The walk through one's life: its periods, and who came to mind in each."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.circle import Circle
from apps.contacts.models.contact import Contact
from apps.contacts.models.organisation import Organisation
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member


class Period(Owned):
    """A stretch of the member's life with its people: a school, a job, a street, a club."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("from_year", "until_year"),)

    class Kind(models.TextChoices):
        FAMILY = "family", _("family")
        NEIGHBOURS = "neighbours", _("neighbours")
        SCHOOL = "school", _("school")
        JOB = "job", _("a job")
        CLUB = "club", _("choir, congregation, club")
        SERVING = "serving", _("the people who serve me")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=200, blank=True)
    from_year = models.SmallIntegerField(_("from"), null=True, blank=True)
    until_year = models.SmallIntegerField(_("until"), null=True, blank=True)
    circle = OwnedForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    organisation = OwnedForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    walked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "begun_at", "id"], name="period_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(until_year=None) | Q(until_year__gte=F("from_year")),
                name="period_in_time",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())

    @classmethod
    def begin(
        cls, member: Member, kind: str, *, name: str, years: tuple[int | None, int | None], now: datetime
    ) -> Period:
        """Another stretch of the member's life, still without people."""
        begun: Period = cls.objects.create(
            owner=member, kind=kind, name=name, from_year=years[0], until_year=years[1], begun_at=now
        )
        return begun

    @property
    def days(self) -> tuple[date | None, date | None]:
        """From the first day of its first year until the last of its last; None where it is not known."""
        first = date(self.from_year, 1, 1) if self.from_year else None
        return first, date(self.until_year, 12, 31) if self.until_year else None

    def finish(self, *, now: datetime) -> None:
        """That is everyone the member remembers."""
        self.walked_at = now
        self.save(update_fields=["walked_at"])

    def reopen(self) -> None:
        """Somebody else came to mind."""
        self.walked_at = None
        self.save(update_fields=["walked_at"])


class Recollection(Owned):
    """This person came to mind in this period."""

    part_of: ClassVar[str] = "contact"

    period = OwnedForeignKey(Period, models.CASCADE, related_name="recollections", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="recollections", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "period", "contact"], name="recalled_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="recollection_of_contact")]
