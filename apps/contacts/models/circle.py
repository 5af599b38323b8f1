"""Circles: a member's groups of people; a circle may carry a rhythm."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

STARTERS = (_("Family"), _("School"), _("Worked with"), _("Neighbours"), _("Learning from"))


class Circle(Owned):
    """A group of people, found again by its folded name."""

    name = models.CharField(_("name"), max_length=80)
    folded = models.CharField(max_length=80, db_collation="C")
    rhythm_days = models.SmallIntegerField(
        _("rhythm"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    is_private = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "folded"], name="circle_once")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, member: Member, name: str) -> Circle:
        """The member's circle of that name, made where there is none."""
        circle, _made = cls.objects.get_or_create(
            owner=member, folded=fold(name)[:80], defaults={"name": name[:80]}
        )
        return circle

    @classmethod
    def make_starters(cls, member: Member) -> None:
        """Family, School, Worked with, Neighbours, Learning from."""
        names = [str(name) for name in STARTERS]
        rows = [cls(owner=member, name=name, folded=fold(name)) for name in names]
        cls.objects.bulk_create(rows, ignore_conflicts=True)


class Membership(Owned):
    """This person belongs to this circle."""

    part_of: ClassVar[str] = "contact"

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="memberships", db_index=False)
    circle = OwnedForeignKey(Circle, models.CASCADE, related_name="memberships", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "contact", "circle"], name="membership_once")]
        indexes = [models.Index(fields=["owner", "circle", "contact"], name="membership_of_circle")]
