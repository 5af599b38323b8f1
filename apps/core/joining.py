"""What every new member finds on the first day, whichever app it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from apps.core.scope import acting_as

if TYPE_CHECKING:
    from apps.accounts.models import Member

after_joining: list[Callable[[Member], None]] = []
"""Filled from `config/wiring.py`; each may run again for the same member and then changes nothing."""


def welcome(member: Member) -> None:
    """Lay out a new member's account, in their scope."""
    with acting_as(member):
        for lay_out in after_joining:
            lay_out(member)
