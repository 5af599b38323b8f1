"""A commitment: what the member gives, in six kinds, for which goals, and whom it brings near."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact, Organisation
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


class CommitmentQuerySet(OwnedQuerySet):
    """Commitments by how far they are."""

    def current(self) -> Self:
        """Not finished."""
        return self.filter(finished_on=None)


class Commitment(Owned):
    """Something given regularly or for a season: a shift, a board, a class, a free service."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("begins_on", "ends_on"),
        ("approver", "approved_on", "approval_words"),
        ("free_until_on", "charging_since_on"),
    )

    class Kind(models.TextChoices):
        VOLUNTEERING = "volunteering", _("volunteering")
        SERVICE = "service", _("a free service")
        PROJECT = "project", _("a project at work")
        ROLE = "role", _("a leading role")
        ALUMNI = "alumni", _("the alumni club")
        CLASS = "class", _("a class")

    kind = models.CharField(_("what it is"), max_length=12, choices=Kind)
    title = models.CharField(_("what it is called"), max_length=200)
    organisation = OwnedForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="commitments", db_index=False
    )
    coordinator = OwnedForeignKey(
        Contact, models.SET_NULL, null=True, related_name="coordinated", db_index=False
    )
    """Whom to tell when something cannot be kept."""
    about = models.TextField(_("what you do there"), max_length=4000, blank=True)
    teaches = models.TextField(_("what it will teach you"), max_length=1000, blank=True)
    begins_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("until"), null=True)
    """The end of its season or term, if it has one."""
    free_until_on = models.DateField(_("free until"), null=True)
    """Of a free service: the day on which to choose again."""
    charging_since_on = models.DateField(null=True)
    approver = models.CharField(_("who approved it"), max_length=200, blank=True)
    approved_on = models.DateField(_("on"), null=True)
    approval_words = models.TextField(_("in these words"), max_length=2000, blank=True)
    rounded_on = models.DateField(null=True)
    """When the member went through whom to keep, at the end of the season."""
    finished_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    objects = CommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "finished_on", "kind"], name="commitment_by_kind"),
            models.Index(fields=["owner", "organisation"], name="commitment_at_organisation"),
            models.Index(fields=["owner", "coordinator"], name="commitment_of_coordinator"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="commitment_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def take_on(cls, member: Member, *, now: datetime, **columns: Any) -> Commitment:
        """Another commitment of this member's."""
        made: Commitment = cls.objects.create(owner=member, created_at=now, **columns)
        return made

    def rewrite(self, **columns: Any) -> None:
        """Keep what was written."""
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=list(columns))

    def finish(self, on: date) -> None:
        """It is over since that day; what was given stays."""
        self.rewrite(finished_on=on)

    def take_up(self) -> None:
        """It goes on after all."""
        self.rewrite(finished_on=None)

    @property
    def counts(self) -> bool:
        """A project at work counts once approver and date are recorded; everything else at once."""
        return self.kind != self.Kind.PROJECT or bool(self.approver and self.approved_on)

    @property
    def is_work(self) -> bool:
        """Whether its hours are the employer's: an approved project."""
        return self.kind == self.Kind.PROJECT and self.counts


class CommitmentGoal(Owned):
    """This commitment serves that goal."""

    part_of: ClassVar[str] = "commitment"

    commitment = OwnedForeignKey(Commitment, models.CASCADE, related_name="serves", db_index=False)
    goal = OwnedForeignKey(Goal, models.CASCADE, related_name="served_by", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "commitment", "goal"], name="serves_once")]
        indexes = [models.Index(fields=["owner", "goal"], name="served_goal")]


class Near(Owned):
    """Somebody this commitment brings the member near, or who can vouch for them there."""

    part_of: ClassVar[str] = "commitment"

    class As(models.TextChoices):
        NEAR = "near", _("whom it brings you near")
        VOUCHES = "vouches", _("who can vouch for you")

    commitment = OwnedForeignKey(Commitment, models.CASCADE, related_name="near", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="near", db_index=False)
    what = models.CharField(_("how"), max_length=7, choices=As, default=As.NEAR)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "commitment", "contact", "what"], name="near_once")
        ]
        indexes = [models.Index(fields=["owner", "contact"], name="near_contact")]


class Step(Owned):
    """One step towards a leading role."""

    part_of: ClassVar[str] = "commitment"

    commitment = OwnedForeignKey(Commitment, models.CASCADE, related_name="steps", db_index=False)
    what = models.CharField(_("step"), max_length=300)
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "commitment", "id"], name="step_of_commitment")]
