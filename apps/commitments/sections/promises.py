"""What was promised within it."""

from __future__ import annotations

from typing import Any

from apps.commitments.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_promises.html` shows; None where there is nothing to say."""
    return None
