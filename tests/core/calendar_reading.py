"""A calendar read back by others' eyes: its raw lines, and what icalendar and dateutil make of it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, tzinfo

from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from icalendar import Calendar, Event


def lines_of(written: bytes) -> list[str]:
    """Unfolded lines; every physical one ends in CRLF, has at most 75 octets, and is whole UTF-8."""
    assert written.endswith(b"\r\n")
    physical = written.removesuffix(b"\r\n").split(b"\r\n")
    for each in physical:
        assert len(each) <= 75
        assert b"\n" not in each and b"\r" not in each
        each.decode()
    return written.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events_of(written: bytes) -> list[Event]:
    """Its events as icalendar reads them; each zone that one names is defined, and none twice."""
    lines_of(written)
    read = Calendar.from_ical(written)
    assert read.errors == []
    events = list(read.walk("VEVENT"))
    named = {
        str(value.params["TZID"])
        for event in events
        for values in event.values()
        for value in (values if isinstance(values, list) else [values])
        if "TZID" in getattr(value, "params", {})
    }
    defined = [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")]
    assert len(defined) == len(set(defined))
    assert named <= set(defined)
    assert all(event["DTSTAMP"] and event["UID"] for event in events)
    return events


def zone_in(written: bytes, key: str) -> tzinfo:
    """A zone as the calendar itself defines it, by dateutil."""
    text = "\n".join(lines_of(written))
    zone = tzical(io.StringIO(text)).get(key)
    assert zone is not None
    return zone


Span = tuple[datetime, datetime]


def expanded(written: bytes) -> dict[str, list[tuple[datetime, datetime, bool]]]:
    """By UID each event's (start, end, whether it takes place), rules worked out by dateutil.

    Hours are read by the zones of the file itself. Instants in UTC, in order.
    """
    found: dict[str, list[tuple[datetime, datetime, bool]]] = {}
    events = events_of(written)
    replaced = {
        (str(event["UID"]), _instant(event["RECURRENCE-ID"], written)): event
        for event in events
        if "RECURRENCE-ID" in event
    }
    for event in events:
        if "RECURRENCE-ID" in event:
            continue
        uid = str(event["UID"])
        starts = _instant(event["DTSTART"], written)
        length = event["DURATION"].td if "DURATION" in event else _instant(event["DTEND"], written) - starts
        for start in _starts(event, starts, written):
            other = replaced.pop((uid, start), None)
            said, span = other or event, (start, start + length)
            if other:
                span = (_instant(other["DTSTART"], written), _instant(other["DTEND"], written))
            found.setdefault(uid, []).append((*span, str(said["STATUS"]) == "CONFIRMED"))
    assert replaced == {}, "an override without a day of its rule"
    return {uid: sorted(spans) for uid, spans in found.items()}


def _starts(event: Event, starts: datetime, written: bytes) -> list[datetime]:
    if "RRULE" not in event:
        return [starts]
    local, zone = _local(event["DTSTART"]), _zone_of(event["DTSTART"], written)
    until = event["RRULE"]["UNTIL"][0]
    text = event["RRULE"].to_ical().decode()
    text = ";".join(part for part in text.split(";") if not part.startswith("UNTIL"))
    excluded: set[datetime] = set()
    for values in _listed(event.get("EXDATE")):
        excluded |= {each.dt.replace(tzinfo=None) for each in values.dts}
    found = []
    for each in rrulestr(f"RRULE:{text}", dtstart=local):
        at = _utc(each, zone)
        if at > until:
            return found
        if each not in excluded:
            found.append(at)
    return found


def _listed(values: object) -> list:
    return values if isinstance(values, list) else [] if values is None else [values]


def _instant(value: object, written: bytes) -> datetime:
    return _utc(_local(value), _zone_of(value, written))


def _local(value: object) -> datetime:
    on = value.dt  # type: ignore[attr-defined]
    assert isinstance(on, date)
    return on.replace(tzinfo=None) if isinstance(on, datetime) else datetime(on.year, on.month, on.day)


def _zone_of(value: object, written: bytes) -> tzinfo:
    key = value.params.get("TZID")  # type: ignore[attr-defined]
    return zone_in(written, key) if key else UTC


def _utc(local: datetime, zone: tzinfo) -> datetime:
    """As RFC 5545 reads it: an hour that is left out by the clocks before, of two the first."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
