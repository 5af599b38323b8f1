"""Members who want a note, and what was planned for them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from apps.accounts.models import EVERY_DAY, Member
from apps.contacts.models import Contact
from apps.core.outbox import Outbox
from apps.nudges.models import Digest, Nudge
from apps.nudges.planning import plan
from tests.making import make_contact

LONG_AGO = datetime(2026, 1, 1, 12, tzinfo=UTC)


def asks_for_note(member: Member, *, since: datetime, **rule: Any) -> Member:
    """The member wants a note from then on; `rule` are columns of the member."""
    for column, value in {"note_days": EVERY_DAY, "note_at": time(7, 30), **rule}.items():
        setattr(member, column, value)
    member.wants_note = member.wants_note or since
    member.plan_next_note(after=since)
    member.save()
    return member


def make_due(member: Member, *names: str, on: date = date(2026, 11, 1), **more: Any) -> list[Contact]:
    """People whose rhythm came round that day."""
    more = {"rhythm_days": 91, "first_due_on": on} | more
    return [make_contact(member, name, **more) for name in names]


def at(day: int, hour: int = 12, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """An instant of November 2026, in UTC; the 23rd is a Monday."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def plan_each_day(first: datetime, days: int) -> list[int]:
    """One round at the same hour of so many days; how many notes each planned."""
    return [plan(now=first + timedelta(days=number)).planned for number in range(days)]


def note_of(member: Member, on: date) -> list[str]:
    """The names in the member's note of that day, in order; empty without one."""
    lines = Nudge.objects.of(member).filter(digest__on=on).order_by("position")
    return [line.contact.name for line in lines]


def note_days(member: Member) -> list[date]:
    """The days the member has a note for."""
    return list(Digest.objects.of(member).order_by("on").values_list("on", flat=True))


def mail_of(member: Member) -> list[Outbox]:
    """The member's mail in the outbox, oldest first."""
    return list(Outbox.objects.filter(member=member).order_by("due_at", "pk"))
