"""When a person comes round again, and the year that lies behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import blake2b

# Without a rhythm, a year is what "in touch" means.
IN_TOUCH_DAYS = 365
MONTHS = 12


def due_on(
    last_touch_on: date | None, rhythm_days: int | None, first_due_on: date | None, rest_until: date | None
) -> date | None:
    """The day a person comes round: the later of the rest's end and last touch + rhythm (days).

    Where no touch is known, `first_due_on` stands for the sum. None without a rhythm, or with
    neither of the two.
    """
    if rhythm_days is None:
        return None
    wanted = first_due_on if last_touch_on is None else last_touch_on + timedelta(days=rhythm_days)
    if wanted is None or rest_until is None:
        return wanted
    return max(wanted, rest_until)


def first_due_on(contact_pk: int, rhythm_days: int, today: date) -> date:
    """The first day for someone of whom no touch is known: today or within the rhythm (days), evenly spread.

    The same pk gives the same distance in every process, which Python's own `hash` of text does not promise.
    """
    digest = blake2b(str(contact_pk).encode(), digest_size=8).digest()
    return today + timedelta(days=int.from_bytes(digest, "big") % rhythm_days)


def is_in_touch(last_touch_on: date | None, rhythm_days: int | None, today: date) -> bool:
    """Whether the last touch lies within the rhythm (days); without a rhythm, within 365 days."""
    if last_touch_on is None:
        return False
    return today - last_touch_on <= timedelta(days=rhythm_days or IN_TOUCH_DAYS)


def months_in_touch(days: Iterable[date], today: date) -> tuple[bool, ...]:
    """The year line: twelve cells, the current month last, true where a day of touch lies in that month."""
    touched = {day.year * MONTHS + day.month for day in days}
    current = today.year * MONTHS + today.month
    return tuple(month in touched for month in range(current - MONTHS + 1, current + 1))
