"""What is said before a gathering is saved: that it overlaps work, or that its week grows over the cap.

It warns and never forbids. What is over already, and what an approved project at work takes, is not warned
of; nothing of it is shown to anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.accounts.models import days_of
from apps.commitments.hours import hours_said, planned_minutes, weeks_minutes
from apps.commitments.models import Session
from apps.core import dates
from apps.goals.models import Gathering
from apps.goals.week import span

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY = timedelta(days=1)
MINUTES = 60


def of_gathering(member: Member, gathering: Gathering, *, now: datetime) -> list[str]:
    """Of one as it would be saved; with its key where it is there already. The slot `gathering_warnings`."""
    if gathering.pk and _is_work(gathering):
        return []
    return of_all(member, [gathering], now=now, besides=[gathering.pk] if gathering.pk else [])


def of_all(
    member: Member, gatherings: Sequence[Gathering], *, now: datetime, besides: Sequence[int] = ()
) -> list[str]:
    """Of these as they would be saved, in the order they come, instead of those with the pks `besides`.

    Of several, the first that overlaps work and the first week over the cap are named. At most one query.
    """
    ahead = [each for each in gatherings if each.ends_at > now and each.takes_place]
    is_one = len(gatherings) == 1
    said = (_overlap(member, ahead, is_one), _over_cap(member, ahead, is_one, now, besides))
    return [each for each in said if each]


def _is_work(gathering: Gathering) -> bool:
    session = Session.objects.filter(gathering=gathering).select_related("commitment").first()
    return session is not None and session.commitment.is_work


def _overlap(member: Member, gatherings: Sequence[Gathering], is_one: bool) -> str:
    for gathering in gatherings:
        on = _day_at_work(member, gathering)
        if on is not None:
            facts = {"hours": span(member.works_from, member.works_until), "day": dates.weekday_date(on)}
            if is_one:
                return _("It overlaps your working hours, %(hours)s, on %(day)s.") % facts
            return _("It overlaps your working hours, %(hours)s, first on %(day)s.") % facts
    return ""


def _day_at_work(member: Member, gathering: Gathering) -> date | None:
    """The first day on which it and the member's working hours overlap."""
    begins, ends = member.works_from, member.works_until
    if begins is None or ends is None or begins == ends:
        return None
    on = member.day(gathering.starts_at) - A_DAY
    while on <= member.day(gathering.ends_at):
        if on.weekday() in days_of(member.works_days):
            opens = dates.instant_of(on, begins, member.zone)
            closes = dates.instant_of(on if ends > begins else on + A_DAY, ends, member.zone)
            if gathering.starts_at < closes and gathering.ends_at > opens:
                return on
        on += A_DAY
    return None


def _over_cap(
    member: Member, gatherings: Sequence[Gathering], is_one: bool, now: datetime, besides: Sequence[int]
) -> str:
    cap = member.outside_hours_cap
    if cap is None or not gatherings:
        return ""
    more: Counter[date] = Counter()
    for gathering in gatherings:
        more[dates.monday_of(member.day(gathering.starts_at))] += planned_minutes(gathering)
    booked = weeks_minutes(member, sorted(more), now=now, besides=besides)
    for monday in sorted(more):
        whole = booked[monday] + more[monday]
        if whole > cap * MINUTES:
            facts = {"sum": hours_said(whole), "cap": cap, "day": _week_said(monday, member.day(now))}
            if is_one:
                return _("With it, the week of %(day)s comes to %(sum)s of %(cap)s hours.") % facts
            return _("With it, weeks come to more than you can spare, first that of %(day)s: "
                     "%(sum)s of %(cap)s hours.") % facts  # fmt: skip
    return ""


def _week_said(monday: date, today: date) -> str:
    return dates.day_and_month(monday, today)
