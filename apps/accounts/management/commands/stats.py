"""`manage.py stats EMAIL`: how many rows of each kind a member has, as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.models import Member
from apps.core.fence import owned_models


class Command(BaseCommand):
    """Counts only; nothing of what the rows say."""

    help = "Count a member's rows by lower-case model name, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        member = Member.objects.filter(email=options["email"].strip().lower()).first()
        if member is None:
            raise CommandError(f"There is no member with the address {options['email']}.")
        counts = {str(model._meta.model_name): model.objects.of(member).count() for model in owned_models()}
        self.stdout.write(json.dumps(dict(sorted(counts.items()))))
