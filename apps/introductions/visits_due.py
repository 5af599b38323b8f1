"""The due line of what was left on the member's card: one for all of it, named by who came last.

Its part of the statement for a set of members, as in contacts' due.py and for its reasons. It rests with the
newest of them: another one brings it up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.contacts.occasions import one_line
from apps.core.dates import in_words
from apps.core.due import A_QUESTION_LATER, REST_A_QUESTION_DAYS, Band, DueItem, Kind, Source
from apps.core.statements import Row, Statement
from apps.introductions.models import Visit

if TYPE_CHECKING:
    from apps.accounts.models import Member

LEFT = """
select 'visit' as kind, asked.owner_id, v.id, asked.today as day, 0::float8 as said,
    jsonb_build_object('name', v.name, 'left_at', v.left_at, 'more', v.more) as facts
from unnest(%(owners)s::bigint[], %(days)s::date[]) as asked (owner_id, today),
lateral (
    select v.id, v.name, v.left_at, count(*) over () > 1 as more
    from introductions_visit v
    where v.owner_id = asked.owner_id and v.accepted_at is null and v.declined_at is null
    order by v.left_at desc, v.id desc limit 1) v
where not exists (
    select from core_rest r where r.owner_id = asked.owner_id
    and r.subject = 'visit:' || v.id and r.until_on > asked.today)
"""


@dataclass(frozen=True, slots=True)
class Left:
    """Who left their details last, in which word of the margin, and whether others did too."""

    pk: int
    name: str
    when: str
    more: bool
    url: str
    kind: str = Kind.VISIT
    can_wait: bool = True


def _item(member: Member, _now: datetime, row: Row) -> DueItem:
    return DueItem(member.pk, f"visit:{row.pk}", row.on, Kind.VISIT, Band.FOLLOW_UP, facts=row.facts)


visit_items = Statement(LEFT, _item)
"""What waits on these members' cards: a line or none."""


def tell(member: Member, items: Sequence[DueItem], *, now: datetime) -> dict[str, Left]:
    """What to say of these items, by subject; no query."""
    today, url = member.day(now), reverse("introductions:card")
    return {
        item.subject: Left(
            pk=item.pk,
            name=one_line(item.facts["name"]),
            when=in_words(member.day(datetime.fromisoformat(item.facts["left_at"])), today),
            more=item.facts["more"],
            url=url,
        )
        for item in items
    }


def named(member: Member, pk: int) -> str | None:
    """Who left these details, of one visit to the member's card."""
    name: str | None = Visit.objects.of(member).filter(pk=pk).values_list("name", flat=True).first()
    return name


VISIT = Source(
    (Kind.VISIT,),
    visit_items,
    "introductions",
    named,
    about="visit",
    rest_days=REST_A_QUESTION_DAYS,
    verbs=A_QUESTION_LATER,
    tell=tell,
    veiled=_("Somebody you met"),
)
