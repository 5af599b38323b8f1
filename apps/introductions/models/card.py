"""The member's card: what they choose to show, as a code to hold up at a gathering."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.models import Link
from apps.core.scope import Owned, OwnedForeignKey


class Card(Owned):
    """One card per member; its link can be replaced at any time."""

    name = models.CharField(_("name"), max_length=80)
    line = models.CharField(_("one line about you"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    site = models.CharField(_("on the web"), max_length=300, blank=True)
    takes_details = models.BooleanField(_("they may send you theirs"), default=True)
    link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="card_once")]


class Visit(Owned):
    """Details somebody left on the member's card; in the book once the member accepts them."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("contact_id", "accepted_at", "declined_at"),)

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    words = models.CharField(_("where we met"), max_length=300, blank=True)
    left_at = models.DateTimeField()
    contact = OwnedForeignKey(Contact, models.SET_NULL, null=True, related_name="visits")
    """Who they became in the book."""
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="+")
    """Where whoever left them reads what is stored, and deletes it."""

    class Meta:
        indexes = [models.Index(fields=["owner", "-left_at"], name="visit_newest")]

    def __str__(self) -> str:
        return self.name
