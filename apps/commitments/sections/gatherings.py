"""When it gathers: the coming ones, the series, the last ones with their hours."""

from __future__ import annotations

from typing import Any

from apps.commitments.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_gatherings.html` shows; None where there is nothing to say."""
    return None
