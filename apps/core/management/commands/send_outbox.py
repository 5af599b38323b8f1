"""`manage.py send_outbox --now ISO`: send everything due as of an instant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.core.outbox import State
from apps.core.sending import Pause, Round

WORDS = {
    State.SENT: "sent",
    State.DUE: "put off",
    State.CANCELLED: "cancelled",
    State.FAILED: "failed",
    State.UNSURE: "unsure",
}


class Command(BaseCommand):
    """Sends until nothing is due, and prints what became of it."""

    help = "Send what is due, as of now or of an instant."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: the instant."""
        parser.add_argument("--now", metavar="ISO", help="the instant, e.g. 2026-11-23T07:30:00+00:00")

    def handle(self, *args: Any, now: str | None = None, **options: Any) -> None:
        """One line of counts; an error when the mail server is away."""
        at = instant(now)
        work = Round(lambda: at or timezone.now(), pause=Pause())
        tally = work.run()
        self.stdout.write(", ".join(f"{words} {tally[state]}" for state, words in WORDS.items()))
        if not work.is_done:
            raise CommandError("The mail server needs rest; the remaining mail waits for the next round.")


def instant(text: str | None) -> datetime | None:
    """An instant from ISO 8601; without an offset it is UTC. CommandError for anything else."""
    if text is None:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"--now wants an instant like 2026-11-23T07:30:00+00:00, not {text!r}.")
    return found if found.tzinfo else found.replace(tzinfo=timezone.get_default_timezone())
