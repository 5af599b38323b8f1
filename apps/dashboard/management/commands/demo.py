"""`manage.py demo`: the demo member, made anew, with two years of a believable life."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.accounts.models import Member
from apps.dashboard.demo.life import EMAIL, make_demo_member


class Command(BaseCommand):
    """Prints the address and a password; a demo member from before is erased first."""

    help = "Make the demo member anew and print the password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", help="use this password instead of a random one")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo member is for trial machines; PUBLIC_URL here is https.")
        password = options["password"] or secrets.token_urlsafe(12)
        for earlier in Member.objects.filter(email=EMAIL):
            earlier.delete()
        make_demo_member(password, now=timezone.now())
        self.stdout.write(f"{settings.PUBLIC_URL}  {EMAIL}  {password}")
