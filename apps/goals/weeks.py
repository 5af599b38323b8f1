"""Over time: first and second meetings and what came of it, week by week.

First and second meetings are counted for people to meet, of any goal, and for people made from a
gathering or an introduction. A week begins on Monday, on the member's calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.contacts.models import Origin
from apps.core.dates import monday_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
ENOUGH_FOR_RATES = 10
MADE_BY_MEETING = (Origin.GATHERING, Origin.INTRODUCTION)
# Who counts: people to meet, of any goal, and those made from a gathering or an introduction.
COUNTED = """
    select c.id from contacts_contact c
    where c.owner_id = %(owner)s and (c.origin = any(%(origins)s) or exists (
        select 1 from goals_target t where t.owner_id = c.owner_id and t.contact_id = c.id))
"""
WEEKS = f"""
with counted as ({COUNTED}),
met as (
    select happened_on, row_number() over (partition by contact_id order by happened_on) as nth
    from (select distinct p.contact_id, i.happened_on from counted
        join contacts_participation p on p.owner_id = %(owner)s and p.contact_id = counted.id
        join contacts_interaction i on i.owner_id = %(owner)s and i.id = p.interaction_id
        where i.kind = 'met' and i.happened_on <= %(until)s) days),
happened as (
    select happened_on, nth from met where nth <= 2
    union all
    select happened_on, 0 from goals_opportunity where owner_id = %(owner)s)
select date_trunc('week', happened_on)::date, count(*) filter (where nth = 1),
    count(*) filter (where nth = 2), count(*) filter (where nth = 0)
from happened where happened_on between %(since)s and %(until)s
group by 1
"""


@dataclass(frozen=True, slots=True)
class Week:
    """One week by its Monday: how many were met for the first and the second time, what came of it."""

    monday: date
    first: int = 0
    second: int = 0
    things: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """What the weeks come to. Rates are said only where there is enough to tell them from chance."""

    first: int
    second: int
    things: int

    @property
    def has_rates(self) -> bool:
        """From ten first meetings on."""
        return self.first >= ENOUGH_FOR_RATES

    @property
    def second_in_a_hundred(self) -> int:
        """Second meetings to a hundred first ones, rounded; only where there are rates."""
        return round(100 * self.second / self.first)

    @property
    def things_in_a_hundred(self) -> int:
        """Things that came of it to a hundred first meetings, rounded; only where there are rates."""
        return round(100 * self.things / self.first)


def weeks_of(member: Member, count: int, today: date) -> list[Week]:
    """The last `count` weeks until today, the present one included, oldest first; one statement."""
    last = monday_of(today)
    since = last - (count - 1) * WEEK
    values: dict[str, Any] = {
        "owner": member.pk,
        "origins": list(MADE_BY_MEETING),
        "since": since,
        "until": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(WEEKS, values)
        there = {monday: Week(monday, *counts) for monday, *counts in cursor.fetchall()}
    return [there.get(since + n * WEEK) or Week(since + n * WEEK) for n in range(count)]


def sums_of(weeks: list[Week]) -> Sums:
    """All of these weeks together."""
    return Sums(
        first=sum(week.first for week in weeks),
        second=sum(week.second for week in weeks),
        things=sum(week.things for week in weeks),
    )
