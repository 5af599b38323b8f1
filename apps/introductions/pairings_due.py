"""The due line of two people the member would introduce: they are, or it has closed; once, then noted.

Its part of the statement for a set of members, as in contacts' due.py and for its reasons. It reads the state
alone: of what one of the two has answered nobody can tell anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.models.contact import first_name_of
from apps.contacts.occasions import one_line
from apps.core.due import A_QUESTION_LATER, REST_A_QUESTION_DAYS, Band, DueItem, Kind, Source
from apps.core.statements import Row, Statement
from apps.introductions.attention import NEWS_DAYS
from apps.introductions.models import Pairing
from apps.introductions.noting import NOTED, noted
from apps.introductions.pairing import sides_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

PAIRS = f"""
select p.state::text as kind, asked.owner_id, p.id, p.ended_on as day, 0::float8 as said,
    jsonb_build_object('sides', s.said) as facts
from unnest(%(owners)s::bigint[], %(days)s::date[]) as asked (owner_id, today),
lateral (
    select * from introductions_pairing q
    where q.owner_id = asked.owner_id and q.state in ('introduced', 'closed')
        and q.ended_on > asked.today - {NEWS_DAYS}
    order by q.ended_on desc, q.id desc limit %(most)s) p,
lateral (
    select jsonb_agg(jsonb_build_object('called', s.called, 'name', c.name, 'given', c.given_name)
        order by s.id) as said
    from introductions_side s
    left join contacts_contact c on c.owner_id = s.owner_id and c.id = s.contact_id
    where s.owner_id = p.owner_id and s.pairing_id = p.id) s
where not exists (
    select from core_rest r where r.owner_id = asked.owner_id
    and r.subject = 'paired:' || p.id and r.until_on > asked.today)
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people on one of the member's days: `name` is both in full, `one` and `other` in short."""

    pk: int
    name: str
    one: str
    other: str
    when: str
    url: str
    is_introduced: bool
    kind: str = Kind.PAIRED
    can_wait: bool = True


def _item(member: Member, _now: datetime, row: Row) -> DueItem:
    facts = {**row.facts, "state": row.kind}
    return DueItem(member.pk, f"paired:{row.pk}", row.on, Kind.PAIRED, Band.FOLLOW_UP, facts=facts)


pair_items = Statement(PAIRS, _item)
"""What has come of these members' pairings within a few days."""


def tell(member: Member, items: Sequence[DueItem], *, now: datetime) -> dict[str, Pair]:
    """What to say of these items, by subject; no query."""
    return {item.subject: _pair(item) for item in items}


def named(member: Member, pk: int) -> str | None:
    """The two, of one of the member's pairings."""
    pairing = Pairing.objects.of(member).filter(pk=pk).first()
    return " & ".join(side.called for side in sides_of(pairing)) if pairing else None


def _pair(item: DueItem) -> Pair:
    sides = [*(item.facts["sides"] or ()), {}, {}][:2]
    full = [one_line(side.get("name") or side.get("called") or _("somebody")) for side in sides]
    short = [
        one_line(first_name_of(side["name"], side["given"] or "")) if side.get("name") else name
        for side, name in zip(sides, full, strict=True)
    ]
    is_introduced = item.facts["state"] == Pairing.State.INTRODUCED
    return Pair(
        pk=item.pk,
        name=_("%(one)s and %(other)s") % {"one": full[0], "other": full[1]},
        one=short[0],
        other=short[1],
        when=_("introduced") if is_introduced else _("over"),
        url=reverse("introductions:pairing", args=[item.pk]),
        is_introduced=is_introduced,
    )


PAIRED = Source(
    (Kind.PAIRED,),
    pair_items,
    "introductions",
    named,
    noted(Kind.PAIRED),
    about="paired",
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": NOTED},
    tell=tell,
    veiled=gettext_lazy("An introduction"),
)
