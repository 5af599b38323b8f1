"""Whom it brings the member near, who can vouch, and whom to tell when something cannot be kept."""

from __future__ import annotations

from typing import Any

from apps.commitments.models import Near
from apps.commitments.portrait import Portrait

SHOWN = 60


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_people.html` shows; one query."""
    rows = portrait.commitment.near.select_related("contact").order_by("contact__sort_key", "contact_id")
    named = list(rows[: SHOWN + 1])
    return {
        "near": [row for row in named[:SHOWN] if row.what == Near.As.NEAR],
        "vouches": [row for row in named[:SHOWN] if row.what == Near.As.VOUCHES],
        "is_cut": len(named) > SHOWN,
        "is_role": portrait.commitment.kind == portrait.commitment.Kind.ROLE,
    }
