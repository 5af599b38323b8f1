"""What came of it: the newest things, each with its trail."""

from __future__ import annotations

from typing import Any

from apps.goals.portrait import Portrait
from apps.goals.trail import came_of

MOST = 8


def facts(portrait: Portrait) -> dict[str, Any]:
    """At most eight things; one query."""
    came = came_of(portrait.member, portrait.goal.pk, most=MOST + 1)
    return {"came": came[:MOST], "has_more": len(came) > MOST}
