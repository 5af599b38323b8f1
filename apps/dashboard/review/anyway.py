"""Did any of this happen anyway? Six people with whom something may have passed that was not written down.

The likeliest: who stood in a note of that week and was not answered, who was likely at a gathering the member
went to, then whose turn it was, and those the member is in touch with most often. Never who was written down
in that week, has died, is let be, or was said not to be it this week.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.contacts.models import Contact, Interaction
from apps.contacts.occasions import one_line
from apps.core.due import Rest

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from apps.accounts.models import Member
    from apps.dashboard.review.week import Week

MOST = 6
ABOUT = "anyway"
"""What *not this week* rests under."""
LATELY_DAYS = 182
LIKELIEST = """
with noted as (
    select distinct n.contact_id
    from nudges_digest d
    join nudges_nudge n on n.owner_id = d.owner_id and n.digest_id = d.id and n.contact_id is not null
    where d.owner_id = %(owner)s and d.on between %(since)s and %(until)s
        and (n.answer = '' or n.answer = 'not_today')),
often as (
    select p.contact_id, count(distinct i.happened_on) as days
    from contacts_interaction i
    join contacts_participation p on p.owner_id = i.owner_id and p.interaction_id = i.id
    where i.owner_id = %(owner)s and i.happened_on > %(since)s::date - %(lately)s
    group by p.contact_id),
asked as (
    select id from contacts_contact
    where owner_id = %(owner)s and let_be_at is null and died_on is null
        and (due_on <= %(until)s or id = any(%(there)s)
            or id in (select contact_id from noted) or id in (select contact_id from often))
        and (last_touch_on is null or last_touch_on < %(since)s))
select c.id, c.name, c.given_name
from asked join contacts_contact c on c.owner_id = %(owner)s and c.id = asked.id
left join noted on noted.contact_id = c.id
left join often on often.contact_id = c.id
where not exists (
    select from core_rest r where r.owner_id = c.owner_id and r.subject = %(about)s || ':' || c.id
        and r.until_on > %(until)s)
order by (noted.contact_id is not null) desc, (c.id = any(%(there)s)) desc,
    coalesce(c.due_on <= %(until)s, false) desc, coalesce(often.days, 0) desc, c.due_on, c.sort_key, c.id
limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Somebody with whom something may have happened."""

    pk: int
    name: str
    called: str


def perhaps(member: Member, week: Week, there: Collection[int]) -> list[Perhaps]:
    """The six likeliest; `there` are those likely at gatherings of that week. One query."""
    values: dict[str, Any] = {
        "owner": member.pk,
        "since": week.monday,
        "until": week.last_day,
        "there": list(there),
        "lately": LATELY_DAYS,
        "about": ABOUT,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(LIKELIEST, values)
        return [
            Perhaps(pk, one_line(name), one_line(Contact(name=name, given_name=given).first_name))
            for pk, name, given in cursor.fetchall()
        ]


def it_happened(member: Member, person: Contact, kind: str, week: Week, *, now: datetime) -> None:
    """It happened anyway: written down under the last day of that week that is not ahead."""
    Interaction.log(member, [person], kind=kind, on=week.last_day, now=now)


def not_this_week(member: Member, person: Contact, week: Week) -> None:
    """It did not; not asked again of that week."""
    Rest.until(member, f"{ABOUT}:{person.pk}", week.next_monday)
