"""Meetings, and what a member could count on if the day came tomorrow.

A *meeting* is an interaction of kind *met*, one per person and day. *In touch*: the last touch lies
within the rhythm (the person's, else the shortest of their circles'; none: 365 days). *Could call*:
two meetings or more, and in touch; nobody who has died or is let be. All of it as of any day, with the
rhythm of today; what is dated after that day does not count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from apps.core.many import array_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

WITHOUT_RHYTHM_DAYS = 365
ENOUGH_MEETINGS = 2


class History(NamedTuple):
    """When somebody was met, a day counted once, oldest first; every touch likewise; their rhythm in days.

    `gone_on`: since when they are not to be called, having died or being let be, whichever came first.
    """

    met_on: tuple[date, ...] = ()
    touched_on: tuple[date, ...] = ()
    rhythm_days: int | None = None
    gone_on: date | None = None

    def in_touch(self, on: date) -> bool:
        """Whether the last touch until that day lies within the rhythm."""
        until = bisect_right(self.touched_on, on)
        within = timedelta(days=self.rhythm_days or WITHOUT_RHYTHM_DAYS)
        return until > 0 and self.touched_on[until - 1] >= on - within

    def meetings(self, on: date) -> int:
        """How many meetings until that day."""
        return bisect_right(self.met_on, on)

    def could_call(self, on: date) -> bool:
        """Met twice or more, in touch, neither dead nor let be."""
        if self.meetings(on) < ENOUGH_MEETINGS:
            return False
        is_there = self.gone_on is None or self.gone_on > on
        return is_there and self.in_touch(on)


NOBODY_YET = History()
HISTORIES = """
select c.id,
    coalesce(array_agg(distinct i.happened_on order by i.happened_on) filter (where i.kind = 'met'), '{}'),
    coalesce(array_agg(distinct i.happened_on order by i.happened_on) filter (where i.id is not null), '{}'),
    coalesce(c.rhythm_days, (
        select min(k.rhythm_days) from contacts_membership m
        join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
        where m.owner_id = c.owner_id and m.contact_id = c.id)),
    least(c.died_on, (c.let_be_at at time zone %(zone)s)::date)
from contacts_contact c
left join contacts_participation p on p.owner_id = c.owner_id and p.contact_id = c.id
left join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id
where c.owner_id = %(owner)s and c.id = any(%(pks)s::bigint[])
group by c.owner_id, c.id
"""


def histories(member: Member, pks: Collection[int]) -> dict[int, History]:
    """The history of each of these people, by their key; one statement."""
    values: dict[str, Any] = {"owner": member.pk, "pks": array_of(pks), "zone": str(member.zone)}
    with connection.cursor() as cursor:
        cursor.execute(HISTORIES, values)
        return {
            pk: History(tuple(met), tuple(touched), rhythm, gone)
            for pk, met, touched, rhythm, gone in cursor.fetchall()
        }
