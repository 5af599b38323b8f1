"""Dates that come back: each year, and each month."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from typing import Literal

# Where 29 February is kept in a common year, by the member's choice.
Leap = Literal["feb28", "mar1"]


def occurrence_in(month: int, day: int, year: int, *, leap: Leap = "feb28") -> date:
    """The day a yearly date falls on in `year`. ValueError for a date no year has (31 April)."""
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 2, 28) if leap == "feb28" else date(year, 3, 1)
    return date(year, month, day)


def next_occurrence(month: int, day: int, today: date, leap: Leap = "feb28") -> date:
    """The first day from `today` on, today included, that the yearly date falls on."""
    this_year = occurrence_in(month, day, today.year, leap=leap)
    return this_year if this_year >= today else occurrence_in(month, day, today.year + 1, leap=leap)


def age_on(year: int | None, on: date) -> int | None:
    """The whole years completed on `on`, a yearly date that began in `year`; None for no year or none yet."""
    return on.year - year if year is not None and on.year > year else None


def add_months(anchor: date, n: int) -> date:
    """`n` months after (or before) `anchor`: the 31st becomes a shorter month's last day.

    Count from the anchor each time, never from the result, so that the 31st comes back.
    """
    months = anchor.year * 12 + anchor.month - 1 + n
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))
