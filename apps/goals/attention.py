"""What of goals wants attention: gatherings tomorrow and tonight, whom the member met, looks and questions.

One statement for a set of members, whatever their zones, as in contacts' due.py and for its reasons. Which
day a gathering counts for is decided in `evenings.py` and not in SQL, whose zones may be older than ours.
The rules of goals are those of `Goal.look_on` and `Target.objects.gone_quiet`; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from apps.core.dates import add_months
from apps.core.due import MOST_OF_A_KIND, Band, DueItem, Kind
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
select '{kind}' as kind, asked.owner_id, g.id, null::date as since, g.title as name, null::bigint as goal_id,
    g.starts_at, g.ends_at, g.time_zone, g.place_id, g.place, g.of_nonprofit
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
select 'goal_look', asked.owner_id, g.id, g.look_on, g.sentence, g.id, null, null, null, null, null, null
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
select 'to_meet_quiet', asked.owner_id, t.id, t.since, t.name, t.goal_id, null, null, null, null, null, null
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


def goal_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """What is due of these members' gatherings and goals."""
    asked = {member.pk: member for member in members}
    days = [member.day(now) for member in members]
    values: dict[str, Any] = {"owners": list(asked), "days": days, "now": now, "most": MOST_OF_A_KIND}
    values["long_ago"] = [add_months(today, -QUIET_MONTHS) for today in days]
    values |= {"since": now - BEHIND - LONGEST, "until": now + AHEAD}
    with connection.cursor() as cursor:
        cursor.execute(DUE, values)
        rows = cursor.fetchall()
    for kind, owner, *row in rows:
        item = MAKERS[kind](asked[owner], now, *row)
        if item is not None:
            yield item


def _coming(member: Member, now: datetime, pk: int, _since: None, *row: Any) -> DueItem | None:
    gathering, facts = _gathering(member, pk, *row)
    on, today = day_of(gathering, member), member.day(now)
    if on > today + A_DAY:
        return None
    is_tonight = on <= today
    sooner = max(0, min(1, (gathering.starts_at - now) / AHEAD))
    weight = Band.GATHERING + is_tonight - sooner / 2
    due_on = today if is_tonight else on
    facts |= {"is_tonight": is_tonight}
    return DueItem(member.pk, f"gathering:{pk}", due_on, Kind.GATHERING, weight, facts=facts)


def _over(member: Member, now: datetime, pk: int, _since: None, *row: Any) -> DueItem | None:
    gathering, facts = _gathering(member, pk, *row)
    morning_after = last_day_of(gathering, member) + A_DAY
    if not morning_after <= member.day(now) < morning_after + DAYS_TO_TELL * A_DAY:
        return None
    weight = Band.FOLLOW_UP - (now - gathering.ends_at) / BEHIND
    return DueItem(member.pk, f"met:{pk}", morning_after, Kind.WHOM_MET, weight, facts=facts)


def _look(member: Member, _now: datetime, pk: int, on: date, sentence: str, *_rest: Any) -> DueItem:
    facts = {"name": sentence, "goal_pk": pk, "since": on}
    return DueItem(member.pk, f"goal:{pk}", on, Kind.GOAL_LOOK, Band.GOAL, facts=facts)


def _quiet(
    member: Member, _now: datetime, pk: int, since: date, name: str, goal_pk: int, *_rest: Any
) -> DueItem:
    facts = {"name": name, "goal_pk": goal_pk, "since": since}
    on = add_months(since, QUIET_MONTHS)
    return DueItem(member.pk, f"{ABOUT}:{pk}", on, Kind.TO_MEET_QUIET, Band.GOAL - 1, facts=facts)


MAKERS: Mapping[str, Callable[..., DueItem | None]] = {
    Kind.GATHERING: _coming,
    Kind.WHOM_MET: _over,
    Kind.GOAL_LOOK: _look,
    Kind.TO_MEET_QUIET: _quiet,
}


def _gathering(
    member: Member,
    pk: int,
    title: str,
    _goal_pk: None,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place_pk: int | None,
    place: str,
    of_nonprofit: bool | None,
) -> tuple[Gathering, dict[str, Any]]:
    where = Place(pk=place_pk, owner=member, name=place) if place_pk else None
    gathering = Gathering(
        pk=pk, owner=member, title=title, starts_at=starts_at, ends_at=ends_at, time_zone=zone, place=where
    )
    return gathering, {"gathering": gathering, "stood_beside": bool(of_nonprofit)}
