"""People to meet for a goal, and what is publicly known of a person."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.dates import add_months
from apps.core.due import Rest, resting
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals.models.goal import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member

ABOUT = "target"
"""The subject under which a person to meet rests: `target:<pk>`."""
QUIET_MONTHS = 12
WEB_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([^\s/]+\.[^\s/.]{2,})(?:/\S*)?")


class TargetQuerySet(OwnedQuerySet):
    """Small, chainable questions about people to meet."""

    def gone_quiet(self, today: date) -> Self:
        """Of pursued goals, untouched for twelve months since they were added or last in touch.

        Without those who are let be, have died, or of whom it was said within a year: still somebody.
        """
        long_ago = add_months(today, -QUIET_MONTHS)
        began = datetime.combine(long_ago, time.min, tzinfo=UTC)
        goal = {f"goal__{column}": None for column in ("reached_at", "let_go_at", "held_at", "paused_at")}
        return self.filter(
            ~resting(ABOUT, today),
            Q(contact__last_touch_on=None) | Q(contact__last_touch_on__lt=long_ago),
            **goal,
            added_at__lt=began,
            contact__let_be_at=None,
            contact__died_on=None,
        )


class Target(Owned):
    """Somebody to meet for this goal: known already, or known of."""

    part_of: ClassVar[str] = "contact"
    inherits: ClassVar[tuple[str, ...]] = ("what", "called_friend_on")

    goal = OwnedForeignKey(Goal, models.CASCADE, related_name="targets", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="targets", db_index=False)
    what = models.CharField(_("who they are there"), max_length=200, blank=True)
    """As in "buys for outdoor shops"."""
    called_friend_on = models.DateField(null=True)
    """I'd call them a friend: set by hand, of the person whatever the goal; it computes nothing."""
    added_at = models.DateTimeField()

    objects = TargetQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "goal", "contact"], name="target_once")]
        indexes = [models.Index(fields=["owner", "contact"], name="target_of_contact")]

    def rewrite(self, what: str) -> None:
        """Who they are there, anew."""
        self.what = what
        self.save(update_fields=["what"])

    def is_still(self, today: date) -> None:
        """Still somebody to meet: not asked about again for twelve months."""
        Rest.until(self.owner, f"{ABOUT}:{self.pk}", add_months(today, QUIET_MONTHS))

    @staticmethod
    def call_friend(member: Member, person: Contact, on: date | None) -> None:
        """I'd call them a friend since that day, whatever the goal; None takes it back."""
        Target.objects.of(member).filter(contact=person).update(called_friend_on=on)


class PublicFact(Owned):
    """What is publicly known of a person, from where, seen when. Fit for them to read."""

    part_of: ClassVar[str] = "contact"

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="public_facts", db_index=False)
    text = models.CharField(_("what is public"), max_length=300)
    source = models.CharField(_("where it says so"), max_length=300)
    seen_on = models.DateField(_("seen on"))

    class Meta:
        indexes = [models.Index(fields=["owner", "contact", "-seen_on"], name="fact_of_contact")]

    @property
    def source_in_short(self) -> str:
        """The source as a row has room for it."""
        return in_short(self.source)


def in_short(source: str) -> str:
    """Of a web address the site alone; other words as they are."""
    address = WEB_ADDRESS.fullmatch(source)
    return address[1] if address else source
