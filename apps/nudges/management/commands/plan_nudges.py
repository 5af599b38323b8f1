"""`manage.py plan_nudges --now ISO`: one planning round as of an instant."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from apps.core.management.commands.send_outbox import instant
from apps.nudges.planning import plan


class Command(BaseCommand):
    """Plans every note that is due, and prints how many there were."""

    help = "Plan the notes that are due, as of now or of an instant."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: the instant."""
        parser.add_argument("--now", metavar="ISO", help="the instant, e.g. 2026-11-23T07:30:00+00:00")

    def handle(self, *args: Any, now: str | None = None, **options: Any) -> None:
        """One line: how many notes were planned."""
        self.stdout.write(f"planned {plan(now=instant(now) or timezone.now()).planned}")
