"""Whom the member owes thanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from apps.contacts.models import Contact
from apps.contacts.occasions import one_line
from apps.core import dates
from apps.introductions.verbs import YES

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.dashboard.review.week import Week

LATELY = timedelta(days=91)
MOST = 6
# Who passed a note on that led to a yes, or opened a door lately; and no word since.
OWED = """
with opened as (
    select distinct on (c.introduced_by_id) c.introduced_by_id as id, 'door' as why, c.name as what,
        (c.created_at at time zone %(zone)s)::date as since, null::bigint as request
    from contacts_contact c
    where c.owner_id = %(owner)s and c.introduced_by_id is not null and c.created_at >= %(begin)s
        and not exists (
            select from introductions_introductionrequest r
            where r.owner_id = c.owner_id and r.contact_id = c.id and r.introduced_on is not null)
    order by c.introduced_by_id, c.created_at desc),
passed_on as (
    select d.contact_id as id, 'request' as why, r.whom as what, r.introduced_on as since, r.id as request
    from introductions_introductionrequest r
    join introductions_door d on d.owner_id = r.owner_id and d.request_id = r.id
        and d.answer = any(%(yes)s) and d.contact_id is not null
    where r.owner_id = %(owner)s and r.introduced_on is not null and r.thanked_on is null
        and r.introduced_on >= %(since)s),
owed as (
    select distinct on (id) * from (
        select *, 0 as place from passed_on
        union all select *, 1 from opened) both_kinds
    order by id, place)
select c.id, c.name, c.given_name, o.why, o.what, o.since, o.request
from owed o join contacts_contact c on c.owner_id = %(owner)s and c.id = o.id
where c.died_on is null and c.let_be_at is null
    and (o.request is not null or c.last_touch_on is null or c.last_touch_on <= o.since)
order by o.place, o.since desc, c.sort_key, c.id
limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """Somebody to thank, and what for; `request_pk` where a request for an introduction knows of it."""

    pk: int
    name: str
    called: str
    why: str
    since_on: date
    request_pk: int | None


def owed_thanks(member: Member, week: Week) -> list[Owed]:
    """Of the last three months, the newest first; whom a word was written down with since is thanked."""
    since = week.today - LATELY
    values: dict[str, Any] = {
        "owner": member.pk,
        "since": since,
        "begin": dates.instant_of(since, time(), member.zone),
        "zone": str(member.zone),
        "yes": list(YES),
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(OWED, values)
        return [_owed(*row) for row in cursor.fetchall()]


def _owed(pk: int, name: str, given: str, why: str, what: str, since: date, request: int | None) -> Owed:
    facts = {"what": one_line(what)}
    said = {
        "door": _("for opening the door to %(what)s"),
        "request": _("for passing your note on to %(what)s"),
    }[why]
    called = one_line(Contact(name=name, given_name=given).first_name)
    return Owed(pk, one_line(name), called, said % facts, since, request)
