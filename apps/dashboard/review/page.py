"""What the page shows: the week as it was, what may have happened anyway, rooms, thanks, the next week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from apps.commitments.evenings import nearer_to_nobody
from apps.dashboard.models import Review
from apps.dashboard.review.anyway import perhaps
from apps.dashboard.review.easing import ease_now
from apps.dashboard.review.happened import happened
from apps.dashboard.review.learning import learning
from apps.dashboard.review.rooms import best_said, rooms
from apps.dashboard.review.thanks import owed_thanks
from apps.dashboard.review.week import Week, week_of
from apps.goals.calling import could_call, how_many, then
from apps.goals.likely import likely_at
from apps.goals.tomorrow import compared, could

if TYPE_CHECKING:
    from apps.accounts.models import Member

ROOM_WEEKS = 52
MOST_ROOMS = 3
MOST_FACES = 24
A_FORTNIGHT = timedelta(days=14)


def review_of(member: Member, now: datetime) -> dict[str, Any]:
    """The facts of the page, with what was said of the week where something was."""
    week = week_of(member, now)
    was = happened(member, week)
    guests = likely_at(member, was.rooms, week.today) if was.rooms else {}
    there = {guest.pk for found in guests.values() for guest in found}
    found = rooms(member, ROOM_WEEKS, now=now)
    return {
        "week": week,
        "was": was,
        "perhaps": perhaps(member, week, there),
        "said": Review.objects.of(member).filter(monday=week.monday).first(),
        "ease": ease_now(member, week.today),
        "alone": nearer_to_nobody(member, now=now),
        "rooms": found[:MOST_ROOMS],
        "rooms_said": best_said(found),
        "learning": learning(member),
        "owed": owed_thanks(member, week),
        "alone_until_on": week.today + A_FORTNIGHT,
        "today": week.today,
        **_tomorrow(member, week.today),
    }


def _tomorrow(member: Member, today: date) -> dict[str, Any]:
    people = could_call(member, today)
    compared_on = then(None, today)
    (before,) = how_many(member, [compared_on])
    return {
        "says": could(len(people), before),
        "then": compared(len(people), before, compared_on, today),
        "callable": people[:MOST_FACES],
        "has_more": len(people) > MOST_FACES,
    }


def week_asked(member: Member, monday: str, now: datetime) -> Week | None:
    """The week a button speaks of, if it is still the one to look back on."""
    week = week_of(member, now)
    return week if monday == week.monday.isoformat() else None
