"""Doors: one per friend asked, one open at a time; and the letters that friends and others read."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.models import Link
from apps.core.scope import Owned, OwnedForeignKey
from apps.core.suppression import fingerprint, fingerprints
from apps.introductions.models.request import IntroductionRequest


class Door(Owned):
    """One friend who may open the way: asked after the one before has answered, or ten days."""

    part_of: ClassVar[str] = "request"

    class Answer(models.TextChoices):
        KNOWS_WELL = "knows_well", _("I know them well")
        HAS_MET = "has_met", _("We’ve met")
        KNOWS_NOT = "knows_not", _("I don’t know them")
        SOMEONE_ELSE = "someone_else", _("Someone else might")
        RATHER_NOT = "rather_not", _("I’d rather not")

    class End(models.TextChoices):
        ANSWERED = "answered", _("answered")
        TAKEN_BACK = "taken_back", _("took it back")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("did not answer")
        CANCELLED = "cancelled", _("not needed any more")

    request = OwnedForeignKey(IntroductionRequest, models.CASCADE, related_name="doors", db_index=False)
    contact = OwnedForeignKey(Contact, models.SET_NULL, null=True, related_name="doors", db_index=False)
    called = models.CharField(max_length=200)
    """The friend's name as it stood when the request was written."""
    position = models.SmallIntegerField(default=0)
    """0 is asked first; the others are fallbacks, in this order."""
    link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="+")
    target_link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="+")
    """The address that the friend passes on; there is one once they have said yes."""
    opened_at = models.DateTimeField(null=True)
    """When the member said "I have sent it", or Kith mailed its fixed text."""
    by_mail = models.BooleanField(default=False)
    closes_on = models.DateField(null=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    named = models.CharField(_("who else might"), max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "request", "position"], name="door_of_request"),
            models.Index(fields=["owner", "contact", "-opened_at"], name="door_of_contact"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "request"],
                name="one_open_door",
                condition=Q(opened_at__isnull=False, ended_at=None),
            ),
            models.UniqueConstraint(fields=["owner", "request", "contact"], name="door_once"),
        ]


class Letter(models.Model):
    """What a link's page shows: a frozen copy of what was agreed. It stands outside row security.

    Whoever holds the link reads it, and nothing else of the member. `shown` is wiped when its reader deletes
    what the page stores, or when its time is over.
    """

    link = models.OneToOneField(Link, models.CASCADE, related_name="letter")
    shown = models.JSONField(default=dict)
    closes_on = models.DateField(null=True)
    answer = models.CharField(max_length=12, blank=True)
    """What its reader answered, where they and others with the link may see it again: never a target's."""
    wiped_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()


class Received(Owned):
    """A letter written to this member, by which they find it in their own Introductions."""

    archived: ClassVar[bool] = False

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="received")
    received_at = models.DateTimeField()
    put_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "letter"], name="received_once")]

    def put_aside(self, *, now: datetime) -> None:
        """It is listed no more; the letter itself stays as it is."""
        self.put_aside_at = now
        self.save(update_fields=["put_aside_at"])


class TargetAnswer(models.Model):
    """A no, or not now, to a letter. The web may write it and cannot read it; the planner wipes it.

    Each press is a row. It says nothing to requester or friend: on the closing day a no and a silence close
    alike. `apps/introductions/kept.py` is all that handles it.
    """

    web_may: ClassVar[str] = "insert"

    link = models.ForeignKey(Link, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=7, choices=[("not_now", "not now"), ("never", "never")])
    fingerprint = models.BinaryField(max_length=32, null=True)
    """Of an address, confirmed by code, that no member of this server is to ask: from the closing day on."""
    answered_at = models.DateTimeField()


class AskLimit(models.Model):
    """How often one address may be asked by members of this server; kept as a fingerprint only."""

    fingerprint = models.BinaryField(max_length=32, unique=True)
    days = models.SmallIntegerField(null=True)
    """At most one request in so many days, from all members together; none: never again."""
    asked_on = models.DateField(null=True)
    """When one was last sent there."""
    created_at = models.DateTimeField()

    @staticmethod
    def tighten(address: str, days: int | None, *, on: date, now: datetime) -> int | None:
        """This address is to be asked once in so many days at most, or never; a stricter word stands.

        It was asked on that day, by the letter on which it says so.
        The key of the limit where there was none before, so that it can be lifted where it was set.
        """
        held = AskLimit.objects.filter(fingerprint__in=fingerprints(address))
        if not held.exists():
            row = AskLimit(fingerprint=fingerprint(address), days=days, asked_on=on, created_at=now)
            AskLimit.objects.bulk_create([row], ignore_conflicts=True)
            return held.filter(days=days, created_at=now).values_list("pk", flat=True).first()
        looser = held.filter(days__isnull=False)
        (looser if days is None else looser.filter(days__lt=days)).update(days=days, asked_on=on)
        return None
