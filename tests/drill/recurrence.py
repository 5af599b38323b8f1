"""Every rule of a series over twenty years, and its hours on every date of every zone.

Days and hours are decided apart: the days of a rule know no zone, the hours of a date know no rule. So each
rule is walked over all days, each zone over all dates and hours, and each rule once more whole, in a zone of
its own. Oracles ask every day whether it is one, and read a zone's offsets only.
"""

from __future__ import annotations

import time as clocks
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from apps.commitments.models import Series
from apps.commitments.recurrence import Occurrence, days, occurrence_on, occurrences
from apps.core.dates import zone_names
from tests.commitments.rules import A_DAY, FIRST, HOURS, LAST, clock_of, expected, rules, walked
from tests.core.zone_changes import Clock, distinct_zones

SHOWN = 5


def run() -> dict[str, Any]:
    """Figures; passed when no rule and no zone differ from their oracles."""
    began = clocks.monotonic()
    wrong: list[str] = []
    zones = distinct_zones()
    every = list(rules(FIRST, LAST))
    meant = _walk_rules(every, wrong)
    figures = Counter({"days of rules": sum(map(len, meant))})
    left = iter(zip(every, meant, strict=True))
    share = -(-len(every) // len(zones))
    for zone in zones:
        clock = clock_of(zone)
        changed = {change.wall.date() + n * A_DAY for change in clock.changes for n in (-1, 0, 1)}
        figures.update(_walk_zone(clock, changed, wrong))
        for series, its_days in islice(left, share):
            figures.update(_walk_whole(series, its_days, clock, changed, wrong))
    return {
        "rules": len(every),
        "zone names": len(zone_names()),
        "zones that differ": len(zones),
        "years": f"{FIRST.year}–{LAST.year}",
        **figures,
        "wrong": len(wrong),
        "first wrong": wrong[:SHOWN],
        "seconds": round(clocks.monotonic() - began, 1),
        "passed": not wrong and figures["rules walked in a zone"] == len(every),
    }


def _walk_rules(every: list[Series], wrong: list[str]) -> list[list[date]]:
    meant = []
    for series in every:
        meant.append(walked(series))
        if list(days(series)) != meant[-1]:
            wrong.append(f"{series.unit} {series.every} {series.weekdays} {series.month_day} {series.nth}")
    return meant


def _walk_zone(clock: Clock, changed: set[date], wrong: list[str]) -> Counter[str]:
    """Each date at some hour, and at every hour where a change of the clocks is near."""
    figures = Counter({"dates left out": 0})
    figures["changes of clocks"] = sum(FIRST <= change.wall.date() <= LAST for change in clock.changes)
    series = Series(time_zone=clock.zone.key)
    for number, on in enumerate(_dates()):
        hours = HOURS if on in changed else (HOURS[number % len(HOURS)],)
        for series.begins, series.minutes in hours:
            found = occurrence_on(series, on)
            figures["hours of dates"] += 1
            figures["dates left out"] += found is None and series.begins == HOURS[0][0]
            if not _is_right(series, on, found, clock, changed):
                wrong.append(f"{clock.zone.key} {on} {series.begins}")
    return figures


def _walk_whole(
    series: Series, its_days: list[date], clock: Clock, changed: set[date], wrong: list[str]
) -> dict[str, int]:
    """A rule in a zone: an occurrence for each day of the rule that there is, each local date once."""
    series.time_zone = clock.zone.key
    found = {each.on: each for each in occurrences(series)}
    local = {each.starts_at.astimezone(clock.zone).date() for each in found.values()}
    is_right = all(_is_right(series, on, found.get(on), clock, changed) for on in its_days)
    if not is_right or len(local) != len(found) or not found.keys() <= set(its_days):
        wrong.append(f"{clock.zone.key}: {series.unit} {series.every}")
    return {"gatherings": len(found), "rules walked in a zone": 1}


def _is_right(series: Series, on: date, found: Occurrence | None, clock: Clock, changed: set[date]) -> bool:
    """Far from any change the clock on the wall says it all; near one, the offsets do."""
    if on in changed:
        told = expected(clock, on, series.begins, series.minutes)
        return (found and (found.starts_at, found.ends_at)) == told
    if found is None:
        return False
    starts = datetime.combine(on, series.begins)
    walls = [at.astimezone(clock.zone).replace(tzinfo=None) for at in (found.starts_at, found.ends_at)]
    return walls == [starts, starts + timedelta(minutes=series.minutes)]


def _dates() -> Iterator[date]:
    on = FIRST
    while on <= LAST:
        yield on
        on += A_DAY
