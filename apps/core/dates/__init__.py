"""Days, hours and their words: pure functions of what is passed in.

The clock is never read here. A *day* is a date on the member's own calendar, an *instant* an aware
datetime in UTC. Rules are kept as wall-clock time and zone; each instant is derived from the rule and
its local date, never from the instant before.
"""

from apps.core.dates.hours import (
    NoteHours,
    free_from,
    hour_was_moved,
    next_note,
    note_day,
    note_instant,
    note_time_on,
)
from apps.core.dates.instants import instant_of, member_day, monday_of, zone_named, zone_names
from apps.core.dates.rhythm import due_on, first_due_on, is_in_touch, months_in_touch
from apps.core.dates.words import (
    ago,
    clock,
    day_and_month,
    exact_date,
    in_letters,
    in_words,
    next_in_words,
    span_in_words,
    weekday_date,
)
from apps.core.dates.yearly import Leap, add_months, age_on, next_occurrence, occurrence_in

__all__ = [
    "Leap",
    "NoteHours",
    "add_months",
    "age_on",
    "ago",
    "clock",
    "day_and_month",
    "due_on",
    "exact_date",
    "first_due_on",
    "free_from",
    "hour_was_moved",
    "in_letters",
    "in_words",
    "instant_of",
    "is_in_touch",
    "member_day",
    "monday_of",
    "months_in_touch",
    "next_in_words",
    "next_note",
    "next_occurrence",
    "note_day",
    "note_instant",
    "note_time_on",
    "occurrence_in",
    "span_in_words",
    "weekday_date",
    "zone_named",
    "zone_names",
]
