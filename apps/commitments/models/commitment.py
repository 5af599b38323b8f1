"""A commitment: what the member gives, in six kinds, for which goals, and whom it brings near."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact, Organisation
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


A_WEEK = timedelta(days=7)
"""How long before its last day a season is rounded off."""


class CommitmentQuerySet(OwnedQuerySet):
    """Commitments by how far they are."""

    def current(self) -> Self:
        """Not finished."""
        return self.filter(finished_on=None)


class Commitment(Owned):
    """Something given regularly or for a season: a shift, a board, a class, a free service."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("organisation_id", "organisation_said"),
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
    organisation_said = models.CharField(max_length=200, blank=True)
    """What its organisation was called when it was written down: kept where that is deleted."""
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
        made: Commitment = cls.objects.create(owner=member, created_at=now, **_named(columns))
        return made

    def rewrite(self, **columns: Any) -> None:
        """Keep what was written. Another last day is another season: its closing round is still to come."""
        columns = _named(columns)
        if columns.get("ends_on", self.ends_on) != self.ends_on:
            columns["rounded_on"] = None
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=list(columns))

    def serve(self, goals: Iterable[Goal]) -> None:
        """These are the goals it serves, and no others."""
        there, wanted = {row.goal_id: row for row in self.serves.all()}, {goal.pk for goal in goals}
        CommitmentGoal.objects.filter(
            owner=self.owner_id, commitment=self, goal__in=there.keys() - wanted
        ).delete()
        CommitmentGoal.objects.bulk_create(
            CommitmentGoal(owner_id=self.owner_id, commitment=self, goal_id=pk)
            for pk in sorted(wanted - there.keys())
        )

    def approve(self, approver: str, on: date, words: str) -> None:
        """The employer agreed: who, when, in what words. From then on it counts."""
        self.rewrite(approver=approver, approved_on=on, approval_words=words)

    def keep_giving(self, until: date) -> None:
        """Free until that day, and then one chooses again."""
        self.rewrite(free_until_on=until, charging_since_on=None)

    def start_charging(self, on: date) -> None:
        """Free no longer; it is work like other work from that day on."""
        self.rewrite(charging_since_on=on)

    def round_off(self, on: date) -> None:
        """The member went through whom to keep."""
        self.rewrite(rounded_on=on)

    def finish(self, on: date) -> None:
        """It is over since that day; what was given stays."""
        self.rewrite(finished_on=on)

    def take_up(self) -> None:
        """It goes on after all."""
        self.rewrite(finished_on=None)

    def is_to_be_rounded(self, on: date) -> bool:
        """Whether to ask whom to keep: from a week before its last day, or once it is finished."""
        if self.rounded_on is not None:
            return False
        return self.finished_on is not None or (self.ends_on is not None and self.ends_on - A_WEEK <= on)

    def asks_again(self, on: date) -> bool:
        """Whether a free service has come to the day on which to choose again."""
        if self.finished_on or self.charging_since_on or self.free_until_on is None:
            return False
        return self.free_until_on <= on

    @property
    def organisation_gone(self) -> str:
        """The name of its organisation where that was deleted; else ""."""
        return "" if self.organisation_id else self.organisation_said

    @property
    def counts(self) -> bool:
        """A project at work counts once approver and date are recorded; everything else at once."""
        return self.kind != self.Kind.PROJECT or bool(self.approver and self.approved_on)

    @property
    def is_work(self) -> bool:
        """Whether its hours are the employer's: an approved project."""
        return self.kind == self.Kind.PROJECT and self.counts


def _named(columns: dict[str, Any]) -> dict[str, Any]:
    """These columns, with what the organisation among them is called."""
    if "organisation" not in columns:
        return columns
    organisation = columns["organisation"]
    return columns | {"organisation_said": organisation.name if organisation else ""}


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

    def do(self, on: date) -> None:
        """It is done since that day."""
        self.done_on = on
        self.save(update_fields=["done_on"])

    def reopen(self) -> None:
        """It is still to be done."""
        self.done_on = None
        self.save(update_fields=["done_on"])

    def strike(self) -> None:
        """It is no step any more."""
        self.delete()
