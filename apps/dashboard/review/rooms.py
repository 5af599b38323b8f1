"""Rooms, ranked by people met there for the first time per hour; never people.

A room is a commitment, or a place where the member goes to gatherings of none. Its hours are those of its
gatherings that are over and the member went to, as `apps/commitments/hours.py` counts them. A first meeting
is the first of somebody who counts in Over time, at a gathering of that room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.commitments.hours import GOES, TAKES, hours_said, known_zones
from apps.commitments.sums import hours_in_words
from apps.contacts.occasions import one_line
from apps.core import dates
from apps.goals.weeks import COUNTED, ENOUGH_FOR_RATES, MADE_BY_MEETING

if TYPE_CHECKING:
    from datetime import datetime

    from apps.accounts.models import Member

MOST = 12
# each part is worked out once: of a new site Postgres knows no sizes yet, and did it once a gathering
ROOMS = f"""
with counted as materialized ({COUNTED}),
firsts as materialized (
    select distinct on (p.contact_id) p.contact_id, m.gathering_id
    from counted
    join contacts_participation p on p.owner_id = %(owner)s and p.contact_id = counted.id
    join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id and i.kind = 'met'
    left join goals_metat m on m.owner_id = i.owner_id and m.interaction_id = i.id
    order by p.contact_id, i.happened_on, m.gathering_id nulls last),
met_first as (select gathering_id, count(*) as people from firsts group by gathering_id),
went as materialized (
    select g.id, c.id as commitment_id, case when c.id is null then g.place_id end as place_id,
        coalesce(c.title, pl.name) as name, {TAKES} as minutes, coalesce(met_first.people, 0) as people
    from goals_gathering g
    left join met_first on met_first.gathering_id = g.id
    left join commitments_session s on s.owner_id = g.owner_id and s.gathering_id = g.id
    left join commitments_commitment c on c.owner_id = s.owner_id and c.id = s.commitment_id
    left join goals_place pl on pl.owner_id = g.owner_id and pl.id = g.place_id
    where g.owner_id = %(owner)s and g.starts_at >= %(since)s and g.ends_at <= %(now)s and {GOES}
        and (c.id is not null or g.place_id is not null))
select commitment_id, place_id, name, sum(minutes)::int, sum(people)::int, count(*)::int
from went group by commitment_id, place_id, name
having sum(people) > 0 and sum(minutes) > 0
order by sum(people) / sum(minutes) desc, sum(people) desc, name, commitment_id, place_id
limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the member went, how long in all, and how many they met there for the first time."""

    name: str
    url: str
    minutes: int
    people: int
    gatherings: int

    @property
    def said(self) -> str:
        """ "9 people met for the first time in 12 hours"."""
        said = ngettext(
            "one met for the first time in %(hours)s",
            "%(count)d met for the first time in %(hours)s",
            self.people,
        )
        return said % {"count": self.people, "hours": hours_in_words(self.minutes)}

    @property
    def hours(self) -> str:
        """ "12½", as a table says them."""
        return hours_said(self.minutes)

    @property
    def per_hour(self) -> float:
        """People met for the first time per hour there."""
        return 60 * self.people / self.minutes

    @property
    def rate(self) -> str:
        """ "about one every 1½ hours"; "" with so few first meetings that it would be chance."""
        if self.people < ENOUGH_FOR_RATES:
            return ""
        a_quarter = max(15, 15 * round(self.minutes / self.people / 15))
        return _("about one every %(hours)s") % {"hours": hours_in_words(a_quarter)}


def rooms(member: Member, weeks: int, *, now: datetime) -> list[Room]:
    """The rooms of the last so many weeks in which somebody was met, the most per hour first; one query."""
    since: date = member.day(now) - timedelta(weeks=weeks)
    values: dict[str, Any] = {
        "owner": member.pk,
        "origins": list(MADE_BY_MEETING),
        "since": dates.instant_of(since, time(), member.zone),
        "now": now,
        "known": known_zones(),
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, values)
        return [_room(*row) for row in cursor.fetchall()]


def _room(commitment: int | None, place: int, name: str, minutes: int, people: int, gatherings: int) -> Room:
    url = (
        reverse("commitments:commitment", args=[commitment])
        if commitment
        else reverse("goals:place", args=[place])
    )
    return Room(one_line(name), url, minutes, people, gatherings)


def best_said(found: Sequence[Room]) -> str:
    """The sentence above them: which room opened the most, in how many hours; "" for none."""
    if not found:
        return ""
    first = found[0]
    return _("Of your rooms, %(name)s: %(said)s.") % {"name": first.name, "said": first.said}
