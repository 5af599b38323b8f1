"""The letter to one of two people, as its page shows it: the frozen copy, and nothing else.

It is the same before a yes, after it, and after a no, until both have agreed.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from apps.core.dates import day_and_month
from apps.introductions.models import Letter


class PairLetter:
    """What they read."""

    def __init__(self, letter: Letter, today: date) -> None:
        shown = letter.shown
        self.asker: str = shown.get("from") or _("Somebody")
        self.asker_short: str = shown.get("from_short") or self.asker
        self.to: str = shown.get("to", "")
        self.other: str = shown.get("other") or _("somebody")
        self.other_short: str = shown.get("other_short") or self.other
        self.why: str = shown.get("why", "")
        self.note: str = shown.get("note", "")
        self.stands: str = shown.get("stands", "open")
        self.ends = day_and_month(letter.closes_on, today) if letter.closes_on else ""

    @property
    def is_open(self) -> bool:
        """Whether the two are not introduced yet."""
        return self.stands == "open"

    @property
    def solid(self) -> int:
        """How much of the line of ink between the two has happened."""
        return 0 if self.is_open else 1
