"""The rows a calendar is made of, and a fingerprint over the very same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member

PAST = timedelta(days=366)
"""What lies longer ago has left the calendar; a series stays as long as its last day is newer."""
EVER = date(1, 1, 1)
SOON = timedelta(days=28)
"""So far ahead it is said who is likely there."""
# People are read only where they may be said.
GATHERINGS = """
select g.id, g.title, g.starts_at, g.ends_at, g.time_zone, g.created_at, g.changed_at,
    g.cancelled_at is not null or g.staying_away_at is not null as is_off,
    coalesce(p.name, '') as place, coalesce(nullif(p.address, ''), p.city, '') as address,
    coalesce(o.name, '') as organisation, coalesce(c.title, '') as commitment,
    case when %(names)s then coalesce(k.name, '') else '' end as coordinator,
    case when %(names)s then g.notes else '' end as notes,
    s.commitment_id, s.series_id, s.series_on
from goals_gathering g
left join commitments_session s on s.owner_id = g.owner_id and s.gathering_id = g.id
left join commitments_series r on r.owner_id = s.owner_id and r.id = s.series_id
left join goals_place p on p.owner_id = g.owner_id and p.id = g.place_id
left join contacts_organisation o
    on o.owner_id = g.owner_id and o.id = coalesce(g.organisation_id, p.organisation_id)
left join commitments_commitment c on c.owner_id = s.owner_id and c.id = s.commitment_id
left join contacts_contact k on k.owner_id = c.owner_id and k.id = c.coordinator_id
where g.owner_id = %(owner)s
    and (%(only)s::bigint is null or g.id = %(only)s)
    and (g.ends_at > %(since)s or r.until_on >= %(since_on)s)
order by g.starts_at, g.id
"""
OF_GATHERINGS = f"""
select md5(coalesce(string_agg(g::text, '' order by g.id), '')
        || coalesce((select string_agg(r::text, '' order by r.id) from commitments_series r
            where r.owner_id = %(owner)s and r.until_on >= %(since_on)s), '')),
    coalesce(array_agg(g.id) filter (
        where %(names)s and not g.is_off and g.ends_at > %(now)s and g.starts_at < %(soon)s), '{{}}')
from ({GATHERINGS}) g
"""
PROMISES = """
select p.id, p.what, p.due_on, p.handed_back_on is not null as is_off, p.created_at, p.changed_at,
    coalesce(c.title, '') as commitment,
    case when %(names)s then coalesce(k.name, '') else '' end as person
from commitments_promise p
left join commitments_commitment c on c.owner_id = p.owner_id and c.id = p.commitment_id
left join contacts_contact k on k.owner_id = p.owner_id and k.id = coalesce(p.contact_id, c.coordinator_id)
where p.owner_id = %(owner)s and p.due_on >= %(since_on)s and p.kept_on is null
order by p.due_on, p.id
"""
OF_PROMISES = f"select md5(coalesce(string_agg(p::text, '' order by p.id), '')) from ({PROMISES}) p"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose calendar, whether people may be named in it, and from which day on (EVER: all)."""

    member: Member
    has_names: bool
    now: datetime
    since_on: date

    def values(self, only: int | None = None) -> dict[str, Any]:
        """What the statements ask for; `only` one gathering."""
        return {
            "owner": self.member.pk,
            "names": self.has_names,
            "now": self.now,
            "soon": self.now + SOON,
            "since": datetime.combine(self.since_on, time(), self.now.tzinfo),
            "since_on": self.since_on,
            "only": only,
        }


def asked_of(member: Member, *, has_names: bool, now: datetime) -> Asked:
    """What a feed holds: the last year and all that is ahead."""
    return Asked(member, has_names, now, member.day(now) - PAST)


class GatheringRow(NamedTuple):
    """A gathering as a calendar says it; `is_off` where it is cancelled, or the member stays away."""

    pk: int
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    created_at: datetime
    changed_at: datetime | None
    is_off: bool
    place: str
    address: str
    organisation: str
    commitment: str
    coordinator: str
    notes: str
    commitment_pk: int | None
    series_pk: int | None
    series_on: date | None

    @property
    def zone(self) -> ZoneInfo:
        """The zone its hours are said in."""
        return dates.zone_named(self.time_zone) or ZoneInfo("UTC")


class PromiseRow(NamedTuple):
    """A promise as a calendar says it; `is_off` where it was handed back."""

    pk: int
    what: str
    due_on: date
    is_off: bool
    created_at: datetime
    changed_at: datetime | None
    commitment: str
    person: str


def gatherings(asked: Asked, only: int | None = None) -> list[GatheringRow]:
    """The gatherings asked for, in order; one query."""
    return [GatheringRow(*row) for row in _rows(GATHERINGS, asked.values(only))]


def of_gatherings(asked: Asked) -> tuple[str, list[int]]:
    """The fingerprint of all that `gatherings` reads and of their series, and which take place soon."""
    ((digest, soon),) = _rows(OF_GATHERINGS, asked.values())
    return digest, soon


def promises(asked: Asked) -> list[PromiseRow]:
    """The promises asked for that are not kept, by their day; one query."""
    return [PromiseRow(*row) for row in _rows(PROMISES, asked.values())]


def of_promises(asked: Asked) -> str:
    """The fingerprint of all that `promises` reads."""
    ((digest,),) = _rows(OF_PROMISES, asked.values())
    return str(digest)


def _rows(sql: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
