from __future__ import annotations

from typing import Any

from apps.goals.portrait import Portrait


def facts(portrait: Portrait) -> dict[str, Any] | None:
    return None
