from __future__ import annotations

from typing import Any

from apps.goals.listed import A_DOZEN
from apps.goals.people import first_dozen
from apps.goals.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """The first dozen people to meet, and whether there are more."""
    return {"rows": first_dozen(portrait), "has_more": len(portrait.targets) > A_DOZEN}
