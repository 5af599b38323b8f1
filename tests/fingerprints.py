"""A fingerprint of every table, to show that nothing was written at all."""

from __future__ import annotations

from django.db import connection
from psycopg import sql

LOOKING = frozenset({"django_session"})
"""What looking may write: a visitor's session, which holds nothing of any member."""
ROWS = "select count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from {} t"


def tables() -> dict[str, tuple[int, str]]:
    """Rows and a digest over all of them, by table."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        names = [name for (name,) in cursor.fetchall() if name not in LOOKING]
        found = {}
        for name in names:
            cursor.execute(sql.SQL(ROWS).format(sql.Identifier(name)).as_string(cursor.connection))
            found[name] = cursor.fetchone()
    return found


def changed(before: dict[str, tuple[int, str]]) -> list[str]:
    """Tables whose rows are not as they were."""
    after = tables()
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
