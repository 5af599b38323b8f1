"""The walk through one's life: its periods, and who came to mind in each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.circle import Circle
from apps.contacts.models.contact import Contact
from apps.contacts.models.organisation import Organisation
from apps.core.scope import Owned, OwnedForeignKey


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


class Recollection(Owned):
    """This person came to mind in this period."""

    part_of: ClassVar[str] = "contact"

    period = OwnedForeignKey(Period, models.CASCADE, related_name="recollections", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="recollections", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "period", "contact"], name="recalled_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="recollection_of_contact")]
