"""What the list of people can be narrowed to: letters that have people, circles, kept views; and the
cities, relations and organisations that are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
select 'letter', null::bigint, letter, '' from tab where letter is not null
union all select 'circle', id, name, '' from contacts_circle where owner_id = %(owner)s
union all select 'view', id, name, query from contacts_savedview where owner_id = %(owner)s
union all select 'alike', null, '', '' where exists (
    select 1 from contacts_likeness l
    join contacts_contact one on one.owner_id = l.owner_id and one.id = l.contact_id
    join contacts_contact other on other.owner_id = l.owner_id and other.id = l.other_id
    where l.owner_id = %(owner)s and one.let_be_at is null and other.let_be_at is null and not exists (
        select 1 from contacts_twopeople t
        where t.owner_id = l.owner_id and t.contact_id = l.contact_id and t.other_id = l.other_id))
"""
# The same along the indexes of cities and relations; organisations have a row for each name.
CHOICES = """
with recursive place (city) as (
    (select city from contacts_contact where owner_id = %(owner)s and city <> '' order by city limit 1)
    union all
    select (select c.city from contacts_contact c where c.owner_id = %(owner)s and c.city <> ''
            and c.city > place.city order by c.city limit 1)
    from place where place.city is not null),
tie (relation) as (
    (select relation from contacts_contact where owner_id = %(owner)s and relation <> ''
     order by relation limit 1)
    union all
    select (select c.relation from contacts_contact c where c.owner_id = %(owner)s and c.relation <> ''
            and c.relation > tie.relation order by c.relation limit 1)
    from tie where tie.relation is not null)
(select 'city', city from place where city is not null limit %(most)s)
union all (select 'relation', relation from tie where relation is not null limit %(most)s)
union all (select 'organisation', name from contacts_organisation where owner_id = %(owner)s
           order by folded limit %(most)s)
"""
MOST_CHOICES = 500
"""Of each kind; what is further on can still be typed."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """Letters with people; (pk, name) of each circle, (pk, name, query) of each kept view, by name.

    `has_alike`: whether two of the people may be one, so that there is something to tidy up.
    """

    letters: frozenset[str]
    circles: list[tuple[int, str]]
    views: list[tuple[int, str, str]]
    has_alike: bool = False

    def circle(self, pk: int | None) -> str:
        """The name of the circle with that pk; "" for none of theirs."""
        return dict(self.circles).get(pk or 0, "")


def tabs_of(member: Member) -> Tabs:
    """All in one query, for the list has few to spend."""
    rows = _rows(TABS, {"owner": member.pk})
    rows.sort(key=lambda row: sort_key(row[2]))
    return Tabs(
        frozenset(name for kind, _pk, name, _query in rows if kind == "letter"),
        [(pk, name) for kind, pk, name, _query in rows if kind == "circle"],
        [(pk, name, query) for kind, pk, name, query in rows if kind == "view"],
        any(kind == "alike" for kind, *_row in rows),
    )


def choices_of(member: Member) -> dict[str, list[str]]:
    """The cities, relations and organisations of this member's people; one query, few of its rows read."""
    found: dict[str, list[str]] = {"city": [], "relation": [], "organisation": []}
    for kind, value in _rows(CHOICES, {"owner": member.pk, "most": MOST_CHOICES}):
        found[kind].append(value)
    return found


def _rows(statement: str, parameters: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
