"""Whom it brings the member near, and who can vouch."""

from __future__ import annotations

from typing import Any

from apps.commitments.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_people.html` shows; None where there is nothing to say."""
    return None
