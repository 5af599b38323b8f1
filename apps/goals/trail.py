"""What came of it, and its trail: who opened the way to whom, and where the first of them was met.

A client through Dev, whom Cara introduced, whom Ben introduced: Ben › Cara › Dev, and the evening where
the member met Ben, if that was before it came. A higher app may say what that evening was part of, as "the
Tuesday shift": it fills the slot `trail_labels` with `(member, keys of gatherings) -> {key: words}`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.core.panels import fillers_of
from apps.goals.models import Gathering, Opportunity

if TYPE_CHECKING:
    from apps.accounts.models import Member

DEEPEST = 20
"""Steps of introductions; longer chains begin where these end."""
CAME = """
with recursive came as materialized (
    select * from goals_opportunity o
    where o.owner_id = %(owner)s and (%(goal)s::bigint is null or o.goal_id = %(goal)s)
    order by o.happened_on desc, o.id desc limit %(most)s),
up (opportunity, id, name, by, path) as (
    select came.id, c.id, c.name, c.introduced_by_id, array[c.id]
    from came join contacts_contact c on c.owner_id = %(owner)s and c.id = came.contact_id
    union all
    select up.opportunity, c.id, c.name, c.introduced_by_id, up.path || c.id
    from up join contacts_contact c on c.owner_id = %(owner)s and c.id = up.by
    where not c.id = any(up.path) and cardinality(up.path) < %(deepest)s),
trail as (
    select opportunity, array_agg(id order by cardinality(path) desc) as pks,
        array_agg(name order by cardinality(path) desc) as names
    from up group by opportunity)
select came.id, came.goal_id, came.kind, came.what, came.happened_on, trail.pks, trail.names,
    g.id, g.title, g.starts_at, g.time_zone, l.id, l.name
from came
left join trail on trail.opportunity = came.id
left join lateral (
    select m.gathering_id as id from contacts_participation p
    join contacts_interaction i on i.owner_id = %(owner)s and i.id = p.interaction_id
    join goals_metat m on m.owner_id = %(owner)s and m.interaction_id = i.id
    where p.owner_id = %(owner)s and p.contact_id = trail.pks[1]
        and came.gathering_id is null and came.place_id is null and i.happened_on <= came.happened_on
    order by i.happened_on, i.id limit 1) met on true
left join goals_gathering g on g.owner_id = %(owner)s and g.id = coalesce(came.gathering_id, met.id)
left join goals_place l on l.owner_id = %(owner)s and l.id = coalesce(came.place_id, g.place_id)
order by came.happened_on desc, came.id desc
"""


@dataclass(frozen=True, slots=True)
class Came:
    """One thing that came of it, and its trail.

    `people` are (pk, name), the first of them first. Where it began, as the member said, else where the
    first of them was met: a gathering with its day, a place, both or neither; `label` is what a higher
    app says of the gathering.
    """

    pk: int
    goal_pk: int | None
    kind: str
    what: str
    happened_on: date
    people: list[tuple[int, str]]
    gathering_pk: int | None
    gathering: str
    gathering_on: date | None
    place_pk: int | None
    place: str
    label: str = ""

    @property
    def kind_said(self) -> str:
        """ "a client", "a job"."""
        return str(Opportunity.Kind(self.kind).label)

    @property
    def where(self) -> str:
        """The gathering, what it was part of, and its place, as far as they say different things."""
        return " · ".join(dict.fromkeys(filter(None, (self.gathering, self.label, self.place))))


def came_of(member: Member, goal: int | None = None, *, most: int) -> list[Came]:
    """The newest things that came of this goal, or of any, with their trails; one statement.

    And whatever statements it costs higher apps to say what the gatherings were part of.
    """
    values = {"owner": member.pk, "goal": goal, "most": most, "deepest": DEEPEST}
    with connection.cursor() as cursor:
        cursor.execute(CAME, values)
        rows = cursor.fetchall()
    labels = _labels(member, {row[7] for row in rows if row[7]})
    return [_came(row, labels.get(row[7], "")) for row in rows]


def _came(row: Sequence[Any], label: str) -> Came:
    pk, goal_pk, kind, what, happened_on, pks, names, *began = row
    gathering_pk, title, starts_at, time_zone, place_pk, place = began
    return Came(
        pk=pk,
        goal_pk=goal_pk,
        kind=kind,
        what=what,
        happened_on=happened_on,
        people=list(zip(pks or (), names or (), strict=True)),
        gathering_pk=gathering_pk,
        gathering=title or "",
        gathering_on=_day(starts_at, time_zone),
        place_pk=place_pk,
        place=place or "",
        label=label,
    )


def _labels(member: Member, gatherings: Collection[int]) -> dict[int, str]:
    labels: dict[int, str] = {}
    for labels_of in fillers_of("trail_labels") if gatherings else ():
        labels |= labels_of(member, gatherings)
    return labels


def _day(starts_at: datetime | None, time_zone: str) -> date | None:
    """The gathering's own day."""
    return starts_at.astimezone(Gathering(time_zone=time_zone).zone).date() if starts_at else None
