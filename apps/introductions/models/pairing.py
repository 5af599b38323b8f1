"""Two people who should know each other: each gets a letter of their own, and both agree."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.models import Link
from apps.core.scope import Owned, OwnedForeignKey


class Pairing(Owned):
    """The member would introduce two of their people to each other."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        ASKED = "asked", _("both are asked")
        INTRODUCED = "introduced", _("introduced")
        CLOSED = "closed", _("closed without an introduction")
        WITHDRAWN = "withdrawn", _("withdrawn")

    why = models.TextField(_("why they should know each other"), max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    closes_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "state"], name="pairing_by_state"),
            models.Index(
                fields=["closes_on", "id"],
                name="pairing_clock",
                condition=models.Q(closes_on__isnull=False),
            ),
        ]


class Side(Owned):
    """One of the two: their letter. What they answered stays with the letter until both have agreed."""

    part_of: ClassVar[str] = "pairing"

    pairing = OwnedForeignKey(Pairing, models.CASCADE, related_name="sides", db_index=False)
    contact = OwnedForeignKey(Contact, models.SET_NULL, null=True, related_name="sides", db_index=False)
    called = models.CharField(max_length=200)
    note = models.TextField(_("your words to them"), max_length=2000, blank=True)
    link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "pairing", "contact"], name="side_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="side_of_contact")]


class SideAnswer(models.Model):
    """What one of two answered, and the address they confirmed; read by nobody until both have agreed."""

    link = models.OneToOneField(Link, models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    address = models.EmailField(max_length=254, blank=True)
