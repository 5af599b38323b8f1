"""Fresh statistics while a table grows from nothing.

On a new site the first import fills empty tables in seconds, before autovacuum looks at them. Plans
made for empty tables, those of the foreign keys among them, would then read everything again for each row.
"""

from __future__ import annotations

from django.db import connection

GROWING = (
    "contacts_contact, contacts_contactpoint, contacts_importantdate, contacts_photo, contacts_organisation, "
    "contacts_affiliation, contacts_circle, contacts_membership, contacts_fingerprint, contacts_searchtoken, "
    "contacts_importrow, core_actrow"
)


def freshen() -> None:
    """Let Postgres count again; only the tables' owner may, so it runs outside the member's scope."""
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {GROWING}")
