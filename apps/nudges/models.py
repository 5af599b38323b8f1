"""A morning note and its lines. The planner writes them; no act remembers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.acts import Act
from apps.core.due import DueItem
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet


class Digest(Owned):
    """One morning note, for one of the member's own days."""

    recorded: ClassVar[bool] = False

    on = models.DateField()
    is_weekly = models.BooleanField(default=False)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "on"], name="digest_once_a_day")]


class Answer(models.TextChoices):
    """What a member says to a line; also the verb of the act, of the URL and of the mail's button."""

    DONE = "done", _("Done")
    NOT_TODAY = "not_today", _("Not today")
    LET_BE = "let_be", _("Not this person")


class NudgeQuerySet(OwnedQuerySet):
    """Small, chainable questions about lines."""

    def since(self, on: date) -> Self:
        """Lines of the notes from that day on."""
        return self.filter(digest__on__gte=on)

    def unanswered(self) -> Self:
        """Never answered, or the answer was taken back."""
        return self.filter(Q(acted_at=None) | Q(act__taken_back_at__isnull=False))


class Nudge(Owned):
    """One line of a note: whom or what it is about, and what the member answered, by which act."""

    recorded: ClassVar[bool] = False

    digest = OwnedForeignKey(Digest, models.CASCADE, related_name="nudges", db_index=False)
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    due_on = models.DateField()
    contact = OwnedForeignKey(Contact, models.CASCADE, null=True, db_index=False, related_name="nudges")
    facts = models.JSONField(default=dict)
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    acted_at = models.DateTimeField(null=True)
    act = OwnedForeignKey(Act, models.SET_NULL, null=True, db_index=False, related_name="+")

    objects = NudgeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest", "subject"], name="nudge_once_a_note")
        ]
        indexes = [
            models.Index(fields=["owner", "contact"], name="nudge_of_contact"),
            models.Index(fields=["owner", "act"], name="nudge_of_act", condition=Q(act__isnull=False)),
        ]

    @property
    def is_answered(self) -> bool:
        """Whether an answer stands; one that was taken back does not."""
        return self.acted_at is not None and (self.act is None or self.act.taken_back_at is None)

    def claim(self, answer: str, act: Act, *, now: datetime) -> bool:
        """Answer this line, once; False when an answer stands already. Call it inside the act."""
        line = Nudge.objects.select_for_update(of=("self",)).select_related("act").get(pk=self.pk)
        if line.is_answered:
            self.answer, self.acted_at, self.act = line.answer, line.acted_at, line.act
            return False
        self.answer, self.acted_at, self.act = answer, now, act
        self.save(update_fields=["answer", "acted_at", "act"])
        return True


def write_lines(notes: Iterable[tuple[Digest, Sequence[DueItem]]], *, after: int = 0) -> None:
    """The lines of these notes, in the order of their items, after so many that are there.

    What a line says is read when it is sent, so nothing of it is kept here.
    """
    Nudge.objects.bulk_create(
        Nudge(
            owner_id=digest.owner_id,
            digest=digest,
            position=position,
            kind=item.kind,
            subject=item.subject,
            due_on=item.due_on,
            contact_id=item.contact_id,
        )
        for digest, items in notes
        for position, item in enumerate(items, after)
    )


class Ease(Owned):
    """Days on which the member asked for less: one person a day, or to be left alone."""

    class How(models.TextChoices):
        LIGHTER = "lighter", _("a lighter week")
        ALONE = "alone", _("left alone")

    how = models.CharField(max_length=7, choices=How)
    from_on = models.DateField()
    until_on = models.DateField()
    """The last day of it, on the member's calendar."""
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "until_on"], name="ease_under_way")]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="ease_has_an_end")
        ]
