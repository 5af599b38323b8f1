"""What was promised within it: open promises by their day, and the last that ended."""

from __future__ import annotations

from typing import Any

from apps.commitments.models import Promise
from apps.commitments.portrait import Portrait
from apps.commitments.promises import of, standing

MOST = 50
MOST_ENDED = 5


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """Open ones and the last five ended; None where a finished commitment has none. One query."""
    mine = of(portrait.member).filter(commitment=portrait.commitment)
    found: list[Promise] = list(mine.order_by("-due_on", "-pk")[:MOST])
    if not found and portrait.commitment.finished_on:
        return None
    still = sorted((each for each in found if each.is_open), key=lambda each: (each.due_on, each.pk))
    return {
        "open": [standing(each, portrait.today) for each in still],
        "ended": [each for each in found if not each.is_open][:MOST_ENDED],
    }
