"""What commitments add to gatherings: which one it is part of, its hours, a week's sum, what is next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from apps.accounts.models import Member
from apps.commitments.hours import hours_said, planned_minutes, week_minutes
from apps.commitments.models import Commitment, Session
from apps.commitments.rule_words import rule_said
from apps.commitments.sums import hours_in_words, sum_of
from apps.core.dates import monday_of
from apps.core.panels import Panel
from apps.goals.models import Gathering
from apps.goals.week import Shown

MOST_COMMITMENTS = 100
STEPS = (-60, -30, 30, 60)
"""What one tap makes of the hours planned."""


@dataclass(frozen=True, slots=True)
class Tap:
    """Hours that one tap says were given; `value` is what the form sends."""

    value: str
    said: str


def of_gathering(request: HttpRequest, shown: Shown) -> dict[str, Any] | None:
    """Its commitment, series and hours; where it has none, the commitments it could be part of. At most two
    queries; None for a member without commitments.
    """
    member: Any = request.user
    gathering, now = shown.subject, shown.now
    mine = Session.objects.of(member).select_related("commitment", "series")
    session = mine.filter(gathering=gathering).first()
    facts: dict[str, Any] = {"gathering": gathering, "session": session, "act_key": uuid.uuid4}
    facts["others"] = _others(member, session)
    if session is None:
        return facts if facts["others"] else None
    planned = planned_minutes(gathering)
    given = session.given_minutes
    return facts | {
        "rule": rule_said(session.series) if session.series else "",
        "is_ahead": gathering.ends_at > now,
        "is_over": gathering.ends_at <= now and gathering.takes_place,
        "hours": hours_in_words(planned if given is None else given),
        "is_as_planned": given is None,
        "taps": _taps(planned, given),
    }


def _others(member: Member, session: Session | None) -> list[Commitment]:
    mine = Commitment.objects.of(member).current()
    if session:
        mine = mine.exclude(pk=session.commitment_id)
    return list(mine.order_by("title", "pk")[:MOST_COMMITMENTS])


def _taps(planned: int, given: int | None) -> list[Tap]:
    said = planned if given is None else given
    near = sorted({max(planned + step, 0) for step in STEPS} | {planned})
    return [Tap(hours_said(each), hours_in_words(each)) for each in near if each != said]


def of_week(request: HttpRequest, shown: Shown) -> dict[str, Any] | None:
    """What the week comes to, and whether it is a busy one; one query."""
    member: Any = request.user
    monday, now = shown.subject, shown.now
    today = member.day(now)
    return {
        "sum": sum_of(member, week_minutes(member, monday, now=now)),
        "cap": member.outside_hours_cap,
        "monday": monday,
        "is_this": monday == monday_of(today),
        "is_past": monday + timedelta(days=7) <= today,
        "is_busy": member.is_busy(today),
        "until_on": member.busy_until_on,
        "today": today,
        "act_key": uuid.uuid4,
    }


def of_the_same_commitment(gathering: Gathering) -> Exists:
    """A condition for gatherings: part of the same commitment as this one. The slot `next_gathering`."""
    same = Session.objects.filter(commitment__sessions__gathering=gathering, gathering=OuterRef("pk"))
    return Exists(same)


GATHERING = Panel("gathering", "commitments/_on_gathering.html", of_gathering)
WEEK = Panel("week", "commitments/_on_week.html", of_week)
