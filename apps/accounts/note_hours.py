"""Where the note's hour is not the hour asked for, and when the next one comes, for the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.dates import WEEKDAYS

from apps.accounts.models import Member
from apps.core import dates


@dataclass(frozen=True, slots=True)
class Moved:
    """On these days a note asked for at one hour comes at another."""

    days: str
    asked: str
    becomes: str


def moved_hours(member: Member, today: date) -> list[Moved]:
    """What working and quiet hours do to the note in an ordinary week; empty where the hour stands."""
    if not member.wants_note:
        return []
    monday = dates.monday_of(today)
    week = [monday + timedelta(days=number) for number in range(7)]
    by_hour: dict[time, list[date]] = {}
    for on in week:
        move = dates.hour_was_moved(member.note_hours, on)
        if move:
            by_hour.setdefault(move[1], []).append(on)
    return [
        Moved(
            ", ".join(str(WEEKDAYS[on.weekday()]) for on in days),
            dates.clock(member.note_at),
            dates.clock(at),
        )
        for at, days in by_hour.items()
    ]


def next_note(member: Member, now: datetime) -> str:
    """When the next note comes, "Monday 23 November, 7:30"; empty where none will."""
    if member.next_digest_at is None:
        return ""
    comes = max(member.next_digest_at, now).astimezone(member.zone)
    return f"{dates.weekday_date(comes.date())}, {dates.clock(comes.time())}"
