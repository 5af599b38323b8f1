"""Whom it brings the member near, who can vouch, and whom to tell when something cannot be kept."""

from __future__ import annotations

from typing import Any

from apps.commitments.models import Near
from apps.commitments.portrait import Portrait

A_DOZEN = 12
MOST = 100


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_people.html` shows; one query."""
    rows = portrait.commitment.near.select_related("contact").order_by("contact__sort_key", "contact_id")
    named = list(rows[:MOST])
    near, vouches = ([row for row in named if row.what == what] for what in (Near.As.NEAR, Near.As.VOUCHES))
    return {
        "near": near[:A_DOZEN],
        "vouches": vouches[:A_DOZEN],
        "has_more": len(near) > A_DOZEN,
        "is_role": portrait.commitment.kind == portrait.commitment.Kind.ROLE,
    }
