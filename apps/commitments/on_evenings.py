"""What commitments say on a gathering's line: what it is part of, and the hours of its week with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import ngettext

from apps.commitments.hours import GOES, IS_WORK, TAKES, hours_said, known_zones
from apps.contacts.occasions import one_line
from apps.core import dates
from apps.core.fold import fold
from apps.goals.evenings import EVENING, Addition
from apps.goals.models import Gathering
from apps.goals.week import place_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

# Of each gathering its commitment, organisation, whether it is the employer's, and the minutes of its week
# until it is over; the names `g`, `s` and `c` are those of the parts from hours.py.
LINES = f"""
select a.id, c.title, coalesce(o.name, po.name, co.name), ({IS_WORK}) is true, (
    select coalesce(sum({TAKES}), 0)::int
    from goals_gathering g
    left join commitments_session s on s.owner_id = g.owner_id and s.gathering_id = g.id
    left join commitments_commitment c on c.owner_id = s.owner_id and c.id = s.commitment_id
    where g.owner_id = %(owner)s and g.starts_at >= asked.begins and {GOES} and ({IS_WORK}) is not true
        and (g.starts_at, g.id) <= (a.starts_at, a.id))
from unnest(%(pks)s::bigint[], %(begin)s::timestamptz[]) as asked (id, begins)
join goals_gathering a on a.owner_id = %(owner)s and a.id = asked.id
left join commitments_session m on m.owner_id = a.owner_id and m.gathering_id = a.id
left join commitments_commitment c on c.owner_id = m.owner_id and c.id = m.commitment_id
left join goals_place p on p.owner_id = a.owner_id and p.id = a.place_id
left join contacts_organisation o on o.owner_id = a.owner_id and o.id = a.organisation_id
left join contacts_organisation po on po.owner_id = p.owner_id and po.id = p.organisation_id
left join contacts_organisation co on co.owner_id = c.owner_id and co.id = c.organisation_id
"""


def gathering_lines(member: Member, gatherings: Sequence[Gathering], *, now: datetime) -> dict[int, Addition]:
    """By key, what each of these gatherings is part of and what its week takes with it; one query."""
    by_pk = {gathering.pk: gathering for gathering in gatherings}
    mondays = [dates.monday_of(member.day(gathering.starts_at)) for gathering in by_pk.values()]
    values: dict[str, Any] = {"owner": member.pk, "pks": list(by_pk), "now": now, "known": known_zones()}
    values["begin"] = [dates.instant_of(monday, time(0), member.zone) for monday in mondays]
    with connection.cursor() as cursor:
        cursor.execute(LINES, values)
        rows = cursor.fetchall()
    return {
        pk: Addition(
            part_of=_part_of(by_pk[pk], title, organisation),
            hours_said="" if is_work else _hours(member, minutes, is_evening=_is_evening(by_pk[pk])),
        )
        for pk, title, organisation, is_work, minutes in rows
    }


def _part_of(gathering: Gathering, *names: str | None) -> str:
    """These names, as far as neither the gathering nor its place is called so, or nearly so."""
    said = [each for each in (fold(gathering.title), fold(place_of(gathering))) if each]
    new = []
    for name in names:
        folded = fold(name or "")
        if folded and not any(folded in each or each in folded for each in said):
            said.append(folded)
            new.append(one_line(name or ""))
    return " · ".join(new)


def _hours(member: Member, minutes: int, *, is_evening: bool) -> str:
    """ "4 of your 6 hours this week, with tonight."; empty for whoever keeps no count."""
    cap = member.outside_hours_cap
    if not cap:
        return ""
    tonight = ngettext(
        "%(hours)s of your %(cap)d hour this week, with tonight.",
        "%(hours)s of your %(cap)d hours this week, with tonight.",
        cap,
    )
    this = ngettext(
        "%(hours)s of your %(cap)d hour this week, with this.",
        "%(hours)s of your %(cap)d hours this week, with this.",
        cap,
    )
    return (tonight if is_evening else this) % {"hours": hours_said(minutes), "cap": cap}


def _is_evening(gathering: Gathering) -> bool:
    return gathering.starts.time() >= EVENING
