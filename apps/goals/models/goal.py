"""A goal: a field or role to be at home in, said in a sentence; and the member's own specialities."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.turns import in_turn
from apps.contacts.models import Circle
from apps.core import dates
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals import competing
from apps.goals.sentences import circle_names, sentence_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

FIRST_DAYS = 90
"""How long a new goal is told to be useful rather than to ask."""


class ApprovedLater(Exception):
    """An approval dated on a day still to come."""


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

    @classmethod
    def named(cls, member: Member, field: str, name: str) -> Speciality:
        """The member's speciality of that name below the field, made where there is none."""
        found, _made = cls.objects.get_or_create(
            owner=member, field=field, folded=fold(name)[:100], defaults={"name": name[:100]}
        )
        return found

    def drop_unused(self) -> None:
        """Gone where no goal is in it any more."""
        if not self.goals.exists():
            self.delete()


class GoalQuerySet(OwnedQuerySet):
    """Goals by how far they are."""

    def unfinished(self) -> Self:
        """Neither reached nor let go."""
        return self.filter(reached_at=None, let_go_at=None)

    def pursued(self) -> Self:
        """Open, not held and not paused: those Kith may bring up."""
        return self.unfinished().filter(held_at=None, paused_at=None)


class Goal(Owned):
    """Where the member would like to be at home; held, paused, reached or let go by timestamps."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("field", "speciality_id"),
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

    objects = GoalQuerySet.as_manager()  # type: ignore[misc]

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

    @property
    def is_known(self) -> bool:
        """Whether a field or a role was said; without either the page offers a first step."""
        return bool(self.field or self.role)

    def is_young(self, on: date) -> bool:
        """Within its first 90 days."""
        return self.is_open and on < self.began_on + timedelta(days=FIRST_DAYS)

    def look_on(self) -> date:
        """The day from which the member is asked again whether this is still it: a month after the last."""
        return dates.add_months(self.looked_on or self.began_on, 1)

    def is_to_be_looked_at(self, on: date) -> bool:
        """Whether a month has passed since the member last said that this is still it."""
        return self.is_pursued and self.look_on() <= on

    @classmethod
    def begin(
        cls, member: Member, *, now: datetime, among: str = "", sentence: str = "", **columns: Any
    ) -> Goal:
        """A new goal; without a sentence one is made of role, field or the words of `among`.

        `columns`: field, speciality, role, purpose, why, by_on. It is held at once where it competes.
        """
        in_turn(member.pk)
        goal = cls(owner=member, began_on=member.day(now), created_at=now, **columns)
        goal.sentence = sentence or sentence_of(goal, among)
        goal.save(force_insert=True)
        competing.settle(member.pk, now=now)
        goal.refresh_from_db(fields=["held_at"])
        return goal

    def rewrite(self, *, now: datetime, among: str = "", sentence: str = "", **columns: Any) -> None:
        """Say it anew. An approval was given for a field: where that changes it counts no longer.

        A sentence that Kith made follows the field and role of which it was made.
        """
        in_turn(self.owner_id)
        before, own, made = self.field, self.speciality, sentence_of(self)
        for column, value in columns.items():
            setattr(self, column, value)
        self.sentence = sentence if sentence and sentence != made else sentence_of(self, among)
        if self.field != before:
            self.approver, self.approved_on, self.approval_words = "", None, ""
        self.save(update_fields=[*columns, "sentence", "approver", "approved_on", "approval_words"])
        if own:
            own.drop_unused()
        self._settle(now)

    def approve(self, approver: str, on: date, words: str, *, now: datetime) -> None:
        """The employer agreed: who, when, in what words. Raises ApprovedLater for a day to come."""
        if on > self.owner.day(now):
            raise ApprovedLater(on)
        in_turn(self.owner_id)
        self.approver, self.approved_on, self.approval_words = approver, on, words
        self.save(update_fields=["approver", "approved_on", "approval_words"])
        self._settle(now)

    def hold(self, *, now: datetime) -> None:
        """It waits, because it would compete with the employer."""
        self.held_at = now
        self.save(update_fields=["held_at"])

    def release(self) -> None:
        """It waits no longer."""
        self.held_at = None
        self.save(update_fields=["held_at"])

    def pause(self, *, now: datetime) -> None:
        """Not now: Kith brings it up no more until it goes on."""
        self.paused_at = self.paused_at or now
        self.save(update_fields=["paused_at"])

    def go_on(self, *, now: datetime) -> None:
        """The end of a pause."""
        self.paused_at, self.looked_on = None, self.owner.day(now)
        self.save(update_fields=["paused_at", "looked_on"])

    def reach(self, outcome: str, *, now: datetime, keeps_circle: bool = True) -> None:
        """It came true, with a word on what came of it; its circle stays or is dissolved."""
        self.reached_at, self.let_go_at, self.outcome = now, None, outcome
        self._end(keeps_circle)

    def let_go(self, outcome: str, *, now: datetime, keeps_circle: bool = True) -> None:
        """Not this any more, with a word on what came of it; its circle stays or is dissolved."""
        self.let_go_at, self.reached_at, self.outcome = now, None, outcome
        self._end(keeps_circle)

    def take_up(self, *, now: datetime) -> None:
        """Begin again with one that had ended; the word written at its end stays."""
        in_turn(self.owner_id)
        self.reached_at = self.let_go_at = self.paused_at = None
        self.looked_on = self.owner.day(now)
        self.save(update_fields=["reached_at", "let_go_at", "paused_at", "looked_on"])
        self._settle(now)

    def drop(self) -> None:
        """Delete it, with who was to be met for it; people, places and circle stay."""
        own = self.speciality
        self.delete()
        if own:
            own.drop_unused()

    def looked(self, on: date) -> None:
        """Still it."""
        self.looked_on = on
        self.save(update_fields=["looked_on"])

    def gather(self) -> Circle:
        """A circle of its own, named after the goal: shortly, else by its sentence, else with a number."""
        taken = {"", *Circle.objects.of(self.owner_id).values_list("folded", flat=True)}
        free = (name for name in circle_names(self) if fold(name)[:80] not in taken)
        self.circle = Circle.named(self.owner, next(free))
        self.save(update_fields=["circle"])
        return self.circle

    def _end(self, keeps_circle: bool) -> None:
        self.paused_at = self.held_at = None
        self.save(update_fields=["reached_at", "let_go_at", "outcome", "paused_at", "held_at"])
        if self.circle and not keeps_circle:
            self.circle.dissolve()
            self.circle = None

    def _settle(self, now: datetime) -> None:
        competing.settle(self.owner_id, now=now)
        self.refresh_from_db(fields=["held_at"])
