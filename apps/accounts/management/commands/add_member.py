"""`manage.py add_member EMAIL`: a verified, empty member."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from apps.accounts.addresses import plain_address
from apps.accounts.joining import add_member
from apps.accounts.models import Member


class Command(BaseCommand):
    """Prints the password when it made one."""

    help = "Add a member whose address counts as confirmed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--password", help="use this password instead of a random one")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            email = plain_address(options["email"])
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{options['email']}: {' '.join(error.messages)}") from None
        if Member.objects.filter(email=email).exists():
            raise CommandError(f"There is a member with the address {email} already.")
        password = options["password"] or secrets.token_urlsafe(12)
        add_member(email, password, now=timezone.now())
        if not options["password"]:
            self.stdout.write(password)
