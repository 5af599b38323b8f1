"""Meetings, and what a member could count on if the day came tomorrow.

A *meeting* is an interaction of kind *met*, one per person and day. *In touch*: the last touch lies
within the rhythm (the person's, else the shortest of their circles'; none: 365 days). *Could call*:
two meetings or more, and in touch.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

WITHOUT_RHYTHM_DAYS = 365
ENOUGH_MEETINGS = 2


@dataclass(frozen=True, slots=True)
class History:
    """When somebody was met, a day counted once, oldest first; every touch likewise; their rhythm in days."""

    met_on: tuple[date, ...] = ()
    touched_on: tuple[date, ...] = ()
    rhythm_days: int | None = None

    def in_touch(self, on: date) -> bool:
        """Whether the last touch until that day lies within the rhythm."""
        touches = [day for day in self.touched_on if day <= on]
        return bool(touches) and touches[-1] >= on - timedelta(days=self.rhythm_days or WITHOUT_RHYTHM_DAYS)

    def meetings(self, on: date) -> int:
        """How many meetings until that day."""
        return sum(day <= on for day in self.met_on)

    def could_call(self, on: date) -> bool:
        """Met twice or more, and in touch."""
        return self.meetings(on) >= ENOUGH_MEETINGS and self.in_touch(on)


NOBODY_YET = History()
HISTORIES = """
select c.id,
    coalesce(array_agg(distinct i.happened_on order by i.happened_on) filter (where i.kind = 'met'), '{}'),
    coalesce(array_agg(distinct i.happened_on order by i.happened_on) filter (where i.id is not null), '{}'),
    coalesce(c.rhythm_days, (
        select min(k.rhythm_days) from contacts_membership m
        join contacts_circle k on k.owner_id = m.owner_id and k.id = m.circle_id
        where m.owner_id = c.owner_id and m.contact_id = c.id))
from contacts_contact c
left join contacts_participation p on p.owner_id = c.owner_id and p.contact_id = c.id
left join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id
where c.owner_id = %(owner)s and c.id = any(%(pks)s)
group by c.owner_id, c.id
"""


def histories(owner: int, pks: Collection[int]) -> dict[int, History]:
    """The history of each of these people, by their key; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(HISTORIES, {"owner": owner, "pks": list(pks)})
        return {
            pk: History(tuple(met), tuple(touched), rhythm) for pk, met, touched, rhythm in cursor.fetchall()
        }
