"""Series: their gatherings are rows, made when the rule is said and moved where it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from apps.commitments.models import Commitment, Series, Session
from apps.commitments.recurrence import Occurrence, occurrence_on, occurrences
from apps.core import dates, many
from apps.goals.models import Gathering

A_DAY = timedelta(days=1)
RULE = (
    "unit", "every", "weekdays", "month_day", "nth", "weekday", "begins", "minutes", "time_zone", "from_on",
    "until_on", "title", "place",
)  # fmt: skip
"""The columns that a form says of a series."""
MOVED = ("title", "starts_at", "ends_at", "time_zone", "place", "changed_at")


def gathering_of(series: Series, occurrence: Occurrence, now: datetime) -> Gathering:
    """A gathering of a series as it is planned, unsaved."""
    return Gathering(
        owner_id=series.owner_id,
        title=series.title,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        time_zone=series.time_zone,
        place=series.place,
        organisation_id=series.commitment.organisation_id,
        created_at=now,
    )


def set_up(commitment: Commitment, *, now: datetime, **rule: Any) -> Series:
    """A series of a commitment, and all its gatherings."""
    series: Series = Series.objects.create(
        owner_id=commitment.owner_id, commitment=commitment, created_at=now, changed_at=now, **rule
    )
    _write(series, occurrences(series), now)
    return series


def _write(series: Series, wanted: Sequence[Occurrence], now: datetime) -> None:
    gatherings = [gathering_of(series, each, now) for each in wanted]
    many.insert(gatherings)
    many.insert(
        [
            Session(
                owner_id=series.owner_id,
                gathering=gathering,
                commitment_id=series.commitment_id,
                series=series,
                series_on=each.on,
            )
            for gathering, each in zip(gatherings, wanted, strict=True)
        ]
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the gatherings of a series from a day on: kept or moved, let go, or new."""

    kept: list[tuple[Session, Occurrence]]
    let_go: list[Session]
    new: list[Occurrence]


def planned(ahead: Sequence[Session], wanted: Sequence[Occurrence]) -> Plan:
    """Each gathering goes on on its own day, else on a new one of its week; so its notes stay with it."""
    open_ones = {each.on: each for each in wanted}
    kept = [(each, open_ones.pop(each.series_on)) for each in ahead if each.series_on in open_ones]
    stays = {each.pk for each, _occurrence in kept}
    by_week: dict[date, list[Occurrence]] = {}
    for occurrence in open_ones.values():
        by_week.setdefault(dates.monday_of(occurrence.on), []).append(occurrence)
    let_go = []
    for each in ahead:
        if each.pk in stays:
            continue
        same_week = by_week.get(dates.monday_of(each.series_on))  # type: ignore[arg-type]
        if same_week:
            kept.append((each, same_week.pop(0)))
        else:
            let_go.append(each)
    return Plan(kept, let_go, [each for rest in by_week.values() for each in rest])


def change_onward(session: Session, *, now: datetime, **rule: Any) -> Series:
    """Another rule from this gathering on. The series that goes on.

    What came before or is over stays, and so does one put off past the hours that its day had: the new rule
    has no day for it. Nothing is written down where it would be over already.
    """
    cut = _cut(session, now, keeps_put_off=True)
    if cut.stays:
        series = Series.objects.create(
            owner_id=session.owner_id, commitment_id=session.commitment_id, created_at=now, changed_at=now,
            **rule,
        )  # fmt: skip
    else:
        series = session.series
        series.rewrite(now=now, **rule)
    wanted = (each for each in occurrences(series) if each.ends_at > now)
    plan = planned(cut.ahead, [each for each in wanted if each.on not in cut.stays])
    _let_go(plan.let_go, now)
    _move(series, plan.kept, now)
    _write(series, plan.new, now)
    return series


def stop(session: Session, *, now: datetime) -> None:
    """The series ends before this gathering."""
    cut = _cut(session, now)
    _let_go(cut.ahead, now)
    if not cut.stays:
        session.series.delete()


@dataclass(frozen=True, slots=True)
class Cut:
    """The days of a series that stay, and its sessions that do not."""

    stays: set[date]
    ahead: list[Session]


def _cut(session: Session, now: datetime, *, keeps_put_off: bool = False) -> Cut:
    """End a series before this session; where nothing of it stays, it is left as it is."""
    ahead, stays = [], set()
    mine = Session.objects.of(session.owner_id).with_rooms().filter(series=session.series_id)
    for each in mine.order_by("series_on"):
        is_over = each.gathering.ends_at <= now or (keeps_put_off and _day_is_over(each, now))
        if each.series_on < session.series_on or is_over:
            stays.add(each.series_on)
        else:
            ahead.append(each)
    if stays:
        session.series.rewrite(now=now, until_on=max(stays | {session.series_on - A_DAY}))  # type: ignore[operator]
    return Cut(stays, ahead)


def _day_is_over(session: Session, now: datetime) -> bool:
    planned_for: Any = session.series_on
    hours = occurrence_on(session.series, planned_for)
    return hours is not None and hours.ends_at <= now


def _let_go(sessions: Sequence[Session], now: datetime) -> None:
    """Deleted; one with notes stays, as one that does not take place."""
    noted = [each.gathering for each in sessions if each.gathering.notes]
    gone = [each.gathering_id for each in sessions if not each.gathering.notes]
    if gone:
        Gathering.objects.filter(pk__in=gone).delete()
    for gathering in noted:
        gathering.cancelled_at = gathering.cancelled_at or now
        gathering.changed_at = now
    many.update(noted, ("cancelled_at", "changed_at"))
    rest = [each for each in sessions if each.gathering.notes]
    for each in rest:
        each.series = each.series_on = None
    many.update(rest, ("series", "series_on"))


def _move(series: Series, kept: Sequence[tuple[Session, Occurrence]], now: datetime) -> None:
    for session, occurrence in kept:
        gathering = session.gathering
        gathering.title, gathering.time_zone, gathering.place = series.title, series.time_zone, series.place
        gathering.starts_at, gathering.ends_at = occurrence.starts_at, occurrence.ends_at
        gathering.changed_at = now
        session.series, session.series_on = series, occurrence.on
    many.update([session.gathering for session, _occurrence in kept], MOVED)
    many.update([session for session, _occurrence in kept], ("series", "series_on"))
