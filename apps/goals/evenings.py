"""What due lines of goals speak about: an evening with who is likely there, or a question.

A gathering counts for the earlier of two days: the one it begins on where it takes place, and the one it
begins on by the member's own clocks, so that nobody hears of it too late. So under way it is tonight's,
whenever it began. The words stand in `templates/goals/due/_<kind>.html` and `.txt`.
A higher app may say what a gathering is part of and what its week takes: it fills the slot `gathering_lines`
with `(member, gatherings, now=…) -> {key: Addition}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.contacts.occasions import one_line, reads_on
from apps.core import dates
from apps.core.due import DueItem, Kind
from apps.core.panels import fillers_of
from apps.goals.likely import Guest, likely_at
from apps.goals.models import Gathering
from apps.goals.ranking import listed
from apps.goals.week import hours_of, own_hours, place_of, span

if TYPE_CHECKING:
    from apps.accounts.models import Member

EVENING = time(17)
SMALL_HOURS = timedelta(hours=6)
MET = "#met"
"""Where on a gathering's page one says whom one met."""


def day_of(gathering: Gathering, member: Member) -> date:
    """The day it counts for: the earlier of its own and the member's."""
    return min(gathering.on, member.day(gathering.starts_at))


def last_day_of(gathering: Gathering, member: Member) -> date:
    """The day or evening it ended on, likewise; the small hours belong to the evening before."""
    ended = gathering.ends_at - SMALL_HOURS
    return max(day_of(gathering, member), min(ended.astimezone(gathering.zone).date(), member.day(ended)))


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody likely there, and what to ask them; `asks_on` where it can follow "ask".

    `is_hoped_for`: somebody to meet with whom nothing has happened yet.
    """

    pk: int
    name: str
    called: str
    ask: str
    asks_on: bool
    is_hoped_for: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """What a higher app adds to a gathering's line: what it is part of, and the hours of its week so far."""

    part_of: str = ""
    hours_said: str = ""


@dataclass(frozen=True, slots=True)
class Evening:
    """A gathering ahead, or one just past, on one of the member's days. Texts are one line each.

    `when` is its word for the margin, `hours` those of its own clocks, `here` the member's where they differ;
    `part_of` and `hours_said` as in Addition, the sum only on its day.
    """

    kind: str
    pk: int
    name: str
    when: str
    hours: str
    here: str
    place: str
    is_tonight: bool
    is_evening: bool
    stood_beside: bool
    url: str
    likely: tuple[Likely, ...] = ()
    part_of: str = ""
    hours_said: str = ""

    @property
    def can_wait(self) -> bool:
        """Whether it comes again tomorrow, as tonight's."""
        return self.kind == Kind.GATHERING and not self.is_tonight

    @property
    def names(self) -> str:
        """Who is likely there, by first names: "Joan, Pete and Amira"."""
        return listed([person.called for person in self.likely])


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be asked about a goal: whether it is still it, or still somebody to meet."""

    kind: str
    pk: int
    goal_pk: int
    name: str
    when: str
    since: str
    url: str

    @property
    def can_wait(self) -> bool:
        """A question stands on Today until it is answered."""
        return True


def tell(member: Member, items: Sequence[DueItem], *, now: datetime) -> dict[str, Evening | Question]:
    """What to say of these items, by subject; a query for gatherings ahead, and one of each higher app that
    adds to the lines of gatherings; none without any.
    """
    today = member.day(now)
    gatherings = [item.facts["gathering"] for item in items if "gathering" in item.facts]
    additions = _additions(member, gatherings, now)
    ahead = [item.facts["gathering"] for item in items if item.kind is Kind.GATHERING]
    likely = likely_at(member, ahead, today)
    said: dict[str, Evening | Question] = {}
    for item in items:
        if "gathering" in item.facts:
            there = likely.get(item.pk, []) if item.kind is Kind.GATHERING else []
            addition = additions.get(item.pk, Addition())
            said[item.subject] = _evening(member, item, there, addition, now)
        else:
            said[item.subject] = _question(item, today)
    return said


def _additions(member: Member, gatherings: Sequence[Gathering], now: datetime) -> dict[int, Addition]:
    found: dict[int, Addition] = {}
    for fill in fillers_of("gathering_lines") if gatherings else ():
        found |= fill(member, gatherings, now=now)
    return found


def _evening(
    member: Member, item: DueItem, there: Sequence[Guest], addition: Addition, now: datetime
) -> Evening:
    gathering = item.facts["gathering"]
    elsewhere = own_hours(gathering, member)
    return Evening(
        kind=item.kind.value,
        pk=gathering.pk,
        name=one_line(gathering.title),
        when=_when(item, member, now),
        hours=elsewhere or hours_of(gathering),
        here=_here(gathering, member) if elsewhere else "",
        place=one_line(place_of(gathering)),
        is_tonight=item.facts.get("is_tonight", False),
        is_evening=gathering.starts.time() >= EVENING,
        stood_beside=item.facts["stood_beside"],
        url=reverse("goals:gathering", args=[gathering.pk]) + (MET if item.kind is Kind.WHOM_MET else ""),
        likely=tuple(_likely(person) for person in there),
        part_of=addition.part_of,
        hours_said=addition.hours_said if item.facts.get("is_tonight") else "",
    )


def _when(item: DueItem, member: Member, now: datetime) -> str:
    gathering = item.facts["gathering"]
    if item.kind is Kind.WHOM_MET:
        return dates.ago(last_day_of(gathering, member), member.day(now))
    if gathering.starts_at <= now:
        return _("now")
    if not item.facts["is_tonight"]:
        return _("tomorrow")
    return _("tonight") if gathering.starts.time() >= EVENING else _("today")


def _here(gathering: Gathering, member: Member) -> str:
    starts, ends = (at.astimezone(member.zone).time() for at in (gathering.starts_at, gathering.ends_at))
    return span(starts, ends)


def _likely(person: Guest) -> Likely:
    ask = one_line(person.ask_next)
    names = one_line(person.name), one_line(person.first_name)
    return Likely(person.pk, *names, ask, reads_on(ask), person.is_hoped_for)


def _question(item: DueItem, today: date) -> Question:
    pk, since = item.facts["goal_pk"], item.facts["since"]
    is_look = item.kind is Kind.GOAL_LOOK
    return Question(
        kind=item.kind.value,
        pk=item.pk,
        goal_pk=pk,
        name=one_line(item.facts["name"], 200),
        when=_("a look") if is_look else _("to meet"),
        since="" if is_look else dates.span_in_words(since, today),
        url=reverse("goals:goal", args=[pk]) if is_look else reverse("goals:target", args=[item.pk]),
    )
