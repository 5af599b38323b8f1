"""The four ways in: what fills each, or a concrete step."""

from __future__ import annotations

from typing import Any

from apps.goals.portrait import Portrait
from apps.goals.ways_in import ways_in


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The four; nothing where the goal has ended. No query but those of its fillers."""
    if not portrait.goal.is_open:
        return None
    people = [target.contact.name for target in portrait.still_there[:1]]
    return {"ways": ways_in(portrait.member, portrait.goal, people, portrait.beside.names)}
