"""Whom the member is learning from: people of that circle, and what they do that teaches them something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.commitments.models import Commitment
from apps.contacts.models import Contact
from apps.contacts.models.circle import LEARNING_FROM
from apps.core.fold import fold

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 6


@dataclass(frozen=True, slots=True)
class Learning:
    """Whom the member learns from, and what else teaches them."""

    people: Sequence[Contact]
    commitments: Sequence[Commitment]

    def __bool__(self) -> bool:
        """Whether there is anything of it."""
        return bool(self.people or self.commitments)


def learning(member: Member) -> Learning:
    """People of the circle of that name, the longest silent last; commitments that say what they teach."""
    folded = [fold(str(LEARNING_FROM)), fold("Learning from")]
    people = Contact.objects.of(member).filter(
        memberships__circle__folded__in=folded, died_on=None, let_be_at=None
    )
    under_way = Commitment.objects.of(member).filter(finished_on=None).exclude(teaches="")
    return Learning(
        people=list(people.order_by("-last_touch_on", "sort_key", "pk").distinct()[:MOST]),
        commitments=list(under_way.order_by("-begins_on", "pk")[:MOST]),
    )
