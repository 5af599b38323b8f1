"""When it gathers: the coming ones, the series, the last ones with their hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.commitments.hours import planned_minutes
from apps.commitments.models import Series, Session
from apps.commitments.portrait import Portrait
from apps.commitments.rule_words import hours_of_series, rule_said
from apps.commitments.sums import hours_in_words
from apps.core import dates
from apps.goals.models import Gathering
from apps.goals.week import hours_of, own_hours, place_of

AHEAD, PAST = 3, 5
MOST_SERIES = 12


@dataclass(frozen=True, slots=True)
class Coming:
    """A gathering ahead, cancelled ones too, so that nobody waits for one."""

    gathering: Gathering
    hours: str
    place: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Past:
    """A gathering that is over, and the hours it took."""

    gathering: Gathering
    session: Session
    took: str
    is_as_planned: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A series that goes on: its rule and hours in words, and the session from which it can be changed."""

    series: Series
    said: str
    hours: str
    until: str
    next_pk: int


def facts(portrait: Portrait) -> dict[str, Any] | None:
    """What `_gatherings.html` shows; three queries at any size. None of one that is finished and had none."""
    mine = Session.objects.of(portrait.member).filter(commitment=portrait.commitment).with_rooms()
    ahead = mine.ahead(portrait.now).order_by("gathering__starts_at", "pk")[:AHEAD]
    over = mine.filter(gathering__ends_at__lte=portrait.now, gathering__cancelled_at=None)
    past = over.filter(gathering__staying_away_at=None).order_by("-gathering__starts_at", "-pk")[:PAST]
    shown: dict[str, Any] = {
        "coming": [_coming(portrait, each.gathering) for each in ahead],
        "rules": _rules(portrait, mine),
        "past": [_past(each) for each in past],
        "is_open": portrait.commitment.finished_on is None,
    }
    return shown if any(shown.values()) else None


def _rules(portrait: Portrait, mine: Any) -> list[Rule]:
    """The next session of each series that still has one."""
    ahead = mine.ahead(portrait.now).exclude(series=None)
    first = ahead.order_by("series", "series_on").distinct("series")[:MOST_SERIES]
    return [_rule(portrait, each) for each in first]


def _rule(portrait: Portrait, session: Session) -> Rule:
    series: Any = session.series
    until = dates.day_and_month(series.until_on, portrait.today)
    return Rule(series, rule_said(series), hours_of_series(series), until, session.pk)


def _coming(portrait: Portrait, gathering: Gathering) -> Coming:
    elsewhere = own_hours(gathering, portrait.member)
    return Coming(gathering, hours_of(gathering), place_of(gathering), elsewhere)


def _past(session: Session) -> Past:
    planned, given = planned_minutes(session.gathering), session.given_minutes
    took = hours_in_words(planned if given is None else given)
    return Past(session.gathering, session, took, given is None)
