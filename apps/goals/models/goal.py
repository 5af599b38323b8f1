"""A goal: a field or role to be at home in, said in a sentence; and the member's own specialities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Circle
from apps.core.scope import Owned, OwnedForeignKey


class Speciality(Owned):
    """A field of the member's own, below one of Kith's; found again by its folded name."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    field = models.CharField(max_length=40, db_collation="C")
    """The key of the field above it in `goals/data/fields.tsv`."""
    name = models.CharField(_("speciality"), max_length=100)
    folded = models.CharField(max_length=100, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "field", "folded"], name="speciality_once")]

    def __str__(self) -> str:
        return self.name


class Goal(Owned):
    """Where the member would like to be at home; held, paused, reached or let go by timestamps."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("field", "speciality"),
        ("approver", "approved_on", "approval_words"),
    )

    class Purpose(models.TextChoices):
        CLIENTS = "clients", _("clients of my own")
        JOB = "job", _("my next job")
        GROWING = "growing", _("growing where I am")
        BELONGING = "belonging", _("belonging")

    sentence = models.CharField(_("the goal in a sentence"), max_length=200)
    why = models.TextField(_("why"), max_length=4000, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=9, choices=Purpose, default=Purpose.BELONGING)
    field = models.CharField(max_length=40, blank=True, db_collation="C")
    """The key of a field in `goals/data/fields.tsv`; empty where the member does not know yet."""
    speciality = OwnedForeignKey(Speciality, models.SET_NULL, null=True, related_name="goals")
    role = models.CharField(_("role"), max_length=200, blank=True)
    by_on = models.DateField(_("I'd like it to be there by"), null=True, blank=True)
    circle = OwnedForeignKey(Circle, models.SET_NULL, null=True, related_name="goals")
    began_on = models.DateField()
    looked_on = models.DateField(null=True)
    """When the member last said, asked once a month, that this is still it."""

    held_at = models.DateTimeField(null=True)
    """Since when it waits, because it would compete with the employer."""
    approver = models.CharField(_("who approved it"), max_length=200, blank=True)
    approved_on = models.DateField(_("on"), null=True, blank=True)
    approval_words = models.TextField(_("in these words"), max_length=2000, blank=True)
    paused_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    outcome = models.TextField(_("what came of it"), max_length=4000, blank=True)
    """A word at the end, written by the member when a goal is reached or let go."""
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "created_at"], name="goal_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached_at=None) | Q(let_go_at=None), name="goal_ends_in_one_way"
            )
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_open(self) -> bool:
        """Neither reached nor let go."""
        return self.reached_at is None and self.let_go_at is None

    @property
    def is_pursued(self) -> bool:
        """Open, not held and not paused: Kith may bring it up."""
        return self.is_open and self.held_at is None and self.paused_at is None
