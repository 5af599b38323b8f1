"""The next week: the same, a lighter one, or left alone until a day. The last answer of a week holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from apps.accounts.turns import in_turn
from apps.dashboard.models import Review
from apps.nudges.models import Ease

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.dashboard.review.week import Week

Choice = Review.Choice
A_WEEK_LESS_A_DAY = timedelta(days=6)


def choose(member: Member, week: Week, choice: str, *, now: datetime, until_on: date | None = None) -> None:
    """Say what the next week is to be like; what was said of less before is over with it.

    `until_on`: the last day on which to be left alone, for that choice.
    """
    in_turn(member.pk)
    under_way(member, week.today).delete()
    values = {"choice": choice, "looked_at": now, "until_on": until_on}
    Review.objects.update_or_create(owner=member, monday=week.monday, defaults=values)
    if choice == Choice.LIGHTER:
        until = week.next_monday + A_WEEK_LESS_A_DAY
        _ask_for_less(member, Ease.How.LIGHTER, max(week.today, week.next_monday), until, now)
    if choice == Choice.ALONE and until_on:
        _ask_for_less(member, Ease.How.ALONE, week.today, until_on, now)


def be_back(member: Member, today: date) -> None:
    """As usual again, from today on."""
    in_turn(member.pk)
    under_way(member, today).delete()


def ease_now(member: Member, today: date) -> Ease | None:
    """What less was asked for, from today or a later day on; being left alone before a lighter week."""
    found: Ease | None = under_way(member, today).order_by("how", "-until_on").first()
    return found


def under_way(member: Member, today: date) -> Any:
    """Everything of that kind which is not over."""
    return Ease.objects.of(member).filter(until_on__gte=today)


def _ask_for_less(member: Member, how: str, from_on: date, until_on: date, now: datetime) -> None:
    Ease.objects.create(owner=member, how=how, from_on=from_on, until_on=until_on, said_at=now)
