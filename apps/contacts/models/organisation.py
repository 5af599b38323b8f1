"""Organisations, and who is there, as what, from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.core.scope import Owned, OwnedForeignKey


class Organisation(Owned):
    """A company, nonprofit, club or school, found again by folded name or domain."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        NONPROFIT = "nonprofit", _("nonprofit")
        CLUB = "club", _("club")
        SCHOOL = "school", _("school")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.COMPANY)
    domain = models.CharField(max_length=200, blank=True, db_collation="C")
    notes = models.TextField(_("notes"), max_length=65536, blank=True)
    extras = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "folded"], name="organisation_once")]
        indexes = [models.Index(fields=["owner", "domain"], name="organisation_by_domain")]

    def __str__(self) -> str:
        return self.name


class Affiliation(Owned):
    """This person is or was there, as what, from–to."""

    part_of: ClassVar[str] = "contact"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("from_on", "until_on"),)

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="affiliations", db_index=False)
    organisation = OwnedForeignKey(Organisation, models.CASCADE, related_name="affiliations", db_index=False)
    role = models.CharField(_("as what"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "contact"], name="affiliation_of_contact"),
            models.Index(fields=["owner", "organisation"], name="affiliation_of_organisation"),
        ]
