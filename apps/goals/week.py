"""The calendar week: seven rows, each gathering with its hours and who is likely there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _

from apps.accounts.models import days_of
from apps.core import dates
from apps.goals.likely import Guest, likely_at
from apps.goals.models import Gathering
from apps.goals.ranking import listed

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY = timedelta(days=1)
LONGEST = timedelta(days=16)
NOON = time(12)
NAMED = 3


class Timed(Protocol):
    """What has hours on clocks of its own: a gathering, read whole or light."""

    @property
    def starts(self) -> datetime:
        """When it begins there."""

    @property
    def ends(self) -> datetime:
        """When it ends there."""

    @property
    def time_zone(self) -> str:
        """The name of its zone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a panel is about, a gathering or a Monday, and the instant at which its page is shown."""

    subject: Any
    now: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A gathering on one of its days: its hours there, and where its own clocks differ, those too."""

    gathering: Gathering
    hours: str
    elsewhere: str
    place: str
    likely: str
    is_over: bool


@dataclass(slots=True)
class Day:
    """A day of the week: what comes before work, what overlaps it, what comes after; `work` are its hours."""

    on: date
    work: str = ""
    before: list[Line] = field(default_factory=list)
    during: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def week_of(member: Member, monday: date, now: datetime) -> list[Day]:
    """Seven days from that Monday on, on the member's own clocks; two queries."""
    begins = dates.instant_of(monday, time(0), member.zone)
    ends = dates.instant_of(monday + 7 * A_DAY, time(0), member.zone)
    mine = (
        Gathering.objects.of(member).with_rooms().filter(starts_at__gte=begins - LONGEST, starts_at__lt=ends)
    )
    gatherings = list(mine.filter(ends_at__gt=begins).order_by("starts_at", "pk"))
    open_ones = [each for each in gatherings if each.takes_place and each.ends_at > now]
    likely = likely_at(member, open_ones, member.day(now))
    days = [_day(member, monday + number * A_DAY) for number in range(7)]
    for gathering in gatherings:
        for day in days:
            if _is_on(gathering, day.on, member):
                line = _line(gathering, day.on, member, likely.get(gathering.pk, []), now)
                _part_of(day, gathering, member).append(line)
    return days


def _day(member: Member, on: date) -> Day:
    works = member.works_from and member.works_until and on.weekday() in days_of(member.works_days)
    return Day(on, span(member.works_from, member.works_until) if works else "")  # type: ignore[arg-type]


def days_on(gathering: Gathering, member: Member) -> list[date]:
    """The days it is said of, on the member's clocks; the small hours belong to the evening before."""
    starts, ends = (at.astimezone(member.zone) for at in (gathering.starts_at, gathering.ends_at))
    is_long = ends.time() > NOON or ends - starts >= A_DAY
    days = max((ends.date() - starts.date()).days, 0) if is_long else 0
    return [starts.date() + timedelta(days=number) for number in range(days + 1)]


def _is_on(gathering: Gathering, on: date, member: Member) -> bool:
    return on in days_on(gathering, member)


def _part_of(day: Day, gathering: Gathering, member: Member) -> list[Line]:
    if not day.work or not member.works_from or not member.works_until:
        return day.after
    opens = dates.instant_of(day.on, member.works_from, member.zone)
    closes_on = day.on if member.works_until > member.works_from else day.on + A_DAY
    closes = dates.instant_of(closes_on, member.works_until, member.zone)
    if gathering.ends_at <= opens:
        return day.before
    return day.during if gathering.starts_at < closes else day.after


def _line(gathering: Gathering, on: date, member: Member, likely: Sequence[Guest], now: datetime) -> Line:
    starts, ends = (at.astimezone(member.zone) for at in (gathering.starts_at, gathering.ends_at))
    is_last = not _is_on(gathering, on + A_DAY, member)
    hours = span(starts.time() if starts.date() == on else None, ends.time() if is_last else None)
    names = listed([person.first_name for person in likely], NAMED)
    said = _("%(names)s likely there") % {"names": names} if names else ""
    elsewhere = own_hours(gathering, member) if starts.date() == on else ""
    return Line(gathering, hours, elsewhere, place_of(gathering), said, gathering.ends_at <= now)


def place_of(gathering: Gathering) -> str:
    """The name of its place, read along, unless the gathering is called so itself."""
    place = gathering.place
    return place.name if place and place.name != gathering.title else ""


def hours_of(gathering: Timed) -> str:
    """ "18:00–20:00" on its own clocks; with the last day where that is another than its evening's."""
    starts, ends = gathering.starts, gathering.ends
    if ends.date() == starts.date() or (ends - starts < A_DAY and ends.time() <= NOON):
        return span(starts.time(), ends.time())
    last_day = dates.day_and_month(ends.date(), starts.date())
    said = _("%(begins)s – %(last_day)s, %(ends)s")
    return said % {
        "begins": dates.clock(starts.time()),
        "last_day": last_day,
        "ends": dates.clock(ends.time()),
    }


def span(begins: time | None, ends: time | None) -> str:
    """ "18:00–20:00", "from 18:00", "until 16:00", "all day"."""
    if begins is not None and ends is not None:
        return f"{dates.clock(begins)}–{dates.clock(ends)}"
    if begins is not None:
        return _("from %(hour)s") % {"hour": dates.clock(begins)}
    return _("until %(hour)s") % {"hour": dates.clock(ends)} if ends is not None else _("all day")


def own_hours(gathering: Timed, member: Member) -> str:
    """ "18:00–20:00 in New York" where its own clocks show other hours than the member's; else ""."""
    starts = gathering.starts
    if starts.utcoffset() == starts.astimezone(member.zone).utcoffset():
        return ""
    town = gathering.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    said = _("%(hours)s in %(town)s")
    return said % {"hours": hours_of(gathering), "town": town}
