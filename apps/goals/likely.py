"""Who is likely at a gathering: seen at its place, met at earlier ones, or of its organisation.

What lies more than 24 months back says nothing any more. Those seen last in this season come first; within
a season whoever was seen on more days; who is only of the organisation, by name, at the end.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from apps.contacts.models import Contact, Origin
from apps.contacts.models.contact import first_name_of
from apps.goals.models import Gathering

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.goals.nearby import Nearby

MONTHS_24 = 730
A_SEASON = 91
FIRST = 6
# A gathering without an organisation of its own is one of its place's.
LIKELY = """
with asked as (
    select g.id, g.place_id, g.starts_at, coalesce(g.organisation_id, pl.organisation_id) as organisation_id
    from goals_gathering g
    left join goals_place pl on pl.owner_id = g.owner_id and pl.id = g.place_id
    where g.owner_id = %(owner)s and g.id = any(%(pks)s)),
seen as (
    select a.id, e.contact_id, e.seen_on
    from asked a
    join goals_evidence e on e.owner_id = %(owner)s and e.place_id = a.place_id
        and e.contact_id is not null and e.seen_on > %(since)s and e.seen_on <= %(on)s
    union
    select a.id, p.contact_id, i.happened_on
    from asked a
    join goals_gathering g on g.owner_id = %(owner)s and g.starts_at < a.starts_at
        and (g.place_id = a.place_id or g.organisation_id = a.organisation_id)
    join goals_metat m on m.owner_id = g.owner_id and m.gathering_id = g.id
    join contacts_interaction i on i.owner_id = m.owner_id and i.id = m.interaction_id
        and i.happened_on > %(since)s and i.happened_on <= %(on)s
    join contacts_participation p on p.owner_id = i.owner_id and p.interaction_id = i.id
    union
    select a.id, f.contact_id, null::date
    from asked a
    join contacts_affiliation f on f.owner_id = %(owner)s and f.organisation_id = a.organisation_id
        and (f.until_on is null or f.until_on >= %(on)s) and (f.from_on is null or f.from_on <= %(on)s)),
weighed as (
    select s.id as gathering, s.contact_id, max(s.seen_on) as seen_on, count(s.seen_on) as days
    from seen s group by s.id, s.contact_id),
placed as (
    select w.*, row_number() over (
        partition by w.gathering
        order by (%(on)s - w.seen_on) / %(season)s asc nulls last, w.days desc, w.seen_on desc nulls last,
            c.sort_key, c.id) as place
    from weighed w
    join contacts_contact c on c.owner_id = %(owner)s and c.id = w.contact_id
    where c.let_be_at is null and c.died_on is null)
select {columns} from placed p join contacts_contact c on c.owner_id = %(owner)s and c.id = p.contact_id
where p.place <= %(most)s
order by p.gathering, p.place
"""
GUESTS = LIKELY.format(
    columns="p.gathering, c.id, c.name, c.given_name, c.remember, c.ask_next, c.origin, c.last_touch_on, "
    "p.seen_on"
)
PEOPLE = LIKELY.format(columns="c.*")


class Guest(NamedTuple):
    """Somebody likely at a gathering; `seen_there_on` is the last day they were seen there, or None."""

    pk: int
    name: str
    given_name: str
    remember: str
    ask_next: str
    origin: str
    last_touch_on: date | None
    seen_there_on: date | None

    @property
    def first_name(self) -> str:
        """How a first line would address this person."""
        return first_name_of(self.name, self.given_name)

    @property
    def is_hoped_for(self) -> bool:
        """Somebody to meet with whom nothing has happened yet, as Contact says it."""
        return self.origin == Origin.TO_MEET and self.last_touch_on is None


def likely_at(member: Member, gatherings: Collection[Gathering | Nearby], on: date) -> dict[int, list[Guest]]:
    """The likeliest few for each gathering, by its key, without those who died or are let be.

    One statement, none for no gatherings.
    """
    found: dict[int, list[Guest]] = {gathering.pk: [] for gathering in gatherings}
    if not found:
        return found
    with connection.cursor() as cursor:
        cursor.execute(GUESTS, _values(member, list(found), on, FIRST))
        for gathering, *columns in cursor.fetchall():
            found[gathering].append(Guest(*columns))
    return found


def people_likely_at(member: Member, gathering: Gathering, on: date, *, most: int) -> list[Contact]:
    """The likeliest of one gathering likewise, as people one can write about; one statement."""
    return list(Contact.objects.raw(PEOPLE, _values(member, [gathering.pk], on, most)))


def _values(member: Member, gatherings: list[int], on: date, most: int) -> dict[str, Any]:
    return {
        "owner": member.pk,
        "pks": gatherings,
        "on": on,
        "since": on - timedelta(days=MONTHS_24),
        "season": A_SEASON,
        "most": most,
    }
