"""Shared causes of the people to meet; a higher app may add what one could offer there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.goals.causes import SharedCause, shared_causes
from apps.goals.models import Goal
from apps.goals.portrait import Portrait

MOST_CAUSES = 6
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Shared:
    """What panels of "goal_causes" are given: a goal, the causes its people share, and the member's day."""

    goal: Goal
    causes: list[SharedCause]
    today: date


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The causes most shared, each with at most eight people; None where nothing is shared. One query."""
    causes = shared_causes(portrait.member, portrait.goal, portrait.today)[:MOST_CAUSES]
    if not causes:
        return None
    shown = [(cause, cause.people[:MOST_PEOPLE], len(cause.people) > MOST_PEOPLE) for cause in causes]
    return {"causes": shown, "shared": Shared(portrait.goal, causes, portrait.today)}
