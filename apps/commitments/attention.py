"""What of commitments wants attention: promises two days before their day, seasons that end, approvals
missing, free services whose day has come.

Its part of the statement for a set of members, as in contacts' due.py and for its reasons. The rules are
those of `Promise.objects.to_ask_about`, `Commitment.is_to_be_rounded`, `counts` and `asks_again`, but that a
promise and a season are let go some time after their day; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apps.commitments.models.promise import BEFORE
from apps.core.due import Band, DueItem, Kind
from apps.core.statements import Row, Statement

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_WEEK = 7
TWO_WEEKS = timedelta(days=14)
"""So long after its day a promise or a season is brought up; then it stands on its own page alone."""

ASKED = "unnest(%(owners)s::bigint[], %(days)s::date[]) as asked (owner_id, today)"
PROMISES = f"""
select 'promise' as kind, asked.owner_id, p.id, p.due_on as day, 0::float8 as said,
    jsonb_build_object('name', p.what, 'within', p.within, 'whom', p.whom, 'given', p.given) as facts
from {ASKED},
lateral (
    select p.id, p.due_on, p.what, c.title as within, w.name as whom, w.given_name as given
    from commitments_promise p
    left join commitments_commitment c on c.owner_id = p.owner_id and c.id = p.commitment_id
    left join contacts_contact w
        on w.owner_id = p.owner_id and w.id = coalesce(p.contact_id, c.coordinator_id) and w.died_on is null
    where p.owner_id = asked.owner_id and p.kept_on is null and p.handed_back_on is null
        and p.due_on <= asked.today + {BEFORE.days} and p.due_on > asked.today - {TWO_WEEKS.days}
        and (p.on_track_on is null or p.on_track_on < p.due_on - {BEFORE.days}
            or (p.due_on <= asked.today and p.on_track_on < asked.today))
        and not exists (
            select from core_rest r where r.owner_id = p.owner_id
            and r.subject = 'promise:' || p.id and r.until_on > asked.today)
    order by p.due_on, p.id limit %(most)s) p
"""
COMMITMENTS = """
select '{kind}', asked.owner_id, c.id, c.{day}::date, 0, jsonb_build_object('name', c.title, 'of', c.kind)
from {asked},
lateral (
    select c.* from commitments_commitment c
    where c.owner_id = asked.owner_id and c.finished_on is null and {which}
        and not exists (
            select from core_rest r where r.owner_id = c.owner_id
            and r.subject = '{kind}:' || c.id and r.until_on > asked.today)
    order by c.{day}, c.id limit %(most)s) c
"""
SEASONS = COMMITMENTS.format(
    asked=ASKED,
    kind="season",
    day="ends_on",
    which=f"c.ends_on between asked.today - {TWO_WEEKS.days} + 1 and asked.today + {A_WEEK} "
    "and c.rounded_on is null",
)
APPROVALS = COMMITMENTS.format(
    asked=ASKED,
    kind="approval",
    day="created_at",
    which="c.kind = 'project' and (c.approver = '' or c.approved_on is null)",
)
FREE = COMMITMENTS.format(
    asked=ASKED,
    kind="free_until",
    day="free_until_on",
    which="c.free_until_on <= asked.today and c.charging_since_on is null",
)
WEIGHTS: Mapping[Kind, Band] = {
    Kind.PROMISE: Band.PROMISE,
    Kind.SEASON: Band.SEASON,
    Kind.APPROVAL: Band.APPROVAL,
    Kind.FREE_UNTIL: Band.FREE_UNTIL,
}


def _item(member: Member, _now: datetime, row: Row) -> DueItem:
    kind = Kind(row.kind)
    return DueItem(member.pk, f"{kind}:{row.pk}", row.on, kind, WEIGHTS[kind], facts=row.facts)


commitment_items = Statement(f"{PROMISES} union all {SEASONS} union all {APPROVALS} union all {FREE}", _item)
"""What is due of these members' promises and commitments."""
