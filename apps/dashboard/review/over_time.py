"""Over time: whom one could call, first and second meetings and what came of it, by week; rooms by people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.models import Member
from apps.dashboard.review.rooms import best_said, rooms
from apps.dashboard.review.rooms_plot import draw_rooms
from apps.goals.calling import could_call, how_many, then
from apps.goals.plots.drawing import draw_weeks
from apps.goals.plots.weekly import lay_out_level, lay_out_weeks
from apps.goals.tomorrow import compared, could
from apps.goals.trail import came_of
from apps.goals.weeks import DAY, WEEK, Sums, Week, sums_of, weeks_of

RANGES = (8, 26, 52)
MOST_FACES = 12
MOST_THINGS = 12


def over_time_of(member: Member, wanted: str, now: datetime) -> dict[str, Any]:
    """The facts of the page: the last 8, 26 or 52 weeks, eight where something else was wanted."""
    count = int(wanted) if wanted in map(str, RANGES) else RANGES[0]
    return _facts(member, count, member.day(now)) | _rooms(member, count, now)


def _rooms(member: Member, count: int, now: datetime) -> dict[str, Any]:
    found = rooms(member, count, now=now)
    says = best_said(found)
    return {"rooms": found, "by_room": draw_rooms(found, says) if found else None}


def _facts(member: Member, count: int, today: date) -> dict[str, Any]:
    weeks = weeks_of(member, count, today)
    sums = sums_of(weeks)
    people = could_call(member, today)
    compared_on = then(None, today)
    ends = [min(week.monday + WEEK - DAY, today) for week in weeks]
    before, *levels = how_many(member, [compared_on, *ends])
    rows = [
        {"week": week, "level": level} for week, level in zip(reversed(weeks), reversed(levels), strict=True)
    ]
    return {
        "today": today,
        "ranges": [(each, each == count) for each in RANGES],
        "count": count,
        "sums": sums,
        "rows": rows,
        "says": could(len(people), before),
        "then": compared(len(people), before, compared_on, today),
        "callable": people[:MOST_FACES],
        "has_more": len(people) > MOST_FACES,
        "weekly": _weekly(weeks, sums),
        "level": _level(weeks, levels),
        "came": came_of(member, most=MOST_THINGS),
    }


def _weekly(weeks: Sequence[Week], sums: Sums) -> Any:
    """Three rows of bars: met for the first time, for the second, and what came of it."""
    rows = [
        (_first(sums.first), [week.first for week in weeks]),
        (_second(sums.second), [week.second for week in weeks]),
        (_things(sums.things), [week.things for week in weeks]),
    ]
    facts = {"weeks": len(weeks), "rows": ", ".join(name for name, _counts in rows)}
    says = _("In the last %(weeks)d weeks: %(rows)s.") % facts
    return draw_weeks(partial(lay_out_weeks, [week.monday for week in weeks], rows), says)


def _level(weeks: Sequence[Week], levels: Sequence[int]) -> Any:
    facts = {"first": levels[0], "last": levels[-1]}
    says = _("Whom you could call at the end of each week: %(first)d at first, %(last)d now.")
    return draw_weeks(partial(lay_out_level, [week.monday for week in weeks], levels), says % facts)


def _first(count: int) -> str:
    return ngettext("%(count)d first meeting", "%(count)d first meetings", count) % {"count": count}


def _second(count: int) -> str:
    return ngettext("%(count)d second meeting", "%(count)d second meetings", count) % {"count": count}


def _things(count: int) -> str:
    return ngettext("%(count)d thing that came of it", "%(count)d things that came of it", count) % {
        "count": count
    }
