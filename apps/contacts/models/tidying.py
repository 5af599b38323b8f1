"""Duplicates: pairs that may be one person, found by a worker; and pairs that are told to be two."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from apps.contacts.models.contact import Contact
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

IN_ORDER = Q(contact__lt=F("other"))
"""A pair stands once: the smaller key first."""


class Likeness(Owned):
    """Two people who may be one, and why; made again from the book at any time."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="likenesses", db_index=False)
    other = OwnedForeignKey(Contact, models.CASCADE, related_name="+", db_index=False)
    weight = models.SmallIntegerField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "contact", "other"], name="likeness_once"),
            models.CheckConstraint(condition=IN_ORDER, name="likeness_in_order"),
        ]
        indexes = [
            models.Index(fields=["owner", "-weight", "id"], name="likeness_by_weight"),
            models.Index(fields=["owner", "other"], name="likeness_of_other"),
        ]


class TwoPeople(Owned):
    """*Not the same*: these two were looked at and are two; never suggested again."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("contact_id", "other_id"),)

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="told_apart", db_index=False)
    other = OwnedForeignKey(Contact, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "contact", "other"], name="two_people_once"),
            models.CheckConstraint(condition=IN_ORDER, name="two_people_in_order"),
        ]
        indexes = [models.Index(fields=["owner", "other"], name="two_people_of_other")]


class Comparison(Owned):
    """When a member's people were last compared, and whether it is asked for again."""

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    asked_at = models.DateTimeField(null=True)
    compared_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_comparison")]
        indexes = [
            models.Index(fields=["asked_at"], name="comparison_asked", condition=Q(asked_at__isnull=False))
        ]

    @staticmethod
    def ask(member: Member, *, now: datetime) -> None:
        """Let a worker compare this member's people; asked twice it is done once."""
        Comparison.objects.bulk_create(
            [Comparison(owner=member, asked_at=now)],
            update_conflicts=True,
            unique_fields=["owner"],
            update_fields=["asked_at"],
        )
