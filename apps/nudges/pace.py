"""Pace: how many people a day, and how many from before a week. Only here, nowhere else.

What was asked about in today's note, or answered today, is spent; an answer taken back is not.
Whom a day has no room for simply comes round again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.core import dates
from apps.core.due import DueItem, Kind, Section
from apps.nudges.models import Answer

if TYPE_CHECKING:
    from apps.accounts.models import Member

# Lines of this week's notes, and answers of this week, each from the member's own Monday on.
THIS_WEEK = """
with asked as (
    select * from unnest(%(owners)s::bigint[], %(mondays)s::date[], %(since)s::timestamptz[])
        as a (owner_id, monday, since))
select n.owner_id, d.on, null::timestamptz as at, n.position, n.subject, n.kind,
    n.acted_at is null or a.taken_back_at is not null as is_open
from asked join nudges_digest d on d.owner_id = asked.owner_id and d.on >= asked.monday
join nudges_nudge n on n.owner_id = d.owner_id and n.digest_id = d.id
left join core_act a on a.owner_id = n.owner_id and a.id = n.act_id
union all
select a.owner_id, null, a.at, 0, a.facts ->> 'subject', a.facts ->> 'kind', false
from asked join core_act a on a.owner_id = asked.owner_id and a.at >= asked.since
where a.verb = any(%(answers)s) and a.taken_back_at is null and a.facts ->> 'subject' is not null
order by position
"""


@dataclass(slots=True)
class Spent:
    """Subjects of one member: `today` used the day's pace, `week` the week's people from before.

    `open` are the lines of today's note that wait for an answer, in the note's order; `answered`
    is what was said to today.
    """

    today: set[str] = field(default_factory=set)
    week: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def spent(members: Sequence[Member], *, now: datetime) -> dict[int, Spent]:
    """What each member's day and week have used already, by member pk; one query."""
    found = {member.pk: Spent() for member in members}
    by_pk = {member.pk: member for member in members}
    for owner, on, at, _place, subject, kind, is_open in _this_week(members, now) if members else ():
        used, today = found[owner], by_pk[owner].day(now)
        day = on or by_pk[owner].day(at)
        if kind == Kind.FROM_BEFORE:
            used.week.add(subject)
        if day == today:
            used.today.add(subject)
        if day == today and is_open:
            used.open.append(subject)
        if day == today and at:
            used.answered.add(subject)
    return found


def pick(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """The items there is room for today, in their order; those already used are left out."""
    room, before = member.pace - len(used.today), member.from_before_a_week - len(used.week)
    picked = []
    for item in items:
        if item.section is Section.PEOPLE:
            is_before = item.kind is Kind.FROM_BEFORE
            if room <= 0 or item.subject in used.today | used.week or (is_before and before <= 0):
                continue
            room, before = room - 1, before - is_before
        picked.append(item)
    return picked


def of_today(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """What Today shows: the open lines of today's note that are still due, then what has room."""
    due = {item.subject: item for item in items}
    return [due[subject] for subject in used.open if subject in due] + pick(member, items, used)


def _this_week(members: Sequence[Member], now: datetime) -> list[tuple[Any, ...]]:
    mondays = [monday_of(member.day(now)) for member in members]
    since = [
        dates.instant_of(monday, time(), member.zone) for member, monday in zip(members, mondays, strict=True)
    ]
    params: dict[str, Any] = {"owners": [member.pk for member in members], "mondays": mondays}
    with connection.cursor() as cursor:
        cursor.execute(THIS_WEEK, params | {"since": since, "answers": Answer.values})
        return cursor.fetchall()
