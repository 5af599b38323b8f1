"""Every date of every zone: the note's instant, against what clocks there show.

`python -m tests.drill.dates_full` walks every zone through a hundred years from note to note and prints
figures as JSON; it takes the better part of an hour. `--share 3/60` takes the third of sixty parts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from time import monotonic

from apps.core.dates import NoteHours, instant_of, next_note, zone_names
from tests.core.zone_changes import Change, Clock, distinct_zones

HOURS = (time(0, 30), time(2, 30), time(7, 30), time(23, 30))
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# What two changes within one hour would hide, no zone has.
STEP = 3600
SHOWN = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Walk the share asked for; print figures; 1 where a date has no note, two, or one at another hour."""
    options = parse(argv)
    began = monotonic()
    part, parts = options.share
    zones = distinct_zones()[part - 1 :: parts]
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    for zone in zones:
        clock = Clock(zone, options.first, options.last, options.step)
        figures.update(count_changes(clock.changes))
        for at in HOURS:
            figures.update(walk(clock, at, wrong))
    report = {
        "names": len(zone_names()),
        "zones": len(zones),
        "years": [options.first, options.last],
        **figures,
        "wrong": len(wrong),
        "first_wrong": wrong[:SHOWN],
        "seconds": round(monotonic() - began, 1),
    }
    print(json.dumps(report, indent=2))
    return 1 if wrong else 0


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1970)
    parser.add_argument("--last", type=int, default=2070, help="the year to stop before")
    parser.add_argument("--step", type=int, default=STEP, help="seconds between two looks at an offset")
    parser.add_argument("--share", type=share, default=(1, 1), help="part/parts")
    return parser.parse_args(argv)


def share(text: str) -> tuple[int, int]:
    part, parts = text.split("/")
    return int(part), int(parts)


def count_changes(changes: Sequence[Change]) -> Counter[str]:
    sizes = [abs(change.size) for change in changes]
    gaps = [change for change in changes if change.size > timedelta()]
    return Counter(
        gaps=len(gaps),
        folds=len(changes) - len(gaps),
        not_whole_hours=sum(bool(size % HOUR) for size in sizes),
        over_two_hours=sum(size > 2 * HOUR for size in sizes),
        gaps_in_the_first_hour=sum(change.wall.hour == 0 for change in gaps),
    )


def walk(clock: Clock, at: time, wrong: list[str]) -> Counter[str]:
    """From note to note, beside the calendar: each must be the next date there is, at its hour."""
    figures = Counter(notes=0, dates_left_out=0, moved_by_a_gap=0)
    notes = notes_of(clock, at)
    on = date(clock.first, 1, 3)
    while on < date(clock.last - 1, 12, 30):
        expected = clock.expected_note(on, at)
        if expected is None:
            figures["dates_left_out"] += 1
        else:
            note = next(notes)
            figures["notes"] += 1
            figures["moved_by_a_gap"] += wall(clock, expected).time() != at
            if note != (on, expected):
                wrong.append(f"{clock.zone.key} {on} {at}: {note}, expected {expected}")
                return figures
        on += DAY
    return figures


def notes_of(clock: Clock, at: time) -> Iterator[tuple[date, datetime]]:
    last_on = date(clock.first, 1, 2)
    after = instant_of(last_on, at, clock.zone)
    while note := next_note(NoteHours(at), clock.zone, after, last_on=last_on):
        yield note
        last_on, after = note


def wall(clock: Clock, instant: datetime) -> datetime:
    return instant.astimezone(clock.zone)


if __name__ == "__main__":
    sys.exit(main())
