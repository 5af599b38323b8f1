"""What of introductions wants the member's attention: at most one line of a request, its latest.

Its part of the statement for a set of members, as in contacts' due.py and for its reasons. Nothing here reads
what whoever was asked for has answered, but a yes: a no and a silence have the same lines on the same days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from apps.core.due import Band, DueItem, Kind
from apps.core.statements import Row, Statement
from apps.introductions.models import Door, State
from apps.introductions.verbs import DAYS_AFTER_A_YES, YES

if TYPE_CHECKING:
    from apps.accounts.models import Member

NEWS_DAYS = 7
"""So long news stands on Today; then it stands on its own page alone."""
MEET_AFTER = timedelta(days=3)
"""Nobody is asked about a meeting sooner."""

OF_MEETING = (Kind.YES, Kind.ASK_NEXT, Kind.MEET)
"""What is not asked about somebody who has died, or is let be."""

DOOR = """
    jsonb_build_object('pk', d.id, 'contact', d.contact_id, 'called', d.called,
        'name', c.name, 'given', c.given_name, 'answer', d.answer, 'named', d.named, 'end', d.end,
        'is_there', c.died_on is null and c.let_be_at is null and c.id is not null) as said
    from introductions_door d
    left join contacts_contact c on c.owner_id = d.owner_id and c.id = d.contact_id
    where d.owner_id = r.owner_id and d.request_id = r.id
"""
REQUESTS = f"""
select r.state::text, asked.owner_id, r.id, asked.today, 0::float8, jsonb_build_object(
    'whom', r.whom, 'name', w.name, 'given', w.given_name, 'by_itself', r.by_itself,
    'is_let_be', coalesce(w.died_on is not null or w.let_be_at is not null, false),
    'tried_on', r.tried_on, 'closes_on', r.closes_on, 'closed_on', r.closed_on,
    'introduced_on', r.introduced_on, 'thanked_on', r.thanked_on, 'met_on', r.met_on,
    'last', was.said, 'next', follows.said, 'at', t.at, 'rests', rests.said)
from unnest(%(owners)s::bigint[], %(days)s::date[]) as asked (owner_id, today),
lateral (
    select * from introductions_introductionrequest q
    where q.owner_id = asked.owner_id and (
        q.state in ('waiting', 'with_target', 'yes')
        or q.state in ('introduced', 'met')
            and coalesce(q.met_on, q.introduced_on) > asked.today - {DAYS_AFTER_A_YES}
        or q.state in ('closed', 'expired') and q.closed_on >= asked.today - {NEWS_DAYS})
    order by q.id desc limit %(most)s) r
left join contacts_contact w on w.owner_id = r.owner_id and w.id = r.contact_id
left join lateral (select {DOOR} and d.opened_at is not null
    order by d.opened_at desc, d.id desc limit 1) was on true
left join lateral (select {DOOR} and d.opened_at is null and d.ended_at is null
    order by d.position, d.id limit 1) follows on true
left join lateral (select max(s.happened_at) as at from introductions_transition s
    where s.owner_id = r.owner_id and s.request_id = r.id) t on true
left join lateral (select jsonb_agg(x.subject) as said from core_rest x
    where x.owner_id = r.owner_id and x.until_on > asked.today and x.subject in (
        'answer:' || (was.said ->> 'pk'), 'ask_next:' || (follows.said ->> 'pk'), 'yes:' || r.id,
        'thank:' || r.id, 'meet:' || r.id, 'tell:' || r.id, 'ended:' || r.id)) rests on true
"""
WEIGHTS: Mapping[Kind, Band] = {
    Kind.YES: Band.INTRODUCTION,
    Kind.ANSWER: Band.INTRODUCTION,
    Kind.ASK_NEXT: Band.INTRODUCTION,
    Kind.ENDED: Band.FOLLOW_UP,
    Kind.THANK: Band.FOLLOW_UP,
    Kind.MEET: Band.FOLLOW_UP,
    Kind.TELL: Band.FOLLOW_UP,
}


def _item(member: Member, now: datetime, row: Row) -> DueItem | None:
    found = _line_of(row, member, member.day(now))
    if found is None:
        return None
    kind, pk, on = found
    if row.facts["is_let_be"] and kind in OF_MEETING:
        return None
    subject = f"{kind}:{pk}"
    if subject in (row.facts["rests"] or ()):
        return None
    facts = {**row.facts, "request": row.pk}
    return DueItem(member.pk, subject, on, kind, WEIGHTS[kind], facts=facts)


def _line_of(row: Row, member: Member, today: date) -> tuple[Kind, int, date] | None:
    """Which line, about which key, since which day; None where there is nothing to say."""
    facts, state = row.facts, row.kind
    last, at = facts["last"] or {}, _day(member, facts["at"]) or today
    if state == State.WAITING:
        return _of_waiting(facts, last, at)
    if state == State.WITH_TARGET:
        says_yes = last.get("end") == Door.End.ANSWERED and last.get("answer") in YES
        is_new = at > today - timedelta(days=NEWS_DAYS)
        return (Kind.ANSWER, last["pk"], at) if says_yes and is_new else None
    if state == State.YES:
        is_lately = at > today - timedelta(days=DAYS_AFTER_A_YES)  # who has not written by then will not
        return (Kind.YES, row.pk, at) if is_lately else None
    if state in (State.CLOSED, State.EXPIRED):
        return Kind.ENDED, row.pk, date.fromisoformat(facts["closed_on"])
    return _of_introduced(row, last, today)


def _of_waiting(facts: Mapping[str, Any], last: Mapping[str, Any], at: date) -> tuple[Kind, int, date] | None:
    """The next may be asked, unless the calendar is about to; where there is none the answer is told."""
    follows = facts["next"]
    if follows is None:
        return (Kind.ANSWER, last["pk"], at) if last else None
    tried_on = facts["tried_on"] and date.fromisoformat(facts["tried_on"])
    is_about_to = facts["by_itself"] and (tried_on is None or tried_on < at)
    return None if is_about_to else (Kind.ASK_NEXT, follows["pk"], at)


def _of_introduced(row: Row, last: Mapping[str, Any], today: date) -> tuple[Kind, int, date] | None:
    """First a word of thanks; then the meeting; then how it went."""
    facts = row.facts
    on = date.fromisoformat(facts["met_on"] or facts["introduced_on"])
    has_friend = bool(last) and last["is_there"]
    if row.kind == State.MET:
        return (Kind.TELL, row.pk, on) if has_friend else None
    if has_friend and not facts["thanked_on"]:
        return Kind.THANK, row.pk, on
    return (Kind.MEET, row.pk, on + MEET_AFTER) if on + MEET_AFTER <= today else None


def _day(member: Member, instant: str | None) -> date | None:
    return member.day(datetime.fromisoformat(instant)) if instant else None


request_items = Statement(REQUESTS, _item)
"""What is due of these members' requests for an introduction."""
