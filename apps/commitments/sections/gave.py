"""What the member gave there, in words."""

from __future__ import annotations

from typing import Any

from apps.commitments.gave import gift_of
from apps.commitments.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_gave.html` shows; None as long as nothing was given. Two queries, or one."""
    gift = gift_of(portrait.member, portrait.commitment.pk, now=portrait.now)
    return {"gift": gift} if gift else None
