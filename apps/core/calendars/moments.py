"""Instants as a calendar says them: on the clocks of a zone, in UTC where those would be misread."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

CLOCK = "%Y%m%dT%H%M%S"


def in_utc(at: datetime) -> str:
    """19970714T173000Z."""
    return at.astimezone(UTC).strftime(f"{CLOCK}Z")


def on_clocks(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant that a calendar reads in this hour of those clocks (RFC 5545 section 3.3.5).

    Of an hour that comes twice it is the first; one that is left out is said by the clocks before the change.
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def moment(name: str, at: datetime, zone: ZoneInfo) -> str:
    """A property that says an instant; in UTC where the clocks show that hour a second time."""
    if zone.key == "UTC":
        return f"{name}:{in_utc(at)}"
    local = at.astimezone(zone).replace(tzinfo=None)
    if on_clocks(local, zone) != at:
        return f"{name}:{in_utc(at)}"
    return f"{name};TZID={zone.key}:{local:{CLOCK}}"


def hours(name: str, locals_: Iterable[datetime], zone: ZoneInfo) -> str:
    """A property that says hours of these clocks as they are, also such as are left out."""
    values = ",".join(f"{local:{CLOCK}}" for local in locals_)
    if zone.key == "UTC":
        return f"{name}:{values.replace(',', 'Z,')}Z"
    return f"{name};TZID={zone.key}:{values}"
