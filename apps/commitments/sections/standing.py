"""What the commitment is, its goals, its approval, its season, what it teaches."""

from __future__ import annotations

from typing import Any

from apps.commitments.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_standing.html` shows; None where there is nothing to say."""
    return None
