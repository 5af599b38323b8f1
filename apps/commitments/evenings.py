"""What took the member's evenings and brought them nearer to nobody: put as a question, never as a reproach.

Of commitments under way: three gatherings or more in fifteen weeks, at one of which at least the member said
whom they met, and at none of which they met anybody. Whoever never says whom they met is not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.commitments.gave import Gift
from apps.commitments.hours import GOES, TAKES, known_zones
from apps.core import dates
from apps.core.due import Rest

if TYPE_CHECKING:
    from apps.accounts.models import Member

LATELY = timedelta(weeks=15)
"""So long that what gathers once a month is asked about too."""
HALF_A_YEAR = timedelta(days=182)
ENOUGH = 3
ABOUT = "evenings"
"""What the answer that it is worth it rests under."""
NOBODY = f"""
select c.id, c.title, sum({TAKES})::int, count(*)::int, min(g.starts_at),
    (array_agg(g.id order by g.starts_at desc))[1]
from goals_gathering g
join commitments_session s on s.owner_id = g.owner_id and s.gathering_id = g.id
join commitments_commitment c on c.owner_id = s.owner_id and c.id = s.commitment_id
where g.owner_id = %(owner)s and g.starts_at >= %(since)s and g.ends_at <= %(now)s and {GOES}
    and c.finished_on is null and not exists (
        select from core_rest r where r.owner_id = c.owner_id
        and r.subject = '{ABOUT}:' || c.id and r.until_on > %(today)s)
group by c.id, c.title
having count(*) >= {ENOUGH} and count(g.told_on) > 0 and count(*) filter (where exists (
    select from goals_metat m where m.owner_id = g.owner_id and m.gathering_id = g.id)) = 0
order by 3 desc, c.id
"""


@dataclass(frozen=True, slots=True)
class Alone:
    """A commitment, what it took lately, since when, and its last gathering."""

    pk: int
    title: str
    gift: Gift
    since_on: date
    gathering_pk: int


def nearer_to_nobody(member: Member, *, now: datetime) -> list[Alone]:
    """What of late to ask about, the most hours first; one query."""
    today = member.day(now)
    values: dict[str, Any] = {"owner": member.pk, "now": now, "today": today}
    values["known"] = known_zones()
    values["since"] = dates.instant_of(today - LATELY, time(0), member.zone)
    with connection.cursor() as cursor:
        cursor.execute(NOBODY, values)
        return [
            Alone(pk, title, Gift(minutes, count), member.day(first), last)
            for pk, title, minutes, count, first, last in cursor.fetchall()
        ]


def is_worth_it(member: Member, pk: int, on: date) -> None:
    """It is worth the evenings all the same; not asked again for half a year."""
    Rest.until(member, f"{ABOUT}:{pk}", on + HALF_A_YEAR)
