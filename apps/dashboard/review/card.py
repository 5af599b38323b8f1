"""The card on Today, from Friday noon to Sunday; put aside it is silent until the next Friday."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from apps.core.due import Rest
from apps.dashboard.later_cards import Card, subject_of
from apps.dashboard.models import Review
from apps.dashboard.review.week import A_WEEK, is_near_its_end, week_of

if TYPE_CHECKING:
    from apps.accounts.models import Member


def review_card(member: Member, now: datetime) -> Card | None:
    """REVIEW where this week may be looked back on and was not yet; else None. No query before Friday noon.

    Whoever joined within these seven days has no week to look back on.
    """
    joined = member.onboarded_at or member.joined_at
    if not is_near_its_end(member, now) or now - joined < A_WEEK:
        return None
    week = week_of(member, now)
    if Review.objects.of(member).filter(monday=week.monday).exists():
        return None
    resting = Rest.objects.of(member).filter(subject=subject_of(Card.REVIEW), until_on__gt=week.today)
    return None if resting.exists() else Card.REVIEW
