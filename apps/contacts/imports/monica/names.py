"""What a person is called in a Monica export."""

from __future__ import annotations

from typing import Any

from apps.contacts.imports.limits import VALUE_CHARACTERS
from apps.contacts.imports.monica.values import line


def full_name(told: dict[str, Any]) -> str:
    """Given, middle and family name; "" where all are missing."""
    parts = (line(told.get(name)) for name in ("first_name", "middle_name", "last_name"))
    return " ".join(part for part in parts if part)[:VALUE_CHARACTERS]
