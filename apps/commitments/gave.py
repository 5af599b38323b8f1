"""What the member gave: hours, people met and doors, per commitment and in words.

A door is somebody in the book through a person who was met at the commitment's gatherings, or onward from
there, and not before that meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.commitments.hours import GOES, Given, given
from apps.commitments.models import Commitment, Promise
from apps.commitments.sums import hours_in_words
from apps.contacts.models import Give
from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY = timedelta(days=1)
LONG_AGO = date(1970, 1, 1)
MOST = 200
OFTEN = (gettext_lazy("once"), gettext_lazy("twice"))
DOORS = f"""
with recursive met as (
    select s.commitment_id, p.contact_id, min(g.starts_at) as since
    from commitments_session s
    join goals_gathering g on g.owner_id = s.owner_id and g.id = s.gathering_id
    join goals_metat m on m.owner_id = g.owner_id and m.gathering_id = g.id
    join contacts_participation p on p.owner_id = m.owner_id and p.interaction_id = m.interaction_id
    where s.owner_id = %(owner)s and g.ends_at <= %(now)s and {GOES}
        and (%(commitment)s::bigint is null or s.commitment_id = %(commitment)s)
    group by s.commitment_id, p.contact_id),
opened (commitment_id, id, created_at, since) as (
    select met.commitment_id, c.id, c.created_at, met.since
    from met join contacts_contact c on c.owner_id = %(owner)s and c.introduced_by_id = met.contact_id
    where c.created_at >= met.since
    union
    select o.commitment_id, c.id, c.created_at, o.since
    from opened o join contacts_contact c on c.owner_id = %(owner)s and c.introduced_by_id = o.id
    where c.created_at >= o.since)
select commitment_id, count(distinct id) from opened
where created_at >= %(begin)s and created_at < %(end)s
group by commitment_id
"""


@dataclass(frozen=True, slots=True)
class Gift:
    """What was given within one commitment, and what came with it."""

    minutes: int = 0
    gatherings: int = 0
    people: int = 0
    doors: int = 0

    @property
    def said(self) -> str:
        """ "12 hours, 9 people, 2 doors"; only what there is."""
        parts = [hours_in_words(self.minutes)]
        if self.people:
            said = ngettext("%(count)d person", "%(count)d people", self.people)
            parts.append(said % {"count": self.people})
        if self.doors:
            parts.append(ngettext("%(count)d door", "%(count)d doors", self.doors) % {"count": self.doors})
        return ", ".join(parts)

    @property
    def times(self) -> str:
        """ "once", "twice", "seven times"."""
        if self.gatherings <= len(OFTEN):
            return str(OFTEN[self.gatherings - 1])
        return _("%(count)s times") % {"count": dates.in_letters(self.gatherings)}

    @property
    def occasions(self) -> str:
        """ "on four occasions"."""
        if self.gatherings == 1:
            return _("on one occasion")
        return _("on %(count)s occasions") % {"count": dates.in_letters(self.gatherings)}


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment in a record."""

    commitment: Commitment
    gift: Gift


@dataclass(frozen=True, slots=True)
class Record:
    """A year of giving: per commitment, the most hours first; promises kept and people helped, by day."""

    year: int
    lines: list[Line]
    kept: list[Promise]
    helped: list[Give]

    @property
    def hours(self) -> str:
        """All of them together: "96 hours"; "" for none."""
        minutes = sum(line.gift.minutes for line in self.lines)
        return hours_in_words(minutes) if minutes else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given that Kith knows of."""
        return not (self.lines or self.kept or self.helped)


def gift_of(member: Member, pk: int, *, now: datetime) -> Gift | None:
    """What was given within the member's commitment of that key so far; two queries, one for nothing."""
    today = member.day(now)
    hours = given(member, LONG_AGO, today, now=now, commitment=pk).get(pk)
    if hours is None:
        return None
    return _gift(hours, _doors(member, LONG_AGO, today, now=now, commitment=pk).get(pk, 0))


def record_of(member: Member, year: int, *, now: datetime) -> Record:
    """What the member gave in that year of their calendar; five queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    hours = given(member, first, last, now=now)
    doors = _doors(member, first, last, now=now)
    commitments = Commitment.objects.of(member).filter(pk__in=hours).select_related("organisation")
    lines = [Line(each, _gift(hours[each.pk], doors.get(each.pk, 0))) for each in commitments]
    lines.sort(key=lambda line: (-line.gift.minutes, line.commitment.title, line.commitment.pk))
    kept = Promise.objects.of(member).filter(kept_on__range=(first, last)).select_related("contact")
    helped = Give.objects.of(member).filter(happened_on__range=(first, last))
    helped = helped.select_related("contact", "organisation")
    return Record(
        year,
        lines,
        list(kept.order_by("kept_on", "pk")[:MOST]),
        list(helped.order_by("happened_on", "pk")[:MOST]),
    )


def years_of(member: Member, today: date) -> list[int]:
    """This year and those before it back to the first commitment, at most ten; one query."""
    first = Commitment.objects.of(member).order_by("created_at").values_list("created_at", flat=True).first()
    return list(range(today.year, max(today.year - 10, (member.day(first) if first else today).year - 1), -1))


def _gift(hours: Given, doors: int) -> Gift:
    return Gift(hours.minutes, hours.gatherings, hours.people, doors)


def _doors(
    member: Member, from_on: date, until_on: date, *, now: datetime, commitment: int | None = None
) -> dict[int, int]:
    values: dict[str, Any] = {
        "owner": member.pk,
        "now": now,
        "commitment": commitment,
        "begin": dates.instant_of(from_on, time(0), member.zone),
        "end": dates.instant_of(until_on + A_DAY, time(0), member.zone),
    }
    with connection.cursor() as cursor:
        cursor.execute(DOORS, values)
        return dict(cursor.fetchall())
