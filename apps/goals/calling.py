"""If the day came tomorrow: whom a member could honestly call, of their whole book, on any day.

What *could call* means stands in `meetings.py`; here the database reckons it for everybody at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from apps.contacts.models import Contact
from apps.core.dates import add_months
from apps.goals.meetings import ENOUGH_MEETINGS, WITHOUT_RHYTHM_DAYS, histories

if TYPE_CHECKING:
    from apps.accounts.models import Member

MONTHS_BACK = 6
COULD_CALL = """
with met as materialized (
    select p.contact_id, max(i.happened_on) as touched_on
    from contacts_interaction i
    join contacts_participation p on p.owner_id = i.owner_id and p.interaction_id = i.id
    where i.owner_id = %(owner)s and i.happened_on <= %(on)s
    group by p.contact_id
    having count(distinct i.happened_on) filter (where i.kind = 'met') >= %(enough)s)
select c.id, c.name, c.given_name, c.sort_key
from met join contacts_contact c on c.owner_id = %(owner)s and c.id = met.contact_id
where (c.died_on is null or c.died_on > %(on)s)
    and (c.let_be_at is null or (c.let_be_at at time zone %(zone)s)::date > %(on)s)
    and %(on)s - met.touched_on <= coalesce(c.rhythm_days, (
        select min(k.rhythm_days) from contacts_membership m
        join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
        where m.owner_id = c.owner_id and m.contact_id = c.id), %(without)s)
order by c.sort_key, c.id
"""
MET_ENOUGH = """
select p.contact_id from contacts_interaction i
join contacts_participation p on p.owner_id = i.owner_id and p.interaction_id = i.id
where i.owner_id = %(owner)s and i.kind = 'met'
group by p.contact_id having count(distinct i.happened_on) >= %(enough)s
"""


def could_call(member: Member, on: date) -> list[Contact]:
    """Everybody the member could call that day, by name; one statement. They carry names only."""
    values = {
        "owner": member.pk,
        "on": on,
        "zone": str(member.zone),
        "enough": ENOUGH_MEETINGS,
        "without": WITHOUT_RHYTHM_DAYS,
    }
    return list(Contact.objects.raw(COULD_CALL, values))


def how_many(member: Member, days: Sequence[date]) -> list[int]:
    """How many the member could call on each of these days; two statements for any number of days."""
    with connection.cursor() as cursor:
        cursor.execute(MET_ENOUGH, {"owner": member.pk, "enough": ENOUGH_MEETINGS})
        pks = [pk for (pk,) in cursor.fetchall()]
    known = histories(member, pks).values() if pks else ()
    return [sum(history.could_call(on) for history in known) for on in days]


def then(began_on: date | None, today: date) -> date:
    """The day to compare with: half a year ago, or the beginning where that came later."""
    half_a_year_ago = add_months(today, -MONTHS_BACK)
    return max(began_on, half_a_year_ago) if began_on else half_a_year_ago
