"""Rhythm: when a person comes round again.

`due_on` = the later of (last touch + rhythm); the rhythm is the person's, else the shortest of
their circles', else none. Without a known touch it is a first date, set once. A rest is
respected where items are gathered. Only `recompute` writes these two columns.
"""

from __future__ import annotations

from datetime import date

from django.db import connection

from apps.core.dates import add_months, first_due_on

CHOICES = (30, 91, 182, 365)

# Materialized, with the pks said twice: without fresh statistics a plan that joins people to
# themselves can become quadratic, and just after an import there are none.
RECOMPUTE = """
with facts as materialized (
    select c.id, c.rhythm_days, c.first_due_on,
        c.just_remember_on is not null or c.let_be_at is not null or c.died_on is not null as at_rest,
        (select max(i.happened_on) from contacts_participation p
         join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id
         where p.owner_id = c.owner_id and p.contact_id = c.id) as touched,
        (select min(k.rhythm_days) from contacts_membership m
         join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
         where m.owner_id = c.owner_id and m.contact_id = c.id) as of_circles
    from contacts_contact c where c.id = any(%(pks)s)),
due as materialized (
    select id, touched,
        case when at_rest then null
             when touched is null and coalesce(rhythm_days, of_circles) is not null then first_due_on
             else touched + coalesce(rhythm_days, of_circles) end as due
    from facts)
update contacts_contact c set last_touch_on = due.touched, due_on = due.due
from due where due.id = c.id and c.id = any(%(pks)s)
    and (c.last_touch_on is distinct from due.touched or c.due_on is distinct from due.due)
"""


def recompute(pks: list[int]) -> int:
    """Bring `last_touch_on` and `due_on` of these people up to what happened; how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(RECOMPUTE, {"pks": pks})
        return int(cursor.rowcount)


WITHOUT_FIRST_DATE = """
select c.id, coalesce(c.rhythm_days, (
    select min(k.rhythm_days) from contacts_membership m
    join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
    where m.owner_id = c.owner_id and m.contact_id = c.id)) as rhythm
from contacts_contact c where c.id = any(%s) and c.first_due_on is null
"""
SET_FIRST_DATE = """
update contacts_contact c set first_due_on = n.on_day
from unnest(%s::bigint[], %s::date[]) as n (id, on_day) where c.id = n.id
"""


def begin(pks: list[int], today: date) -> None:
    """Give everyone of these who has a rhythm, but no first date yet, one spread over the rhythm."""
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_FIRST_DATE, [pks])
        first = [(pk, first_due_on(pk, days, today)) for pk, days in cursor.fetchall() if days]
        if first:
            cursor.execute(SET_FIRST_DATE, [[pk for pk, _ in first], [on for _, on in first]])


MONTHS_TOUCHED = """
select p.contact_id, bit_or(1 << (extract(year from i.happened_on)::int * 12
                                  + extract(month from i.happened_on)::int - %(first)s))
from contacts_participation p
join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id
where p.owner_id = %(owner)s and p.contact_id = any(%(pks)s)
    and i.happened_on >= %(since)s and i.happened_on < %(until)s
group by p.contact_id
"""


def months_touched(owner: int, pks: list[int], since: date, months: int) -> dict[int, int]:
    """By person, the months in which they were in touch as bits; bit 0 is the month `since` begins."""
    until = add_months(since, months)
    first = since.year * 12 + since.month
    with connection.cursor() as cursor:
        cursor.execute(
            MONTHS_TOUCHED, {"owner": owner, "pks": pks, "since": since, "until": until, "first": first}
        )
        return dict(cursor.fetchall())
