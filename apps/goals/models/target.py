"""People to meet for a goal, and what is publicly known of a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.scope import Owned, OwnedForeignKey
from apps.goals.models.goal import Goal


class Target(Owned):
    """Somebody to meet for this goal: known already, or known of."""

    part_of: ClassVar[str] = "contact"

    goal = OwnedForeignKey(Goal, models.CASCADE, related_name="targets", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="targets", db_index=False)
    what = models.CharField(_("who they are there"), max_length=200, blank=True)
    """As in "buys for outdoor shops"."""
    called_friend_on = models.DateField(null=True)
    """I'd call them a friend: set by hand, of the person whatever the goal; it computes nothing."""
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "goal", "contact"], name="target_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="target_of_contact")]


class PublicFact(Owned):
    """What is publicly known of a person, from where, seen when. Fit for them to read."""

    part_of: ClassVar[str] = "contact"

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="public_facts", db_index=False)
    text = models.CharField(_("what is public"), max_length=300)
    source = models.CharField(_("where it says so"), max_length=300)
    seen_on = models.DateField(_("seen on"))

    class Meta:
        indexes = [models.Index(fields=["owner", "contact", "-seen_on"], name="fact_of_contact")]
