"""How a goal stands: held, paused, reached or let go; a word on the employer; still it?"""

from __future__ import annotations

from typing import Any

from apps.goals.competing import is_remarked_on
from apps.goals.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """Whether a word about the employer is due, and whether it is time to look; None where all is said."""
    goal = portrait.goal
    is_remarked = is_remarked_on(goal, portrait.beside.served)
    looks = goal.is_to_be_looked_at(portrait.today)
    said = (goal.held_at, goal.paused_at, goal.reached_at, goal.let_go_at, goal.approved_on)
    ended_at = goal.reached_at or goal.let_go_at
    ended_on = portrait.member.day(ended_at) if ended_at else None
    standing = {"is_remarked": is_remarked, "looks": looks, "ended_on": ended_on}
    return standing if is_remarked or looks or any(said) else None
