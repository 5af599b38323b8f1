"""A morning note and its lines."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.scope import Owned, OwnedForeignKey


class Digest(Owned):
    """One morning note, for one of the member's own days."""

    on = models.DateField()
    is_weekly = models.BooleanField(default=False)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "on"], name="digest_once_a_day")]


class Nudge(Owned):
    """One line of a note: what it is about, why, and what the member answered."""

    class Answer(models.TextChoices):
        DONE = "done", _("Done")
        NOT_TODAY = "not_today", _("Not today")
        LET_BE = "let_be", _("Not this person")

    digest = OwnedForeignKey(Digest, models.CASCADE, related_name="nudges", db_index=False)
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    due_on = models.DateField()
    contact = OwnedForeignKey(Contact, models.CASCADE, null=True, db_index=False, related_name="nudges")
    facts = models.JSONField(default=dict)
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    acted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest", "subject"], name="nudge_once_a_note")
        ]
        indexes = [models.Index(fields=["owner", "contact"], name="nudge_of_contact")]

    def claim(self, answer: str, *, now: datetime) -> bool:
        """Answer this line, once; False when it was answered before."""
        open_line = Nudge.objects.filter(pk=self.pk, acted_at=None)
        return bool(open_line.update(answer=answer, acted_at=now))
