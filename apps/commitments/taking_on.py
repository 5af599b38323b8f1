"""A commitment taken on: with its goals, its steps, and the offer it came of, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.commitments.models import Commitment, Offer, Step
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


def take_on(
    member: Member,
    columns: dict[str, Any],
    *,
    goals: Iterable[Goal],
    steps: Sequence[str],
    offer: Offer | None,
    now: datetime,
) -> Commitment:
    """Another commitment with everything its form said; the caller holds the transaction."""
    made = Commitment.take_on(member, now=now, **columns)
    made.serve(goals)
    plan_steps(made, steps)
    if offer:
        offer.become(made, member.day(now))
    return made


def plan_steps(own: Commitment, steps: Iterable[str]) -> list[Step]:
    """More steps towards it, in this order."""
    planned: list[Step] = Step.objects.bulk_create(
        Step(owner_id=own.owner_id, commitment=own, what=what) for what in steps
    )
    return planned
