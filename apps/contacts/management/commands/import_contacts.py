"""`manage.py import_contacts EMAIL FILE…`: the same import as the screen, with progress."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.imports import batch as batches
from apps.contacts.imports import running
from apps.contacts.imports.parts import PART_BYTES
from apps.contacts.imports.words import instead
from apps.contacts.models import ImportBatch
from apps.core.scope import acting_as


class Command(BaseCommand):
    """Prints created/matched/updated/skipped/refused for each file."""

    help = "Bring files of contacts into a member's book."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        member = Member.objects.filter(email=options["email"].strip().lower()).first()
        if member is None:
            raise CommandError(f"No member has the address {options['email']}.")
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"No such file: {', '.join(missing)}")
        refused = [path for path in options["files"] if not self._bring(member, path)]
        if refused:
            raise CommandError(f"{len(refused)} of {len(options['files'])} files could not be read.")

    def _bring(self, member: Member, path: Path) -> bool:
        try:
            with acting_as(member):
                batch = batches.receive(member, path.name, _chunks(path), now=timezone.now())
                here = reverse("contacts:batch", args=[batch.pk])
                batches.start(batch, key=None, led_to=here, now=timezone.now())
        except batches.NotOurs as refusal:
            self.stderr.write(f"{path.name}: {instead(refusal.code)}")
            return False
        self._work_off(batch)
        return True

    def _work_off(self, batch: ImportBatch) -> None:
        held = batches.claim(now=timezone.now(), pk=batch.pk)
        while held is not None:
            until = timezone.now() + timedelta(seconds=2)
            if running.work_off(held, until=until, clock=timezone.now):
                break
            self.stdout.write(f"{held.filename}: {100 * held.read_bytes // max(1, held.size)} %")
            held = batches.claim(now=timezone.now(), pk=batch.pk)
        batch.refresh_from_db()
        counts = ", ".join(f"{name} {getattr(batch, name)}" for name in batches.COUNTS)
        self.stdout.write(f"{batch.filename}: {counts}")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(PART_BYTES):
            yield chunk
