"""All commitments of a member on one page, by kind, each with what is next.

The same number of queries for three as for thirty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from apps.commitments.kinds import ALL, Asking
from apps.commitments.models import Commitment, CommitmentGoal, Promise, Session
from apps.goals.models import Gathering, Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment: the goals it serves, its next gathering with the day, the promise due first."""

    commitment: Commitment
    goals: list[Goal]
    gathering: Gathering | None
    gathering_on: date | None
    promise: Promise | None
    is_to_be_rounded: bool
    asks_again: bool

    @property
    def next_on(self) -> date | None:
        """The nearest day on which something of it comes: a gathering, a promise, the end of its season."""
        promised_on = self.promise.due_on if self.promise else None
        days = (self.gathering_on, promised_on, self.commitment.ends_on)
        return min((on for on in days if on), default=None)


@dataclass(slots=True)
class Group:
    """The commitments of one kind."""

    kind: Asking
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Overview:
    """Those under way by kind, what is next first; and the finished ones, the last first."""

    groups: list[Group] = field(default_factory=list)
    finished: list[Row] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Whether nothing was ever taken on."""
        return not (self.groups or self.finished)


def overview(member: Member, today: date, now: datetime) -> Overview:
    """Every commitment of the member's; four queries, one where there is none."""
    mine: Any = Commitment.objects.of(member).select_related("organisation")
    commitments = list(mine.order_by("-created_at", "-pk"))
    current = [each.pk for each in commitments if each.finished_on is None]
    goals = _goals(member, [each.pk for each in commitments])
    gatherings, promises = _next_gatherings(member, current, now), _next_promises(member, current)
    rows = []
    for each in commitments:
        gathering = gatherings.get(each.pk)
        served, promise = goals.get(each.pk, []), promises.get(each.pk)
        on = gathering.on if gathering else None
        is_asked = each.is_to_be_rounded(today), each.asks_again(today)
        rows.append(Row(each, served, gathering, on, promise, *is_asked))
    return Overview(_by_kind(rows, today), _finished(rows))


def _by_kind(rows: list[Row], today: date) -> list[Group]:
    groups = {kind: Group(asking) for kind, asking in ALL.items()}
    for row in rows:
        if row.commitment.finished_on is None:
            groups[row.commitment.kind].rows.append(row)
    for group in groups.values():
        group.rows.sort(key=lambda row: row.next_on or date.max)
    return [group for group in groups.values() if group.rows]


def _finished(rows: list[Row]) -> list[Row]:
    over = [(row.commitment.finished_on, row) for row in rows if row.commitment.finished_on]
    return [row for _on, row in sorted(over, key=lambda each: each[0], reverse=True)]


def _goals(member: Member, pks: list[int]) -> dict[int, list[Goal]]:
    found: dict[int, list[Goal]] = {}
    mine: Any = CommitmentGoal.objects.of(member).filter(commitment__in=pks).select_related("goal")
    for row in mine.order_by("goal__created_at", "goal_id") if pks else ():
        found.setdefault(row.commitment_id, []).append(row.goal)
    return found


def _next_gatherings(member: Member, pks: list[int], now: datetime) -> dict[int, Gathering]:
    """By commitment, its next gathering that is not over; one query."""
    ahead: Any = Session.objects.of(member).filter(
        commitment__in=pks,
        gathering__ends_at__gt=now,
        gathering__cancelled_at=None,
        gathering__staying_away_at=None,
    )
    nearest = ahead.order_by("commitment", "gathering__starts_at", "pk").distinct("commitment")
    return {row.commitment_id: row.gathering for row in nearest.select_related("gathering")} if pks else {}


def _next_promises(member: Member, pks: list[int]) -> dict[int, Promise]:
    """By commitment, the open promise that is due first; one query."""
    mine: Any = Promise.objects.of(member).open().filter(commitment__in=pks)
    first = mine.order_by("commitment", "due_on", "pk").distinct("commitment")
    return {row.commitment_id: row for row in first} if pks else {}
