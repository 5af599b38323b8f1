"""A member's card, and what somebody left on it, as their pages show them: the frozen copies alone."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from apps.contacts.exports import vcard
from apps.contacts.imports.card import Card, Labelled
from apps.core.dates import day_and_month
from apps.introductions.cleaning import web_address
from apps.introductions.models import Letter


class CardLetter:
    """What the member chose to show."""

    def __init__(self, letter: Letter, today: date) -> None:
        shown = letter.shown
        self.name: str = shown.get("from") or _("Somebody")
        self.name_short: str = shown.get("from_short") or self.name
        self.line: str = shown.get("line", "")
        self.email: str = shown.get("email", "")
        self.phone: str = shown.get("phone", "")
        self.site: str = shown.get("site", "")
        self.takes: bool = shown.get("takes", False)

    @property
    def dialled(self) -> str:
        """The number as a `tel:` address takes it."""
        return "".join(each for each in self.phone if each in "+0123456789")

    @property
    def site_url(self) -> str:
        """The site as an address to open; "" where it is none."""
        return web_address(self.site)

    def as_vcard(self, now: datetime) -> bytes:
        """The card for the reader's own address book."""
        card = Card(
            name=self.name,
            emails=(Labelled(self.email),) if self.email else (),
            phones=(Labelled(self.phone),) if self.phone else (),
            urls=(Labelled(self.site_url),) if self.site_url else (),
            notes=self.line,
        )
        return b"".join(vcard.write([card], now=now))


class VisitLetter:
    """What somebody left, as they read it again."""

    def __init__(self, letter: Letter, today: date) -> None:
        shown = letter.shown
        self.for_whom: str = shown.get("for") or _("Somebody")
        self.name: str = shown.get("name", "")
        self.email: str = shown.get("email", "")
        self.phone: str = shown.get("phone", "")
        self.words: str = shown.get("words", "")
        self.ends: str = day_and_month(letter.closes_on, today) if letter.closes_on else ""
