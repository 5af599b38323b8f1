"""What the commitment is, its goals, its approval, its season, what it teaches, the steps towards it."""

from __future__ import annotations

from typing import Any

from apps.commitments.models import Commitment
from apps.commitments.portrait import Portrait

Kind = Commitment.Kind


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_standing.html` shows; one query, two for a leading role."""
    own, today = portrait.commitment, portrait.today
    serves = own.serves.select_related("goal").order_by("goal__created_at", "goal_id")
    is_role = own.kind == Kind.ROLE
    return {
        "goals": [row.goal for row in serves],
        "is_role": is_role,
        "steps": list(own.steps.order_by("pk")) if is_role else [],
        "is_service": own.kind == Kind.SERVICE,
        "asks_again": own.asks_again(today),
        "is_to_be_rounded": own.is_to_be_rounded(today),
        "is_over": own.ends_on is not None and own.ends_on < today,
    }
