"""Promises: what was said to be done by a day; kept or handed back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.commitments.models.commitment import Commitment
from apps.contacts.models import Contact
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet

if TYPE_CHECKING:
    from apps.accounts.models import Member

BEFORE = timedelta(days=2)
"""So long before its day a promise is asked about."""


class PromiseQuerySet(OwnedQuerySet):
    """Promises by how far they are."""

    def open(self) -> Self:
        """Neither kept nor handed back."""
        return self.filter(kept_on=None, handed_back_on=None)

    def to_ask_about(self, today: date) -> Self:
        """Open, their day near, come or gone, and nothing said of them since it came near, or came."""
        unsaid = Q(on_track_on=None) | Q(on_track_on__lt=F("due_on") - BEFORE)
        unsaid |= Q(due_on__lte=today, on_track_on__lt=today)
        return self.open().filter(unsaid, due_on__lte=today + BEFORE)


class Promise(Owned):
    """One thing promised to somebody by a day, within a commitment or without."""

    derived: ClassVar[tuple[str, ...]] = ("changed_at",)
    revised: ClassVar[tuple[str, ...]] = (
        "what", "commitment", "contact", "due_on", "kept_on", "handed_back_on",
    )  # fmt: skip

    what = models.CharField(_("what you promised"), max_length=300)
    commitment = OwnedForeignKey(
        Commitment, models.SET_NULL, null=True, related_name="promises", db_index=False
    )
    contact = OwnedForeignKey(Contact, models.SET_NULL, null=True, related_name="promises", db_index=False)
    """To whom; where nobody is named, the commitment's coordinator."""
    due_on = models.DateField(_("by"))
    promised_on = models.DateField()
    on_track_on = models.DateField(null=True)
    """When the member last said that it is on track, or took more time."""
    kept_on = models.DateField(null=True)
    handed_back_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    """When it last changed, also by taking back; the database says it."""

    objects = PromiseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due_on"], name="promise_by_day"),
            models.Index(fields=["owner", "commitment"], name="promise_of_commitment"),
            models.Index(fields=["owner", "contact"], name="promise_to_contact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_on=None) | Q(handed_back_on=None), name="promise_ends_once"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def give(cls, member: Member, *, now: datetime, on: date, **columns: Any) -> Promise:
        """Another promise, given on that day."""
        given: Promise = cls.objects.create(owner=member, created_at=now, promised_on=on, **columns)
        return given

    def rewrite(self, **columns: Any) -> None:
        """Keep what was written."""
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=list(columns))

    def is_on_track(self, on: date) -> None:
        """The member says so; it is not asked about again before its day has come, nor twice on one day."""
        self.rewrite(on_track_on=on)

    def take_time(self, until: date, *, on: date) -> None:
        """It will be done by a later day."""
        self.rewrite(due_on=until, on_track_on=on)

    def keep(self, on: date) -> None:
        """It is done."""
        self.rewrite(kept_on=on, handed_back_on=None)

    def hand_back(self, on: date) -> None:
        """Somebody else may do it, and is told so in time."""
        self.rewrite(handed_back_on=on, kept_on=None)

    def take_up(self) -> None:
        """It stands open after all."""
        self.rewrite(kept_on=None, handed_back_on=None)

    @property
    def is_open(self) -> bool:
        """Neither kept nor handed back."""
        return self.kept_on is None and self.handed_back_on is None

    def is_asked_about(self, today: date) -> bool:
        """As `to_ask_about`, of one."""
        near = self.due_on - BEFORE
        if not self.is_open or today < near:
            return False
        if self.on_track_on is None or self.on_track_on < near:
            return True
        return self.due_on <= today and self.on_track_on < today
