"""What apps ask of the database about what is due, put together in one statement.

A source whose question is a single statement hands it over as a `Statement`. Those of all apps are asked at
once, so that neither another app nor 499 more members cost Today or the planner another round trip.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.core.due import DueItem

MOST_OF_A_KIND = 12
"""A source may stop after so many items a member: no pace reaches further in a day."""


class Row(NamedTuple):
    """One row of a statement: of which kind, the key it is about, a day, a number, and whatever else."""

    kind: str
    pk: int
    on: date
    said: float
    facts: dict[str, Any]


def nothing_more(_members: Sequence[Member], _now: datetime) -> dict[str, Any]:
    """No values beside those every statement has."""
    return {}


@dataclass(frozen=True, slots=True)
class Statement:
    """A question about a set of members, called as `due_items` of a Source is.

    `sql` yields kind, owner, key, day, number, and facts as jsonb or null; instants in them come as ISO text.
    It may use `owners` and, beside them, their own `days`, `now`, `most`, and what `values(members, now)`
    adds under names no other statement uses. `made(member, now, row)` is the item, or None for a row that is
    none on closer look.
    """

    sql: str
    made: Callable[[Member, datetime, Row], DueItem | None]
    values: Callable[[Sequence[Member], datetime], dict[str, Any]] = nothing_more

    def __call__(self, members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
        """Its items alone; one query."""
        return ask([self], members, now=now)


def ask(statements: Sequence[Statement], members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """The items of all these statements; one query, none for nobody."""
    if not statements or not members:
        return
    by_pk = {member.pk: member for member in members}
    values: dict[str, Any] = {"owners": list(by_pk), "days": [member.day(now) for member in by_pk.values()]}
    values |= {"now": now, "most": MOST_OF_A_KIND}
    for statement in statements:
        values |= statement.values(members, now)
    parts = (
        f"select {part} as part, p{part}.* from ({each.sql}) p{part}" for part, each in enumerate(statements)
    )
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values)
        rows = cursor.fetchall()
    for part, kind, owner, pk, on, said, facts in rows:
        row = Row(kind, pk, on, said, json.loads(facts) if facts else {})
        item = statements[part].made(by_pk[owner], now, row)
        if item is not None:
            yield item
