"""Two people who should know each other: each gets a letter of their own, and both agree."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.models import Link
from apps.core.scope import Owned, OwnedForeignKey


class Pairing(Owned):
    """The member would introduce two of their people to each other.

    draft → asked (both letters open for ten days) → introduced. Ends otherwise: closed, withdrawn.
    """

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("state", "closes_on", "ended_on"),)

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        ASKED = "asked", _("both are asked")
        INTRODUCED = "introduced", _("introduced")
        CLOSED = "closed", _("closed without an introduction")
        WITHDRAWN = "withdrawn", _("withdrawn")

    why = models.TextField(_("why they should know each other"), max_length=1000)
    signed = models.CharField(_("your name, as they will read it"), max_length=80, blank=True)
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
    """One of two agreed, and the address they confirmed; read by nobody until both have agreed.

    The web can do nothing with these rows but through the functions that `apps/introductions/kept.py` calls.
    A no is no row: it looks like silence because it is kept like silence.
    """

    web_may: ClassVar[str] = ""

    link = models.OneToOneField(Link, models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField()
    address = models.EmailField(max_length=254)
