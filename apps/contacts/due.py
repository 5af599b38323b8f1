"""People who want attention: a rhythm that has come round, a birthday, somebody from before.

Each source answers for a set of members with one statement, whatever their zones: "today" is each
member's own day and goes along as a column. They are written in SQL, because putting such
statements together anew for each view cost Today more than everything else; the rules are those of
`Contact.objects.with_rhythm_due`, `dormant` and `not_put_off`, and a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.contacts.models import Contact, Interaction
from apps.core import dates
from apps.core.due import MOST_OF_A_KIND, Band, DueItem, Kind, Source

if TYPE_CHECKING:
    from apps.accounts.models import Member

REST_FROM_BEFORE_DAYS = 60
RHYTHM_SPAN = 9  # weights from RECONNECT up

# How late beside the rhythm itself; the rhythm is due less touch, else the person's, else the circles',
# and a season where nothing else is known. Nothing is divided by nought, whatever stands in a row.
RHYTHMS = """
select asked.owner_id, c.id, c.due_on, c.late
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
select asked.owner_id, c.id, asked.today, c.has_rhythm
from unnest(%(owners)s::bigint[], %(days)s::date[], %(months)s::int[], %(dates)s::int[])
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
select asked.owner_id, c.id, asked.today, c.place
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


def rhythm_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """Whose rhythm has come round; the later beside their rhythm, the heavier."""
    asked = [(member.pk, member.day(now)) for member in members]
    for owner, pk, due_on, late in _rows(RHYTHMS, asked, "owners", "days"):
        weight = Band.RECONNECT + RHYTHM_SPAN * late / (1 + late)
        yield DueItem(owner, f"contact:{pk}", due_on, Kind.RHYTHM, weight, contact_id=pk)


def birthday_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """Birthdays of the day, the year known or not; 29 February as each member keeps it."""
    asked = [(member.pk, *born) for member in members for born in _born_on(member, member.day(now))]
    for owner, pk, today, has_rhythm in _rows(BIRTHDAYS_OF, asked, "owners", "days", "months", "dates"):
        weight = Band.DATE + (0.5 if has_rhythm else 0)
        yield DueItem(owner, f"contact:{pk}", today, Kind.BIRTHDAY, weight, contact_id=pk)


def from_before_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """People from before, whoever's turn it is this week."""
    asked = [(member.pk, today, _week(today)) for member in members for today in (member.day(now),)]
    for owner, pk, today, place in _rows(FROM_BEFORE_OF, asked, "owners", "days", "weeks"):
        weight = Band.FROM_BEFORE - place / 100
        yield DueItem(owner, f"before:{pk}", today, Kind.FROM_BEFORE, weight, contact_id=pk)


def wrote_to(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """*Done*: in touch with this person on that day of the member's."""
    person = Contact.objects.of(member).get(pk=pk)
    Interaction.log(member, [person], kind=Interaction.Kind.WROTE, on=on, now=now)


RHYTHM = Source((Kind.RHYTHM,), rhythm_items, wrote_to, "contacts")
BIRTHDAYS = Source((Kind.BIRTHDAY,), birthday_items, wrote_to, "contacts")
FROM_BEFORE = Source(
    (Kind.FROM_BEFORE,),
    from_before_items,
    wrote_to,
    "contacts",
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


def _rows(statement: str, asked: list[tuple[Any, ...]], *columns: str) -> list[Any]:
    params = dict(zip(columns, map(list, zip(*asked, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(statement, params | {"most": MOST_OF_A_KIND})
        return cursor.fetchall()
