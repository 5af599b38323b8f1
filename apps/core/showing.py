"""What higher apps add to the list of people: one more word of *who*, handed over from `config/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Showing:
    """Its key in the address, its words, and what narrows people to it on a member's day."""

    key: str
    words: str | Promise
    narrow: Callable[[Any, date], Any]


showings: dict[str, Showing] = {}
"""By key; filled when the site starts."""
