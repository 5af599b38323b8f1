"""Pace: how many people a day, how many from before and which questions a week. Only here, nowhere else.

What was asked about in today's note, or answered today, is spent; an answer taken back is not.
Whom a day has no room for simply comes round again. Gatherings have lines of their own and use none of it;
a note asks at most one question that can wait, each once a week, and after one quiet person no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.core import dates
from apps.core.due import DueItem, Kind, Section, is_question, section_of
from apps.nudges.models import Ease

if TYPE_CHECKING:
    from apps.accounts.models import Member

# Lines of this week's notes, and answers of this week, each from the member's own Monday on; and the last
# day up to which less was asked for.
THIS_WEEK = """
with asked as (
    select * from unnest(
        %(owners)s::bigint[], %(todays)s::date[], %(mondays)s::date[], %(since)s::timestamptz[])
        as a (owner_id, today, monday, since))
select n.owner_id, d.on, null::timestamptz as at, n.position, n.subject, n.kind,
    n.acted_at is null or a.taken_back_at is not null as is_open
from asked join nudges_digest d on d.owner_id = asked.owner_id and d.on >= asked.monday
join nudges_nudge n on n.owner_id = d.owner_id and n.digest_id = d.id
left join core_act a on a.owner_id = n.owner_id and a.id = n.act_id
union all
select a.owner_id, null, a.at, 0, a.facts ->> 'subject', a.facts ->> 'kind', false
from asked join core_act a on a.owner_id = asked.owner_id and a.at >= asked.since
where a.taken_back_at is null and a.facts ->> 'subject' is not null
union all
select e.owner_id, e.until_on, null, 0, e.how, 'ease', false
from asked join nudges_ease e on e.owner_id = asked.owner_id
    and e.until_on >= asked.today and e.from_on <= asked.today
order by position
"""
EASE = "ease"
"""What that is called beside the kinds of lines."""
A_LIGHTER_PACE = 1
"""So many people a day in a lighter week, and as many from before in the whole of it."""

MOST_NEWS = 3


@dataclass(slots=True)
class Spent:
    """Subjects of one member: `today` used the day's pace, `week` the week's people from before.

    `open` are the lines of today's note about people that wait for an answer, in the note's order; `answered`
    is what was said to today. `noted` is all that stands in today's note, `asked` by subject the kinds of
    the questions that were put or answered this week. In a busy week (`is_busy`), and up to the day until
    which the member is left alone, there is room for nobody and for no question; gatherings and promises
    stay on Today, but no note comes to whom is left alone. In a lighter week (`is_lighter`) there is room for
    one a day.
    """

    today: set[str] = field(default_factory=set)
    week: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    is_busy: bool = False
    is_lighter: bool = False
    alone_until_on: date | None = None

    @property
    def names_nobody(self) -> bool:
        """Whether there is room for no people and no questions."""
        return self.is_busy or self.alone_until_on is not None


def spent(members: Sequence[Member], *, now: datetime) -> dict[int, Spent]:
    """What each member's day and week have used already, by member pk; one query."""
    found = {member.pk: Spent(is_busy=member.is_busy(member.day(now))) for member in members}
    by_pk = {member.pk: member for member in members}
    for owner, on, at, _place, subject, kind, is_open in _this_week(members, now) if members else ():
        used, today = found[owner], by_pk[owner].day(now)
        if kind == EASE:
            _ease(used, subject, on)
            continue
        day = on or by_pk[owner].day(at)
        if on == today:
            used.noted.add(subject)
        if is_question(kind) or section_of(kind) is Section.WAITING:
            used.asked[subject] = kind
        if section_of(kind) is not Section.PEOPLE:
            continue
        if kind == Kind.FROM_BEFORE:
            used.week.add(subject)
        if day == today:
            used.today.add(subject)
        if day == today and is_open:
            used.open.append(subject)
        if day == today and at:
            used.answered.add(subject)
    return found


def _ease(used: Spent, how: str, until_on: date) -> None:
    if how == Ease.How.LIGHTER:
        used.is_lighter = True
    else:
        used.alone_until_on = max(used.alone_until_on or until_on, until_on)


def pick(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """What a note has room for today, in its order; what was used already is left out.

    Questions come along with a note; for them alone none is written, and none at all for whom is left alone.
    """
    if used.alone_until_on:
        return []
    picked = of_people(member, items, used)
    picked += [item for item in items if _is_of_the_day(item) and item.subject not in used.noted]
    picked += [item for item in _news(items) if item.subject not in used.asked]
    if picked and not any(subject in used.noted for subject, kind in used.asked.items() if is_question(kind)):
        picked += [item for item in questions(items, used) if item.subject not in used.asked][:1]
    return picked


def of_people(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """The people there is room for today."""
    if used.names_nobody:
        return []
    pace, before_a_week = member.pace, member.from_before_a_week
    if used.is_lighter:
        pace, before_a_week = A_LIGHTER_PACE, min(before_a_week, A_LIGHTER_PACE)
    room, before = pace - len(used.today), before_a_week - len(used.week)
    picked = []
    for item in items:
        is_before = item.kind is Kind.FROM_BEFORE
        if item.section is not Section.PEOPLE or room <= 0 or (is_before and before <= 0):
            continue
        if item.subject not in used.today | used.week:
            room, before = room - 1, before - is_before
            picked.append(item)
    return picked


def questions(items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """What may be asked: of those gone quiet one a week, whoever it was of this week already."""
    if used.names_nobody:
        return []
    quiet = [subject for subject, kind in used.asked.items() if kind == Kind.TO_MEET_QUIET]
    asked = []
    for item in items:
        is_quiet = item.kind is Kind.TO_MEET_QUIET
        if not is_question(item.kind) or (is_quiet and quiet and item.subject not in quiet):
            continue
        quiet += [item.subject] if is_quiet else []
        asked.append(item)
    return asked


def of_today(member: Member, items: Sequence[DueItem], used: Spent) -> list[DueItem]:
    """What Today shows: the open lines of today's note that are still due, then who has room; all that is
    on that day, and what may be asked.
    """
    due = {item.subject: item for item in items if item.section is Section.PEOPLE}
    noted = [] if used.names_nobody else [due[subject] for subject in used.open if subject in due]
    people = noted + of_people(member, items, used)
    rest = [item for item in items if _is_of_the_day(item)]
    return people + rest + _news(items) + questions(items, used)


def _is_of_the_day(item: DueItem) -> bool:
    """A gathering or a promise: it has a line of its own, in each note until it is answered."""
    return item.section is Section.GATHERINGS and not is_question(item.kind)


def _news(items: Sequence[DueItem]) -> list[DueItem]:
    """Answers that others gave: on Today while they are news, in a note once a week."""
    return [item for item in items if item.section is Section.WAITING and not is_question(item.kind)][
        :MOST_NEWS
    ]


def _this_week(members: Sequence[Member], now: datetime) -> list[tuple[Any, ...]]:
    mondays = [dates.monday_of(member.day(now)) for member in members]
    since = [
        dates.instant_of(monday, time(), member.zone) for member, monday in zip(members, mondays, strict=True)
    ]
    params: dict[str, Any] = {"owners": [member.pk for member in members], "mondays": mondays}
    params["todays"] = [member.day(now) for member in members]
    with connection.cursor() as cursor:
        cursor.execute(THIS_WEEK, params | {"since": since})
        return cursor.fetchall()
