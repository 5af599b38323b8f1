"""What a web process in production refuses to start with."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from apps.core.checks import production_is_whole

OWNS_OR_PASSES = """
    select r.rolsuper or r.rolbypassrls
           or exists (select 1 from pg_tables t where t.tableowner = r.rolname and t.schemaname = 'public')
    from pg_roles r where r.rolname = coalesce(%s, session_user)
"""


def refuse_what_is_unsafe() -> None:
    """Raise ImproperlyConfigured where PUBLIC_URL is https and something would leave members unfenced."""
    if not settings.PRODUCTION:
        return
    wrong = [str(message.msg) for message in production_is_whole()]
    if stands_above_the_fence():
        wrong.append("The web must log in as kith_web: this login owns tables or passes row security.")
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


def stands_above_the_fence(login: str | None = None) -> bool:
    """Whether a login (None: this connection's) owns tables, or passes row security in another way."""
    with connection.cursor() as cursor:
        cursor.execute(OWNS_OR_PASSES, [login])
        return bool(cursor.fetchone()[0])
