"""`manage.py make_roles`: the two roles of `config/roles.sql`, and the database in the owner's hands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from psycopg import sql

ROLES = Path(settings.BASE_DIR) / "config" / "roles.sql"
PASSWORDS = {"kith_owner.password": "KITH_OWNER_PASSWORD", "kith_web.password": "KITH_WEB_PASSWORD"}
"""What `roles.sql` reads → the variable it comes from; one that is empty leaves a password as it is."""
ADMIN = "KITH_ADMIN_DATABASE_URL"


class Command(BaseCommand):
    """Passwords come by the environment, where no other login of the machine can read them."""

    help = f"Make or mend the roles kith_owner and kith_web, as the login of {ADMIN} (else DATABASE_URL)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        address = os.environ.get(ADMIN) or os.environ.get("DATABASE_URL", "")
        try:
            with psycopg.connect(address) as connection:
                make_roles(connection)
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(f"{ADMIN} must name a login that may create roles: {error}") from None
        except psycopg.OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from None
        self.stdout.write("The roles kith_owner and kith_web are as they should be.")


def make_roles(connection: psycopg.Connection) -> None:
    """Run `config/roles.sql`, and give the connection's database to kith_owner."""
    for name, variable in PASSWORDS.items():
        connection.execute("select set_config(%s, %s, false)", (name, os.environ.get(variable, "")))
    connection.execute(ROLES.read_bytes())
    database = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("alter database {} owner to kith_owner").format(database))
