"""A member: a person with an account, their clock, their hours and their limits."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.sessions import Session
from apps.core import dates

__all__ = ["LeapDay", "Member", "Session"]

NOTE_LIST = "morning-note"
"""What the note's List-Id and unsubscriptions are kept under."""
EVERY_DAY = 0b1111111
WEEKDAYS = 0b0011111
UTC = ZoneInfo("UTC")


class MemberManager(BaseUserManager["Member"]):
    """Makes members; the address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> Member:
        """A new member with this address; without a password nobody can sign in by one."""
        member = self.model(email=email.strip().lower(), **more)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def locked(self, pk: int) -> Member:
        """The member, read anew and held until the transaction ends."""
        return self.select_for_update().get(pk=pk)

    def get_by_natural_key(self, username: str | None) -> Member:
        """The member with this address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class LeapDay(models.TextChoices):
    """When somebody born on 29 February is congratulated in common years."""

    FEBRUARY = "feb28", _("28 February")
    MARCH = "mar1", _("1 March")


class Member(AbstractBaseUser):
    """One account. Days are bit masks, Monday lowest; times are the member's wall clock."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)

    language = models.CharField(_("language"), max_length=12, default="en")
    country = models.CharField(_("country"), max_length=2, default="", blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    leap_day = models.CharField(_("29 February"), max_length=5, choices=LeapDay, default=LeapDay.FEBRUARY)

    note_at = models.TimeField(_("hour of the note"), default=time(7, 30))
    note_days = models.SmallIntegerField(_("days of the note"), default=WEEKDAYS)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True, default=time(21, 0))
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True, default=time(7, 0))
    works_days = models.SmallIntegerField(_("working days"), default=WEEKDAYS)
    works_from = models.TimeField(_("work from"), null=True, blank=True, default=time(9, 0))
    works_until = models.TimeField(_("work until"), null=True, blank=True, default=time(17, 0))
    outside_hours_cap = models.SmallIntegerField(
        _("hours a week outside work"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(80)],
    )
    busy_until_on = models.DateField(null=True)
    pace = models.SmallIntegerField(
        _("people a day"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    from_before_a_week = models.SmallIntegerField(
        _("people from before, a week"),
        default=3,
        validators=[MinValueValidator(0), MaxValueValidator(7)],
    )

    wants_note = models.DateTimeField(_("asked for the note"), null=True)
    last_note_on = models.DateField(null=True)
    weekly_since_on = models.DateField(null=True)
    next_digest_at = models.DateTimeField(null=True)
    link_epoch = models.SmallIntegerField(default=1)

    joined_at = models.DateTimeField()
    onboarded_at = models.DateTimeField(null=True)
    leaving_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = MemberManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_digest_at", "id"],
                name="member_note_due",
                condition=models.Q(next_digest_at__isnull=False),
            ),
            models.Index(
                fields=["leaving_at"], name="member_leaving", condition=models.Q(leaving_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(pace__range=(1, 5)), name="member_pace"),
            models.CheckConstraint(
                condition=models.Q(from_before_a_week__range=(0, 7)), name="member_from_before"
            ),
            models.CheckConstraint(condition=models.Q(note_days__range=(0, 127)), name="member_note_days"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def zone(self) -> ZoneInfo:
        """The member's time zone, which decides what "today" is; UTC where its name is unknown here."""
        return dates.zone_named(self.time_zone) or UTC

    def day(self, now: datetime) -> date:
        """The member's own date at that instant."""
        return now.astimezone(self.zone).date()

    @property
    def note_hours(self) -> dates.NoteHours:
        """The rule that says when a morning note may come."""
        return dates.NoteHours(
            note_at=self.note_at,
            note_days=days_of(self.note_days),
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            works_days=days_of(self.works_days),
            works_from=self.works_from,
            works_until=self.works_until,
        )

    def arrange(self, *, now: datetime, **columns: Any) -> None:
        """Change settings, and plan the next note from them; a note already sent today is not sent again.

        Call it on a row read with `locked`: a planner may be writing the same one.
        """
        for column, value in columns.items():
            setattr(self, column, value)
        self.plan_next_note(after=now)
        self.save(update_fields=[*columns, "next_digest_at"])

    def be_busy(self, until_on: date | None) -> None:
        """Until that day Kith names nobody to write to; None: not any more."""
        self.busy_until_on = until_on
        self.save(update_fields=["busy_until_on"])

    def is_busy(self, on: date) -> bool:
        """Whether the member's employer has that day to themselves."""
        return self.busy_until_on is not None and on <= self.busy_until_on

    def want_note(self, wanted: bool, *, now: datetime) -> None:
        """Switch the morning note on or off; not saved here."""
        if wanted != bool(self.wants_note):
            self.wants_note = now if wanted else None

    def leave(self, *, now: datetime) -> None:
        """Close the account at once: no sessions, links, mail or signing in; a worker erases the rows.

        Signing in fails as with a wrong password, so that nobody learns that the account was there.
        """
        self.leaving_at, self.is_active, self.next_digest_at = now, False, None
        self.link_epoch += 1
        self.set_unusable_password()
        self.save(update_fields=["leaving_at", "is_active", "next_digest_at", "link_epoch", "password"])
        self.sessions.all().delete()

    def plan_next_note(self, *, after: datetime) -> None:
        """Set the next instant of the note from the rule and the local date; not saved here."""
        due = None
        if self.wants_note and not self.leaving_at:  # also while weekly: planning lets six days pass
            due = dates.next_note(self.note_hours, self.zone, after, last_on=self.last_note_on)
        self.next_digest_at = due[1] if due else None


def days_of(mask: int) -> frozenset[int]:
    """Weekdays of a bit mask, Monday 0."""
    return frozenset(day for day in range(7) if mask >> day & 1)


def mask_of(days: frozenset[int] | list[int]) -> int:
    """The bit mask of weekdays, Monday 0."""
    return sum(1 << day for day in set(days))
