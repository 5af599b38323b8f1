"""A display name out of its parts."""

from __future__ import annotations

# Chinese, Japanese and Korean names begin with the family.
_FAMILY_FIRST = ("\u1100", "\ud7ff")


def joined_name(*, prefix: str, given: str, additional: str, family: str, suffix: str) -> str:
    """The parts in the order their writing has them, those that are empty left out."""
    parts = [prefix, given, additional, family, suffix]
    if family and _FAMILY_FIRST[0] <= family[0] <= _FAMILY_FIRST[1]:
        parts = [prefix, family, given, additional, suffix]
    return " ".join(part for part in parts if part)
