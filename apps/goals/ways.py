"""Ways to somebody from the member's own book: who may know them, and why.

Whoever is or was where they are or were (an organisation, a school, a club), who introduced others from
there, who lives in the same city. Never somebody who is let be or has died, nor another person still to
be met, nor themself. One statement, however many people one asks for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from apps.contacts.models import Organisation
from apps.core.many import array_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 8
"""On a goal's page."""
MOST_EACH = 2
"""To one person, on a goal's page: the best eight ways shall not all lead to one door."""
ALL = 100
"""To one person, on the page of the ways to them."""
TOGETHER, ONCE, OPENED, CITY = 8, 4, 3, 1
"""What a reason weighs: there together now; at one time or another; opened a door there; the city."""
Kind = Organisation.Kind

# Of a city only so many as could be shown are looked at, those in touch last first: a reason of its own
# weighs more, and who has one is found by it. The keys of a book of thousands stay unread.
WAYS = """
with wanted as materialized (
    select c.id, c.city from contacts_contact c where c.owner_id = %(owner)s and c.id = any(%(pks)s::bigint[])
), there as (
    select w.id as wanted, a.organisation_id as place,
        bool_or(a.until_on is null or a.until_on >= %(today)s) as is_there
    from wanted w join contacts_affiliation a on a.owner_id = %(owner)s and a.contact_id = w.id
    group by w.id, a.organisation_id
), beside as materialized (
    select t.wanted, t.place, t.is_there, a.contact_id as way,
        bool_or(a.until_on is null or a.until_on >= %(today)s) as way_is_there
    from there t join contacts_affiliation a on a.owner_id = %(owner)s and a.organisation_id = t.place
        and a.contact_id <> t.wanted
    group by t.wanted, t.place, t.is_there, a.contact_id
), opened as (
    select distinct on (b.wanted, x.introduced_by_id, b.place)
        b.wanted, x.introduced_by_id as way, b.place, x.name
    from beside b join contacts_contact x on x.owner_id = %(owner)s and x.id = b.way
    where x.introduced_by_id is not null and x.introduced_by_id <> b.wanted
    order by b.wanted, x.introduced_by_id, b.place, x.sort_key, x.id
), unmet as materialized (
    select distinct t.contact_id as id from goals_target t where t.owner_id = %(owner)s and not exists (
        select from contacts_participation p
        join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id and i.kind = 'met'
        where p.owner_id = t.owner_id and p.contact_id = t.contact_id)
), neighbours as (
    select w.id as wanted, n.id as way
    from (select distinct city from wanted where city <> '') town
    cross join lateral (
        select c.id from contacts_contact c
        where c.owner_id = %(owner)s and c.city = town.city and c.let_be_at is null and c.died_on is null
            and c.id not in (select id from unmet)
        order by c.last_touch_on desc nulls last, c.sort_key, c.id limit %(most)s + 1) n
    join wanted w on w.city = town.city and w.id <> n.id
), pairs as (
    select wanted, way from beside union select wanted, way from opened
    union select wanted, way from neighbours
), weighed as (
    select p.wanted, p.way, c.name, c.last_touch_on, c.sort_key,
        case when w.city <> '' and w.city = c.city then w.city else '' end as city,
        array(select row_to_json(r) from (
            select b.place, o.name, o.kind, b.is_there, b.way_is_there from beside b
            join contacts_organisation o on o.owner_id = %(owner)s and o.id = b.place
            where b.wanted = p.wanted and b.way = p.way
            order by (b.is_there and b.way_is_there) desc, o.folded, o.id) r) as places,
        array(select row_to_json(r) from (
            select d.place, o.name, d.name as whom from opened d
            join contacts_organisation o on o.owner_id = %(owner)s and o.id = d.place
            where d.wanted = p.wanted and d.way = p.way order by o.folded, o.id) r) as doors,
        (select coalesce(sum(case when b.is_there and b.way_is_there then 8 else 4 end), 0) from beside b
            where b.wanted = p.wanted and b.way = p.way)
        + 3 * (select count(*) from opened d where d.wanted = p.wanted and d.way = p.way)
        + case when w.city <> '' and w.city = c.city then 1 else 0 end as weight
    from pairs p join wanted w on w.id = p.wanted
    join contacts_contact c on c.owner_id = %(owner)s and c.id = p.way
    where c.let_be_at is null and c.died_on is null and c.id not in (select id from unmet)
), ranked as (
    select *, row_number() over (
        partition by wanted order by weight desc, last_touch_on desc nulls last, sort_key, way) as place
    from weighed
)
select wanted, way, name, last_touch_on, weight, city, places, doors from ranked where place <= %(each)s
order by weight desc, last_touch_on desc nulls last, sort_key, way, wanted limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the member's own people who may know somebody, and the reasons in words, the best first."""

    to: int
    pk: int
    name: str
    last_touch_on: date | None
    weight: int
    reasons: tuple[str, ...]


def ways_to(
    member: Member, pks: Collection[int], today: date, *, most: int = MOST, each: int = MOST_EACH
) -> list[Way]:
    """The best ways to these people, at most `each` to one of them, the best first; one statement."""
    if not pks:
        return []
    asked = {"owner": member.pk, "pks": array_of(pks), "today": today, "most": most, "each": each}
    with connection.cursor() as cursor:
        cursor.execute(WAYS, asked)  # type: ignore[arg-type]
        rows: list[Any] = cursor.fetchall()
    return [
        Way(to, pk, name, touched, int(weight), tuple(_reasons(places, doors, city)))
        for to, pk, name, touched, weight, city, places, doors in rows
    ]


def _reasons(places: list[Any], doors: list[Any], city: str) -> list[str]:
    said = [
        _together(place["name"], place["kind"], place["is_there"], place["way_is_there"]) for place in places
    ]
    said += [
        _("introduced you to %(whom)s, of %(place)s") % {"whom": door["whom"], "place": door["name"]}
        for door in doors
    ]
    return said + ([_("lives in %(city)s too") % {"city": city}] if city else [])


def _together(name: str, kind: str, is_there: bool, way_is_there: bool) -> str:
    """How the two were at one place, without saying at the same time where nobody knows that."""
    if kind == Kind.SCHOOL:
        words = _("same school, %(place)s")
    elif kind == Kind.CLUB and is_there and way_is_there:
        words = _("in the same club, %(place)s")
    elif is_there and way_is_there:
        words = _("is at %(place)s too")
    elif is_there:
        words = _("was at %(place)s before")
    elif way_is_there:
        words = _("is at %(place)s, where they were")
    else:
        words = _("was at %(place)s, as they were")
    return words % {"place": name}
