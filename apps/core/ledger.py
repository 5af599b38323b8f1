"""A second line to Postgres, on which a statement is under way while its caller does something else.

Sending spends as long on waiting for commits as on writing mails; so the commit that opens a mail
runs while the mail is written. One statement at a time; it is prepared, because planning it takes
longer than running it. Where anything goes wrong `receive` says so, and the caller runs the
statement again on Django's own connection: the ledger makes sending quicker, never otherwise.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

import psycopg
from django.db import Error, OperationalError, connection
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

PLACE = re.compile(r"%\((\w+)\)s")


class Ledger:
    """One connection of its own, opened when first needed."""

    def __init__(self) -> None:
        self._database = connection.copy()
        self._prepared: dict[str, bytes] = {}

    def send(self, sql: str, params: dict[str, Any]) -> bool:
        """Set a statement under way, to be committed by itself, and do not wait; False if it could not be.

        Once sent it will run, whatever becomes of this process.
        """
        numbered, names = _numbered(sql)
        try:
            line = self._line()
            if sql not in self._prepared:
                name = b"kith_%d" % len(self._prepared)
                if line.prepare(name, numbered).status != ExecStatus.COMMAND_OK:
                    self.close()
                    return False
                self._prepared[sql] = name
            line.send_query_prepared(self._prepared[sql], [_as_text(params[name]) for name in names])
        except (Error, psycopg.Error):
            self.close()
            return False
        return True

    def receive(self) -> list[str | None] | None:
        """The first row of what was sent, as text, or None; OperationalError where it may not have run."""
        line, last, found = self._line(), None, None
        while (found := line.get_result()) is not None:
            last = found
        if last is None or last.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            self.close()
            raise OperationalError(last.error_message.decode(errors="replace") if last else "no answer")
        return _first_row(last)

    def close(self) -> None:
        """Hang up; the next `send` connects anew."""
        self._prepared.clear()
        self._database.close()

    def _line(self) -> PGconn:
        self._database.ensure_connection()
        line: PGconn = self._database.connection.pgconn
        return line


@lru_cache(maxsize=16)
def _numbered(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """A statement with $1, $2 for %(name)s, and the names in that order."""
    names: dict[str, int] = {}

    def number(place: re.Match[str]) -> str:
        return f"${names.setdefault(place[1], len(names) + 1)}"

    return PLACE.sub(number, sql).encode(), tuple(names)


def _as_text(value: Any) -> bytes | None:
    """A parameter in Postgres' text format; a list, which holds bytes, as an array."""
    if value is None:
        return None
    if isinstance(value, list):
        return b"{%s}" % b",".join(b'"\\\\x%s"' % each.hex().encode() for each in value)
    if isinstance(value, bytes):
        return b"\\x" + value.hex().encode()
    return (value.isoformat() if isinstance(value, datetime) else str(value)).encode()


def _first_row(result: PGresult) -> list[str | None] | None:
    if not result.ntuples:
        return None
    cells = (result.get_value(0, column) for column in range(result.nfields))
    return [cell.decode() if cell is not None else None for cell in cells]
