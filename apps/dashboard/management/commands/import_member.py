"""`manage.py import_member EMAIL FILE`: an archive back into an empty account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.accounts.models import Member
from apps.core.scope import acting_as
from apps.dashboard.archive.contents import ArchiveRefused
from apps.dashboard.archive.reading import read
from apps.dashboard.archive.words import REFUSALS


class Command(BaseCommand):
    """Prints how many rows of each kind came back."""

    help = "Bring a member's archive back into an empty account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        member = Member.objects.filter(email=options["email"].strip().lower()).first()
        if member is None:
            raise CommandError(f"There is no member with the address {options['email']}.")
        try:
            with options["file"].open("rb") as file, acting_as(member):
                counts = read(member, file, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        except ArchiveRefused as refusal:
            raise CommandError(str(REFUSALS[refusal.code])) from None
        self.stdout.write(json.dumps({name: count for name, count in counts.items() if count}))
