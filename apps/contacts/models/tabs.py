"""What the list of people can be narrowed to: the letters that have people, and the circles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from apps.core.fold import sort_key

if TYPE_CHECKING:
    from apps.accounts.models import Member

# Letter by letter along the index: at most 28 steps, where `distinct` would read everybody.
TABS = """
with recursive tab (letter) as (
    (select letter from contacts_contact where owner_id = %(owner)s order by letter limit 1)
    union all
    select (select c.letter from contacts_contact c
            where c.owner_id = %(owner)s and c.letter > tab.letter order by c.letter limit 1)
    from tab where tab.letter is not null)
select null::bigint, letter from tab where letter is not null
union all select id, name from contacts_circle where owner_id = %(owner)s
"""


@dataclass(frozen=True, slots=True)
class Tabs:
    """Letters with people, and (pk, name) of each circle in the order of their names."""

    letters: frozenset[str]
    circles: list[tuple[int, str]]


def tabs_of(member: Member) -> Tabs:
    """Both in one query, for the list has few to spend."""
    with connection.cursor() as cursor:
        cursor.execute(TABS, {"owner": member.pk})
        rows = cursor.fetchall()
    circles = [(pk, name) for pk, name in rows if pk is not None]
    circles.sort(key=lambda circle: sort_key(circle[1]))
    return Tabs(frozenset(name for pk, name in rows if pk is None), circles)
