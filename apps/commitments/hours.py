"""Hours: what gatherings take of a week, against the hours a member can spare, and what was given.

A gathering's planned minutes are its length on its own clock; of one over several days, the days × the
hours from its beginning to its end, eight where that says nothing. What was given is what the member said,
else what was planned, once it is over. A gathering belongs to the week, Monday to Sunday by the member's
own clocks, in which it begins. Against the cap counts every gathering the member goes to, but for those of
an approved project at work. `tests/commitments/reference.py` says the same in plain Python.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.goals.models import Gathering

NOTHING, A_MINUTE, A_DAY, A_WEEK = timedelta(), timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
EIGHT_HOURS = 8 * 60
QUARTERS = {0: "", 15: "¼", 30: "½", 45: "¾"}

# Minutes planned of a gathering `g`. On several days it is where its page names two: not where it ends by
# the noon after its evening. A night on which the clocks leave its hours no length has its real minutes.
PLANNED = f"""
(select case
    when w.ends::date > w.begins::date
        and (w.ends - w.begins >= interval '1 day' or w.ends::time > time '12:00')
    then (w.ends::date - w.begins::date + 1) * case when w.ends::time > w.begins::time
        then extract(epoch from w.ends::time - w.begins::time) / 60 else {EIGHT_HOURS} end
    when w.ends > w.begins then extract(epoch from w.ends - w.begins) / 60
    else extract(epoch from g.ends_at - g.starts_at) / 60 end
from (select g.starts_at at time zone z.name as begins, g.ends_at at time zone z.name as ends
    from (select case when g.time_zone = any(%(known)s::text[]) then g.time_zone else 'UTC' end as name) z) w
)"""
# What `g` takes or took, with its session `s`.
TAKES = f"floor(case when g.ends_at <= %(now)s then coalesce(s.given_minutes, {PLANNED}) else {PLANNED} end)"
GOES = "g.cancelled_at is null and g.staying_away_at is null"
IS_WORK = "c.kind = 'project' and c.approver <> '' and c.approved_on is not null"
WEEKS = f"""
select w.monday, coalesce(sum({TAKES}), 0)::int
from unnest(%(mondays)s::date[], %(begin)s::timestamptz[], %(end)s::timestamptz[]) as w (monday, begins, ends)
join goals_gathering g on g.owner_id = %(owner)s and g.starts_at >= w.begins and g.starts_at < w.ends
left join commitments_session s on s.owner_id = g.owner_id and s.gathering_id = g.id
left join commitments_commitment c on c.owner_id = s.owner_id and c.id = s.commitment_id
where {GOES} and ({IS_WORK}) is not true and g.id <> all(%(besides)s)
group by w.monday
"""
GIVEN = f"""
with over as (
    select g.id, s.commitment_id, {TAKES} as minutes
    from goals_gathering g
    join commitments_session s on s.owner_id = g.owner_id and s.gathering_id = g.id
    where g.owner_id = %(owner)s and g.starts_at >= %(begin)s and g.starts_at < %(end)s
        and g.ends_at <= %(now)s and {GOES}
        and (%(commitment)s::bigint is null or s.commitment_id = %(commitment)s)),
met as (
    select o.commitment_id, count(distinct p.contact_id) as people
    from over o
    join goals_metat m on m.owner_id = %(owner)s and m.gathering_id = o.id
    join contacts_participation p on p.owner_id = m.owner_id and p.interaction_id = m.interaction_id
    group by o.commitment_id)
select o.commitment_id, sum(o.minutes)::int, count(*)::int, coalesce(max(met.people), 0)::int
from over o left join met on met.commitment_id = o.commitment_id
group by o.commitment_id
"""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given within a commitment: minutes, at how many gatherings, and how many people met there."""

    minutes: int
    gatherings: int
    people: int


def week_minutes(member: Member, monday: date, *, now: datetime) -> int:
    """The minutes that week takes or took; one query."""
    return weeks_minutes(member, [monday], now=now)[monday]


def weeks_minutes(
    member: Member, mondays: Collection[date], *, now: datetime, besides: Collection[int] = ()
) -> dict[date, int]:
    """By Monday, the minutes of these weeks; gatherings with the pks `besides` left out. One query."""
    values: dict[str, Any] = {
        "owner": member.pk,
        "mondays": list(mondays),
        "begin": [_midnight(member, monday) for monday in mondays],
        "end": [_midnight(member, monday + A_WEEK) for monday in mondays],
        "besides": list(besides),
        "known": known_zones(),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(WEEKS, values)
        return dict.fromkeys(mondays, 0) | dict(cursor.fetchall())


def given(
    member: Member, from_on: date, until_on: date, *, now: datetime, commitment: int | None = None
) -> dict[int, Given]:
    """By commitment pk, what was given at gatherings begun on these days, both included, and over.

    With `commitment`, of that one only. One query.
    """
    values: dict[str, Any] = {
        "owner": member.pk,
        "begin": _midnight(member, from_on),
        "end": _midnight(member, until_on + timedelta(days=1)),
        "known": known_zones(),
        "now": now,
        "commitment": commitment,
    }
    with connection.cursor() as cursor:
        cursor.execute(GIVEN, values)
        return {pk: Given(minutes, count, people) for pk, minutes, count, people in cursor.fetchall()}


def planned_minutes(gathering: Gathering) -> int:
    """What `PLANNED` says, of a gathering that need not be saved."""
    starts, ends = (at.replace(tzinfo=None) for at in (gathering.starts, gathering.ends))
    days = (ends.date() - starts.date()).days
    if days and (ends - starts >= A_DAY or ends.time() > time(12)):
        daily = datetime.combine(starts.date(), ends.time()) - starts
        return (days + 1) * (daily // A_MINUTE if daily > NOTHING else EIGHT_HOURS)
    return (ends - starts if ends > starts else gathering.ends_at - gathering.starts_at) // A_MINUTE


def days_taken(gathering: Gathering) -> int:
    """On how many days of its own calendar it takes place."""
    return (gathering.ends.date() - gathering.starts.date()).days + 1


def hours_said(minutes: int) -> str:
    """ "4", "4½", "¾", "0"; minutes that are no quarter as on a clock: "4:20"."""
    hours, rest = divmod(minutes, 60)
    if rest not in QUARTERS:
        return f"{hours}:{rest:02}"
    return f"{hours}{QUARTERS[rest]}" if hours or not rest else QUARTERS[rest]


@cache
def known_zones() -> str:
    """Zones that a member may choose and this database knows too: its list may be older than ours.

    Asked once per process, as the text of an array: a list of 600 names is long to bind. Of any other zone,
    also one that only an archive names, the real minutes count, as in UTC.
    """
    with connection.cursor() as cursor:
        cursor.execute("select name from pg_timezone_names")
        known = sorted(set(dates.zone_names()) & {name for (name,) in cursor.fetchall()})
    return f"{{{','.join(known)}}}"


def _midnight(member: Member, on: date) -> datetime:
    return dates.instant_of(on, time(0), member.zone)
