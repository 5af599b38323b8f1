"""The gatherings at a goal's places nearest to now, read in one plain statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from apps.contacts.models import Organisation
from apps.goals.clocks import OwnClocks
from apps.goals.models import Goal

# A gathering without an organisation of its own is one of its place's.
NEARBY = """
select g.id, g.title, g.starts_at, g.ends_at, g.time_zone, pl.name,
    coalesce(own.kind, its.kind) is not distinct from %(nonprofit)s
from (
    (select g.* from goals_goalplace gp
     join goals_gathering g on g.owner_id = gp.owner_id and g.place_id = gp.place_id
     where gp.owner_id = %(owner)s and gp.goal_id = %(goal)s and g.ends_at > %(now)s
         and g.cancelled_at is null and g.staying_away_at is null
     order by g.starts_at, g.id limit %(ahead)s)
    union all
    (select g.* from goals_goalplace gp
     join goals_gathering g on g.owner_id = gp.owner_id and g.place_id = gp.place_id
     where gp.owner_id = %(owner)s and gp.goal_id = %(goal)s
         and g.ends_at <= %(now)s and g.ends_at > %(since)s
         and g.cancelled_at is null and g.staying_away_at is null and g.told_on is null
     order by g.starts_at desc, g.id desc limit %(past)s)) g
join goals_place pl on pl.owner_id = g.owner_id and pl.id = g.place_id
left join contacts_organisation own on own.owner_id = g.owner_id and own.id = g.organisation_id
left join contacts_organisation its on its.owner_id = g.owner_id and its.id = pl.organisation_id
order by g.starts_at, g.id
"""


@dataclass(frozen=True, slots=True)
class Nearby(OwnClocks):
    """A gathering at a place of a goal's, light; `is_nonprofits`: whether one stands beside people there."""

    pk: int
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place_name: str
    is_nonprofits: bool


def nearby(goal: Goal, now: datetime, *, ahead: int, past: int, told_within: timedelta) -> list[Nearby]:
    """The next `ahead` and the `past` last ones to be told of, in the order of time; one statement."""
    values: dict[str, Any] = {
        "owner": goal.owner_id,
        "goal": goal.pk,
        "now": now,
        "since": now - told_within,
        "ahead": ahead,
        "past": past,
        "nonprofit": str(Organisation.Kind.NONPROFIT),
    }
    with connection.cursor() as cursor:
        cursor.execute(NEARBY, values)
        return [Nearby(*row) for row in cursor.fetchall()]
