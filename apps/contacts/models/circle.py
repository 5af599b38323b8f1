"""Circles: a member's groups of people; a circle may carry a rhythm."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

LEARNING_FROM = _("Learning from")
STARTERS = (_("Family"), _("School"), _("Worked with"), _("Neighbours"), LEARNING_FROM)


class CircleTaken(Exception):
    """Another circle of the member's goes by this name already."""


class Circle(Owned):
    """A group of people, found again by its folded name."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

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
        rows = [Circle(owner=member, name=name, folded=fold(name)) for name in names]
        Circle.objects.bulk_create(rows, ignore_conflicts=True)

    def rename(self, name: str) -> None:
        """Another name, by which its people are found from now on.

        Raises CircleTaken where another circle of this member goes by it.
        """
        folded = fold(name)[:80]
        if Circle.objects.of(self.owner_id).filter(folded=folded).exclude(pk=self.pk).exists():
            raise CircleTaken(name)
        self.name, self.folded = name[:80], folded
        self.save(update_fields=["name", "folded"])
        Contact.objects.reindex(self._people())

    def choose_rhythm(self, days: int | None, *, today: date) -> None:
        """The rhythm of everyone in it who has none of their own, or a slower circle's; None for none."""
        self.rhythm_days = days
        self.save(update_fields=["rhythm_days"])
        people = self._people()
        Contact.objects.begin(people, today=today)
        Contact.objects.recompute(people)

    def keep_private(self, is_private: bool) -> None:
        """Whether its people are left out wherever members' books are compared."""
        self.is_private = is_private
        self.save(update_fields=["is_private"])

    def dissolve(self) -> None:
        """Delete the circle; its people stay, and are found by its name no longer."""
        people = self._people()
        self.delete()
        Contact.objects.recompute(people)
        Contact.objects.reindex(people)

    def _people(self) -> list[int]:
        return list(self.memberships.values_list("contact_id", flat=True))


class Membership(Owned):
    """This person belongs to this circle."""

    part_of: ClassVar[str] = "contact"

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="memberships", db_index=False)
    circle = OwnedForeignKey(Circle, models.CASCADE, related_name="memberships", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "contact", "circle"], name="membership_once")]
        indexes = [models.Index(fields=["owner", "circle", "contact"], name="membership_of_circle")]
