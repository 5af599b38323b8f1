"""What of goals wants attention: gatherings tomorrow and tonight, whom the member met, looks and questions.

One part of the statement for a set of members, whatever their zones, as in contacts' due.py and for its
reasons. Which day a gathering counts for is decided in `evenings.py` and not in SQL, whose zones may be
older than ours. The rules of goals are those of `Goal.look_on` and `Target.objects.gone_quiet`; a test
holds them together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from apps.core.dates import add_months
from apps.core.due import Band, DueItem, Kind
from apps.core.statements import Row, Statement
from apps.goals.evenings import day_of, last_day_of
from apps.goals.models import Gathering, Place
from apps.goals.models.target import ABOUT, QUIET_MONTHS

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY = timedelta(days=1)
AHEAD = timedelta(days=4)
BEHIND = timedelta(days=10)
LONGEST = timedelta(days=16)
"""A gathering takes two weeks at most."""
DAYS_TO_TELL = 7

OF_THE_DAY = """
select '{kind}' as kind, asked.owner_id, g.id, asked.today as day, 0::float8 as said,
    jsonb_build_object('title', g.title, 'starts_at', g.starts_at, 'ends_at', g.ends_at, 'zone', g.time_zone,
        'place_pk', g.place_id, 'place', g.place, 'of_nonprofit', g.of_nonprofit) as facts
from asked, lateral (
    select g.*, p.name as place, coalesce(o.kind, po.kind) = 'nonprofit' as of_nonprofit
    from goals_gathering g
    left join goals_place p on p.owner_id = g.owner_id and p.id = g.place_id
    left join contacts_organisation o on o.owner_id = g.owner_id and o.id = g.organisation_id
    left join contacts_organisation po on po.owner_id = p.owner_id and po.id = p.organisation_id
    where g.owner_id = asked.owner_id and g.cancelled_at is null and g.staying_away_at is null
        and g.starts_at > %(since)s and g.starts_at < %(until)s and {which}
        and not exists (
            select from core_rest r where r.owner_id = g.owner_id
            and r.subject = '{about}:' || g.id and r.until_on > asked.today)
    order by {order} limit %(most)s) g
"""
PURSUED = """g.reached_at is null and g.let_go_at is null and g.held_at is null and g.paused_at is null"""
LOOKS = f"""
select 'goal_look', asked.owner_id, g.id, g.look_on, 0,
    jsonb_build_object('name', g.sentence, 'goal_pk', g.id)
from asked, lateral (
    select g.id, g.sentence, (coalesce(g.looked_on, g.began_on) + interval '1 month')::date as look_on
    from goals_goal g
    where g.owner_id = asked.owner_id and {PURSUED}
        and (coalesce(g.looked_on, g.began_on) + interval '1 month')::date <= asked.today
        and not exists (
            select from core_rest r where r.owner_id = g.owner_id
            and r.subject = 'goal:' || g.id and r.until_on > asked.today)
    order by look_on, g.id limit %(most)s) g
"""
QUIET = f"""
select 'to_meet_quiet', asked.owner_id, t.id, t.since, 0,
    jsonb_build_object('name', t.name, 'goal_pk', t.goal_id)
from asked, lateral (
    select t.id, t.goal_id, c.name, coalesce(c.last_touch_on, t.added_at::date) as since
    from goals_target t
    join goals_goal g on g.owner_id = t.owner_id and g.id = t.goal_id and {PURSUED}
    join contacts_contact c on c.owner_id = t.owner_id and c.id = t.contact_id
    where t.owner_id = asked.owner_id and t.added_at < asked.long_ago::timestamp at time zone 'UTC'
        and (c.last_touch_on is null or c.last_touch_on < asked.long_ago)
        and c.let_be_at is null and c.died_on is null
        and not exists (
            select from core_rest r where r.owner_id = t.owner_id
            and r.subject = '{ABOUT}:' || t.id and r.until_on > asked.today)
    order by since, t.id limit %(most)s) t
"""
COMING = OF_THE_DAY.format(
    kind="gathering", about="gathering", which="g.ends_at > %(now)s", order="g.starts_at, g.id"
)
OVER = OF_THE_DAY.format(
    kind="whom_met",
    about="met",
    which="g.ends_at <= %(now)s and g.told_on is null",
    order="g.ends_at desc, g.id",
)
ASKED = """
with asked as (
    select * from unnest(%(owners)s::bigint[], %(days)s::date[], %(long_ago)s::date[])
        as a (owner_id, today, long_ago))
"""
DUE = f"{ASKED} {COMING} union all {OVER} union all {LOOKS} union all {QUIET}"


def _values(members: Sequence[Member], now: datetime) -> dict[str, Any]:
    long_ago = [add_months(member.day(now), -QUIET_MONTHS) for member in members]
    return {"long_ago": long_ago, "since": now - BEHIND - LONGEST, "until": now + AHEAD}


def _coming(member: Member, now: datetime, row: Row) -> DueItem | None:
    gathering, facts = _gathering(member, row)
    on, today = day_of(gathering, member), member.day(now)
    if on > today + A_DAY:
        return None
    is_tonight = on <= today
    sooner = max(0, min(1, (gathering.starts_at - now) / AHEAD))
    weight = Band.GATHERING + is_tonight - sooner / 2
    due_on = today if is_tonight else on
    facts |= {"is_tonight": is_tonight}
    return DueItem(member.pk, f"gathering:{row.pk}", due_on, Kind.GATHERING, weight, facts=facts)


def _over(member: Member, now: datetime, row: Row) -> DueItem | None:
    gathering, facts = _gathering(member, row)
    morning_after = last_day_of(gathering, member) + A_DAY
    if not morning_after <= member.day(now) < morning_after + DAYS_TO_TELL * A_DAY:
        return None
    weight = Band.FOLLOW_UP - (now - gathering.ends_at) / BEHIND
    return DueItem(member.pk, f"met:{row.pk}", morning_after, Kind.WHOM_MET, weight, facts=facts)


def _look(member: Member, _now: datetime, row: Row) -> DueItem:
    facts = row.facts | {"since": row.on}
    return DueItem(member.pk, f"goal:{row.pk}", row.on, Kind.GOAL_LOOK, Band.GOAL, facts=facts)


def _quiet(member: Member, _now: datetime, row: Row) -> DueItem:
    on, facts = add_months(row.on, QUIET_MONTHS), row.facts | {"since": row.on}
    return DueItem(member.pk, f"{ABOUT}:{row.pk}", on, Kind.TO_MEET_QUIET, Band.GOAL - 1, facts=facts)


MAKERS: Mapping[str, Callable[[Member, datetime, Row], DueItem | None]] = {
    Kind.GATHERING: _coming,
    Kind.WHOM_MET: _over,
    Kind.GOAL_LOOK: _look,
    Kind.TO_MEET_QUIET: _quiet,
}


def _item(member: Member, now: datetime, row: Row) -> DueItem | None:
    return MAKERS[row.kind](member, now, row)


goal_items = Statement(DUE, _item, _values)
"""What is due of these members' gatherings and goals."""


def _gathering(member: Member, row: Row) -> tuple[Gathering, dict[str, Any]]:
    said = row.facts
    place = Place(pk=said["place_pk"], owner=member, name=said["place"]) if said["place_pk"] else None
    gathering = Gathering(
        pk=row.pk,
        owner=member,
        title=said["title"],
        starts_at=datetime.fromisoformat(said["starts_at"]),
        ends_at=datetime.fromisoformat(said["ends_at"]),
        time_zone=said["zone"],
        place=place,
    )
    return gathering, {"gathering": gathering, "stood_beside": bool(said["of_nonprofit"])}
