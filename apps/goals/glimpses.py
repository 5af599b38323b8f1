"""The newest of what was seen at several places, light, for a list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from apps.accounts.models import Member

NEWEST = """
select asked.place_id, e.contact_id, c.name, e.what, e.source, e.seen_on
from unnest(%(places)s::bigint[]) as asked (place_id),
lateral (
    select * from goals_evidence
    where owner_id = %(owner)s and place_id = asked.place_id
    order by seen_on desc, id desc limit %(each)s) e
left join contacts_contact c on c.owner_id = %(owner)s and c.id = e.contact_id
order by asked.place_id, e.seen_on desc, e.id desc
"""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One piece of evidence: who was seen (None for nobody in particular), as what, known how, when."""

    contact_id: int | None
    name: str | None
    what: str
    source: str
    seen_on: date


def newest(member: Member, places: Sequence[int], each: int) -> dict[int, list[Glimpse]]:
    """The newest `each` of every place, by its key; one statement, none for no places."""
    found: dict[int, list[Glimpse]] = defaultdict(list)
    if not places:
        return found
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, {"owner": member.pk, "places": list(places), "each": each})
        for place, *columns in cursor.fetchall():
            found[place].append(Glimpse(*columns))
    return found
