"""Cursors: where a page of a list ends, as the opaque text of a link.

A page begins after a row's keys, never at a number of rows, so that any page costs what the first one does.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import BooleanField, Expression, F, Func, Value

LARGEST_PK = 2**63 - 1
LONGEST = 2000
Key = str | date | datetime


def encode(key: Key, pk: int) -> str:
    """The cursor after the row that sorts by `key` and, among equals, by `pk`."""
    plain = key if isinstance(key, str) else key.isoformat()
    return base64.urlsafe_b64encode(json.dumps([plain, pk]).encode()).decode().rstrip("=")


def decode(cursor: str, kind: type[Key]) -> tuple[Key, int] | None:
    """Key and pk of a cursor; None for anything that `encode` did not make for this kind of key."""
    if len(cursor) > LONGEST:
        return None
    try:
        plain, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(plain, str) or type(pk) is not int or not 0 < pk <= LARGEST_PK:
            return None
        return _as(kind, plain), pk
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def _as(kind: type[Key], plain: str) -> Key:
    if kind is datetime:
        at = datetime.fromisoformat(plain)
        if at.tzinfo is None or not 1900 <= at.year <= 2200:
            raise ValueError(plain)
        return at.astimezone(UTC)
    if kind is date:
        return date.fromisoformat(plain)
    plain.encode()  # half a surrogate pair is a ValueError here, and not in the database
    if "\0" in plain:
        raise ValueError(plain)
    return plain


def beyond(fields: Sequence[str], values: Sequence[Any], *, descending: bool = False) -> Func:
    """A condition: the row's fields lie after these values. One comparison of rows, which an index serves."""
    sign = " < " if descending else " > "
    rows: list[Expression] = [_row(F(field) for field in fields), _row(Value(value) for value in values)]
    return Func(*rows, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField())


def _row(expressions: Any) -> Func:
    return Func(*expressions, template="(%(expressions)s)", output_field=BooleanField())
