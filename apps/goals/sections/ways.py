from __future__ import annotations

from typing import Any

from apps.goals.portrait import Portrait
from apps.goals.ways import ways_to


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The best ways to whom one has not met yet; nothing for a goal that has ended."""
    unmet = {
        target.contact_id: target
        for target in portrait.still_there
        if not portrait.history(target.contact_id).meetings(portrait.today)
    }
    if not unmet or not portrait.goal.is_open:
        return None
    ways = ways_to(portrait.member, unmet, portrait.today)
    return {"rows": [(way, unmet[way.to]) for way in ways]} if ways else None
