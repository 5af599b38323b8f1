"""People who want attention: a rhythm that has come round, a birthday, somebody from before.

All three answer for a set of members in one part of the statement about what is due, whatever their
zones: "today" is each member's own day and goes along as a column. It is written in SQL, because putting
such a statement together anew for each view cost Today more than everything else; the rules are those of
`Contact.objects.with_rhythm_due`, `dormant` and `not_put_off`, and a test holds them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from apps.contacts.models import Contact, Interaction
from apps.core import dates
from apps.core.due import Band, DueItem, Kind, Source
from apps.core.statements import Row, Statement

if TYPE_CHECKING:
    from apps.accounts.models import Member

REST_FROM_BEFORE_DAYS = 60
RHYTHM_SPAN = 9  # weights from RECONNECT up

# How late beside the rhythm itself; the rhythm is due less touch, else the person's, else the circles',
# and a season where nothing else is known. Nothing is divided by nought, whatever stands in a row.
RHYTHMS = """
select 'rhythm' as kind, asked.owner_id, c.id, c.due_on, c.late as said,
    null::jsonb as facts
from unnest(%(owners)s::bigint[], %(days)s::date[]) as asked (owner_id, today),
lateral (
    select p.id, p.due_on, (asked.today - p.due_on)::float / greatest(1, coalesce(
        p.due_on - p.last_touch_on, p.rhythm_days, (
            select min(k.rhythm_days) from contacts_membership m
            join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
            where m.owner_id = p.owner_id and m.contact_id = p.id), 91)) as late
    from contacts_contact p
    where p.owner_id = asked.owner_id and p.due_on <= asked.today
        and p.let_be_at is null and p.died_on is null
        and not exists (
            select from core_rest r where r.owner_id = p.owner_id
            and r.subject = 'contact:' || p.id and r.until_on > asked.today)
    order by late desc, p.due_on, p.id limit %(most)s) c
"""
# Not those in touch today already; first those with a rhythm.
BIRTHDAYS_OF = """
select 'birthday', asked.owner_id, c.id, asked.today, c.has_rhythm::int, null::jsonb
from unnest(%(born_owners)s::bigint[], %(born_days)s::date[], %(months)s::int[], %(dates)s::int[])
    as asked (owner_id, today, month, day),
lateral (
    select p.id, p.due_on is not null as has_rhythm
    from contacts_importantdate b
    join contacts_contact p on p.owner_id = b.owner_id and p.id = b.contact_id
    where b.owner_id = asked.owner_id and b.month = asked.month and b.day = asked.day
        and b.kind = 'birthday' and p.let_be_at is null and p.died_on is null
        and p.last_touch_on is distinct from asked.today
        and not exists (
            select from core_rest r where r.owner_id = p.owner_id
            and r.subject = 'contact:' || p.id and r.until_on > asked.today)
    order by has_rhythm desc, p.id limit %(most)s) c
"""
# The order changes with the week, so that each has a turn.
FROM_BEFORE_OF = """
select 'from_before', asked.owner_id, c.id, asked.today, c.place, null::jsonb
from unnest(%(owners)s::bigint[], %(days)s::date[], %(weeks)s::text[]) as asked (owner_id, today, week),
lateral (
    select p.id, row_number() over (order by md5(asked.week || ':' || p.id), p.id) as place
    from contacts_contact p
    where p.owner_id = asked.owner_id and (p.origin = 'walk' or p.from_before_on is not null)
        and (p.last_touch_on is null or p.last_touch_on < asked.today - 365)
        and p.due_on is null and p.just_remember_on is null
        and p.let_be_at is null and p.died_on is null
        and not exists (
            select from core_rest r where r.owner_id = p.owner_id
            and r.subject = 'before:' || p.id and r.until_on > asked.today)
    order by place limit %(most)s) c
"""


PEOPLE = f"{RHYTHMS} union all {BIRTHDAYS_OF} union all {FROM_BEFORE_OF}"
ABOUT = {Kind.RHYTHM: "contact", Kind.BIRTHDAY: "contact", Kind.FROM_BEFORE: "before"}
WEIGHTS: Mapping[Kind, Callable[[float], float]] = {
    Kind.RHYTHM: lambda late: Band.RECONNECT + RHYTHM_SPAN * late / (1 + late),
    Kind.BIRTHDAY: lambda has_rhythm: Band.DATE + has_rhythm / 2,
    Kind.FROM_BEFORE: lambda place: Band.FROM_BEFORE - place / 100,
}


def _values(members: Sequence[Member], now: datetime) -> dict[str, Any]:
    born = [(member.pk, *on) for member in members for on in _born_on(member, member.day(now))]
    weeks = {"weeks": [_week(member.day(now)) for member in members]}
    return weeks | _columns(born, "born_owners", "born_days", "months", "dates")


def _item(member: Member, _now: datetime, row: Row) -> DueItem:
    kind = Kind(row.kind)
    weight = WEIGHTS[kind](row.said)
    return DueItem(member.pk, f"{ABOUT[kind]}:{row.pk}", row.on, kind, weight, contact_id=row.pk)


people_items = Statement(PEOPLE, _item, _values)
"""Whose rhythm has come round, the later beside it the heavier; birthdays of the day, the year known or not,
29 February as each member keeps it; people from before, whoever's turn it is this week.
"""


def named(member: Member, pk: int) -> str | None:
    """The name of one of the member's people."""
    name: str | None = Contact.objects.of(member).filter(pk=pk).values_list("name", flat=True).first()
    return name


def wrote_to(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """*Done*: in touch with this person on that day of the member's."""
    person = Contact.objects.of(member).get(pk=pk)
    Interaction.log(member, [person], kind=Interaction.Kind.WROTE, on=on, now=now)


def let_be(member: Member, pk: int, *, now: datetime) -> None:
    """*Not this person*: nothing any more about them, now or later."""
    Contact.objects.of(member).get(pk=pk).let_be(now=now)


RHYTHM = Source((Kind.RHYTHM, Kind.BIRTHDAY), people_items, "contacts", named, wrote_to, let_be)
FROM_BEFORE = Source(
    (Kind.FROM_BEFORE,),
    people_items,
    "contacts",
    named,
    wrote_to,
    let_be,
    about="before",
    rest_days=REST_FROM_BEFORE_DAYS,
)


def _born_on(member: Member, today: date) -> Iterator[tuple[date, int, int]]:
    """The day, and the months and days of which it is the birthday."""
    yield today, today.month, today.day
    is_leap_day = (today.month, today.day) == (2, 29)
    if not is_leap_day and dates.occurrence_in(2, 29, today.year, leap=member.leap_day) == today:  # type: ignore[arg-type]
        yield today, 2, 29


def _week(today: date) -> str:
    """The ISO week, as in 2026-48."""
    year, week, _day = today.isocalendar()
    return f"{year}-{week:02}"


def _columns(rows: list[tuple[Any, ...]], *names: str) -> dict[str, list[Any]]:
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
