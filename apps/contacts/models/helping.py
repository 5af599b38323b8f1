"""Helped and asked: two private lists, never a balance; and what a person cares for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.contacts.models.organisation import Organisation
from apps.core.scope import Owned, OwnedForeignKey

OF_ONE = Q(contact__isnull=False, organisation=None) | Q(contact=None, organisation__isnull=False)
"""A row of these lists is about a person or about an organisation, never about both or neither."""


class Give(Owned):
    """What the member did for a person or an organisation, without an account of it."""

    part_of: ClassVar[str] = "contact"

    contact = OwnedForeignKey(Contact, models.CASCADE, null=True, related_name="gives", db_index=False)
    organisation = OwnedForeignKey(
        Organisation, models.CASCADE, null=True, related_name="gives", db_index=False
    )
    what = models.CharField(_("what it was"), max_length=300)
    happened_on = models.DateField(_("when"))

    class Meta:
        indexes = [
            models.Index(fields=["owner", "contact", "-happened_on"], name="give_of_contact"),
            models.Index(fields=["owner", "organisation", "-happened_on"], name="give_of_organisation"),
        ]
        constraints = [models.CheckConstraint(condition=OF_ONE, name="give_of_one")]


class Ask(Owned):
    """What the member asked of a person or an organisation; `kind` knows the question *whom else?* again."""

    part_of: ClassVar[str] = "contact"

    class Kind(models.TextChoices):
        FAVOUR = "favour", _("something else")
        WHOM_ELSE = "whom_else", _("whom else I should know")

    contact = OwnedForeignKey(Contact, models.CASCADE, null=True, related_name="asks", db_index=False)
    organisation = OwnedForeignKey(
        Organisation, models.CASCADE, null=True, related_name="asks", db_index=False
    )
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.FAVOUR)
    what = models.CharField(_("what it was"), max_length=300)
    happened_on = models.DateField(_("when"))

    class Meta:
        indexes = [
            models.Index(fields=["owner", "contact", "-happened_on"], name="ask_of_contact"),
            models.Index(fields=["owner", "organisation", "-happened_on"], name="ask_of_organisation"),
        ]
        constraints = [models.CheckConstraint(condition=OF_ONE, name="ask_of_one")]


class Cause(Owned):
    """A cause a person cares for, because they said so or made it public; found by its folded name."""

    part_of: ClassVar[str] = "contact"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    class Source(models.TextChoices):
        TOLD = "told", _("they told me")
        PUBLIC = "public", _("they made it public")

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="causes", db_index=False)
    name = models.CharField(_("cause"), max_length=100)
    folded = models.CharField(max_length=100, db_collation="C")
    source = models.CharField(_("how I know"), max_length=6, choices=Source, default=Source.TOLD)
    where = models.CharField(_("where they said so"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "contact", "folded"], name="cause_once")]
        indexes = [models.Index(fields=["owner", "folded"], name="cause_by_name")]

    def __str__(self) -> str:
        return self.name
