"""`manage.py export_member EMAIL FILE`: everything of a member in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.accounts.models import Member
from apps.core.scope import acting_as
from apps.dashboard.archive.writing import write


class Command(BaseCommand):
    """The same archive as Settings, Take along."""

    help = "Write a member's archive into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        member = Member.objects.filter(email=options["email"].strip().lower()).first()
        if member is None:
            raise CommandError(f"There is no member with the address {options['email']}.")
        try:
            with options["file"].open("wb") as file, acting_as(member):
                write(member, file, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        self.stdout.write(f"{options['file']}: {options['file'].stat().st_size} bytes")
