"""Each goal under way in one line: how many are met, and when one meets there next.

One statement for all of them, in SQL for the reason told in contacts' due.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.contacts.occasions import one_line
from apps.core import dates
from apps.goals.models import Gathering

if TYPE_CHECKING:
    from apps.accounts.models import Member

WEEK = 7
IN_SHORT = """
select g.id, g.sentence, g.field <> '' or g.role <> '', people.named, people.met,
    next.title, next.starts_at, next.time_zone
from goals_goal g,
lateral (
    select count(*) as named, count(*) filter (where exists (
        select from contacts_participation p
        join contacts_interaction i on i.owner_id = p.owner_id and i.id = p.interaction_id
        where p.owner_id = t.owner_id and p.contact_id = t.contact_id
            and i.kind = 'met' and i.happened_on <= %(today)s)) as met
    from goals_target t where t.owner_id = g.owner_id and t.goal_id = g.id) people
left join lateral (
    select a.title, a.starts_at, a.time_zone
    from goals_goalplace l
    join goals_gathering a on a.owner_id = l.owner_id and a.place_id = l.place_id
    where l.owner_id = g.owner_id and l.goal_id = g.id
        and a.ends_at > %(now)s and a.cancelled_at is null and a.staying_away_at is null
    order by a.starts_at, a.id limit 1) next on true
where g.owner_id = %(owner)s and g.reached_at is null and g.let_go_at is null
    and g.held_at is null and g.paused_at is null
order by g.created_at desc, g.id desc
"""


@dataclass(frozen=True, slots=True)
class InShort:
    """A goal by its sentence, and one fact; `asks` what nobody has said yet: "field", "people" or ""."""

    pk: int
    sentence: str
    fact: str
    asks: str


def in_short(member: Member, *, now: datetime) -> list[InShort]:
    """The goals of this member that are pursued, newest first; one query."""
    today = member.day(now)
    with connection.cursor() as cursor:
        cursor.execute(IN_SHORT, {"owner": member.pk, "today": today, "now": now})
        rows = cursor.fetchall()
    return [
        InShort(
            pk=pk,
            sentence=one_line(sentence, 200),
            fact=_fact(named, met, _next(today, *gathering) if gathering[0] is not None else ""),
            asks="" if named else "people" if is_known else "field",
        )
        for pk, sentence, is_known, named, met, *gathering in rows
    ]


def _fact(named: int, met: int, following: str) -> str:
    """ "three of twelve met; next there: Trail guild, Tue 24"; whichever half there is."""
    halves = [_met(named, met)] if named else []
    if following:
        halves.append(_("next there: %(gathering)s") % {"gathering": following})
    return "; ".join(halves)


def _met(named: int, met: int) -> str:
    if not met:
        return _("nobody met yet")
    if met == named:
        return _("everybody met")
    met_said = dates.in_letters(met) if met > 1 else _("one")
    return _("%(met)s of %(named)s met") % {"met": met_said, "named": dates.in_letters(named)}


def _next(today: date, title: str, starts_at: datetime, zone: str) -> str:
    gathering = Gathering(title=title, starts_at=starts_at, time_zone=zone)
    day = gathering.on
    is_near = abs((day - today).days) < 3 * WEEK
    if day == today:
        return _("%(gathering)s, today") % {"gathering": one_line(gathering.title)}
    short = format_date(day, pgettext("date format", "D j")) if is_near else dates.day_and_month(day, today)
    return f"{one_line(gathering.title)}, {short}"
