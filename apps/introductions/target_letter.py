"""The letter to whoever was asked for, as its page shows it: the frozen copy, and nothing else.

After a no it is what it was before: the friend who passed it on holds its address too.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from apps.contacts.exports import vcard
from apps.contacts.imports.card import Card, Labelled
from apps.core.dates import day_and_month
from apps.introductions.models import Letter


class TargetLetter:
    """What they read."""

    def __init__(self, letter: Letter, today: date) -> None:
        shown = letter.shown
        self.asker: str = shown.get("from") or _("Somebody")
        self.asker_short: str = shown.get("from_short") or self.asker
        self.about: str = shown.get("about", "")
        self.site: str = shown.get("site", "")
        self.whom: str = shown.get("whom", "")
        self.to: str = shown.get("whom_short") or self.whom
        self.through: str = shown.get("through") or _("somebody you know")
        self.why: str = shown.get("why", "")
        self.gives: str = shown.get("gives", "")
        self.stands: str = shown.get("stands", "open")
        self.address: str = shown.get("address", "")
        self.ends = day_and_month(letter.closes_on, today) if letter.closes_on else ""

    @property
    def is_open(self) -> bool:
        """Whether a yes may still be given."""
        return self.stands == "open"

    @property
    def is_named(self) -> bool:
        """Whether it is written to somebody by name, and not to "someone who …"."""
        return self.to != self.whom or " " not in self.whom

    @property
    def solid(self) -> int:
        """How much of the line of ink has happened."""
        return 1 if self.is_open else 2

    def card(self, now: datetime) -> bytes:
        """Whoever asked, as a vCard for the reader's own address book."""
        site = (Labelled(self.site),) if self.site else ()
        note = ", ".join(filter(None, (self.about, _("by way of %(name)s") % {"name": self.through})))
        emails = (Labelled(self.address),) if self.address else ()
        return b"".join(vcard.write([Card(name=self.asker, emails=emails, urls=site, notes=note)], now=now))
