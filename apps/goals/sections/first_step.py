"""The first step of a goal of which neither field nor role is known: whom to ask, where to look."""

from __future__ import annotations

from typing import Any

from apps.goals.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """Whom of one's people to ask, and where they are already; no query of its own."""
    if portrait.goal.is_known or not portrait.goal.is_open:
        return None
    return {"people": portrait.beside.people, "organisations": portrait.beside.organisations}
