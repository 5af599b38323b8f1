"""A calendar written down: CRLF, folds at 75 octets, each zone defined that its events are said in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from apps.core.calendars.moments import hours, in_utc, moment, on_clocks
from apps.core.calendars.zones import vtimezone
from apps.core.content_lines import escape, line

PRODUCT = "-//Kith//Kith//EN"
EVERY = "PT1H"
"""How often a program may look again."""
A_DAY = timedelta(days=1)
# RFC 5545 section 3.1: no control characters but the tab; a line break is written as one
_UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


@dataclass(frozen=True, slots=True)
class Hours:
    """From one instant to another, on the clocks of a zone."""

    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same hour on the clocks of a zone again and again, from `local` on, until that year."""

    local: datetime
    minutes: int
    zone: ZoneInfo
    until_year: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event, or one that repeats. `when` is a day for something that has no hour.

    `changed_at` is the instant of its last change, `sequence` a number that each change makes higher.
    `recurrence` are further lines: its rule, what is left out of it, or which one this replaces.
    """

    uid: str
    when: Hours | Repeated | date
    summary: str
    changed_at: datetime
    created_at: datetime
    sequence: int
    location: str = ""
    description: str = ""
    url: str = ""
    is_cancelled: bool = False
    recurrence: tuple[str, ...] = ()


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The whole file of these events; `name` is what programs call the calendar."""
    written: list[bytes] = []
    zones: dict[str, tuple[int, int]] = {}
    for event in events:
        written += map(line, _lines(event))
        _widen(zones, event.when)
    head = [*_head(name), *(text for key in sorted(zones) for text in vtimezone(key, *zones[key]))]
    return b"".join([*map(line, head), *written, line("END:VCALENDAR")])


def _head(name: str) -> Iterator[str]:
    said = _text(name)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield from (f"NAME:{said}", f"X-WR-CALNAME:{said}")
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{EVERY}", f"X-PUBLISHED-TTL:{EVERY}")


def _widen(zones: dict[str, tuple[int, int]], when: Hours | Repeated | date) -> None:
    """The years that the zone of these hours has to be defined for."""
    if isinstance(when, date) or when.zone.key == "UTC":
        return
    one, other = (
        (when.starts_at.year, when.ends_at.year)
        if isinstance(when, Hours)
        else (when.local.year, when.until_year)
    )
    first, last = zones.get(when.zone.key, (one, other))
    zones[when.zone.key] = (min(first, one), max(last, other))


def _lines(event: Event) -> Iterator[str]:
    changed = in_utc(event.changed_at)
    yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{changed}")
    yield from _when(event.when)
    yield from event.recurrence
    yield f"SUMMARY:{_text(event.summary)}"
    for name, text in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if text:
            yield f"{name}:{_text(text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    if event.is_cancelled or isinstance(event.when, date):
        yield "TRANSP:TRANSPARENT"
    yield from (f"CREATED:{in_utc(event.created_at)}", f"LAST-MODIFIED:{changed}")
    yield from (f"SEQUENCE:{event.sequence}", "END:VEVENT")


def _when(when: Hours | Repeated | date) -> Iterator[str]:
    """An end is the first moment, or the first day, that does not belong to it any more."""
    if isinstance(when, Hours):
        yield moment("DTSTART", when.starts_at, when.zone)
        yield moment("DTEND", when.ends_at, when.zone)
    elif isinstance(when, Repeated):
        yield from _repeated(when)
    else:
        yield f"DTSTART;VALUE=DATE:{when:%Y%m%d}"
        if when < date.max:  # the last day there is lasts a day without being told to
            yield f"DTEND;VALUE=DATE:{when + A_DAY:%Y%m%d}"


def _repeated(when: Repeated) -> Iterator[str]:
    """What lasts as long each time; a length where the clocks change within the first one."""
    length = timedelta(minutes=when.minutes)
    ends = when.local + length
    yield hours("DTSTART", [when.local], when.zone)
    if on_clocks(ends, when.zone) - on_clocks(when.local, when.zone) == length:
        yield hours("DTEND", [ends], when.zone)
    else:
        yield f"DURATION:PT{when.minutes}M"


def _text(text: str) -> str:
    return escape(text.translate(_UNPRINTABLE))
