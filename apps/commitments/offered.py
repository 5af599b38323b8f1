"""Offers as their pages show them: how often, whether they rest, for which causes, whom they helped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Coalesce

from apps.commitments.models import Fulfilment, Offer
from apps.commitments.offers import Offering, free_again_on, limit_said, standing
from apps.contacts.models import Contact

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_TAKEN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """An offer, its causes by name, its limit in words; the day it is suggested again, if it rests; and for
    which cause of a person it fits."""

    offer: Offer
    causes: list[str]
    limit: str
    rests_until: date | None
    fits: str = ""


def offers_of(member: Member, today: date, person: Contact | None = None) -> list[Row]:
    """All of them: those that fit the person, those that stand, those withdrawn; four queries at most."""
    cared = {cause.folded: cause.name for cause in person.causes.all()} if person else {}
    limits = {each.pk: each for each in standing(member)}
    mine: Any = Offer.objects.of(member).prefetch_related("causes").order_by("-created_at", "-pk")
    rows = [_row(each, each.causes.all(), limits.get(each.pk), today, cared) for each in mine]
    return sorted(rows, key=lambda row: (row.offer.withdrawn_on is not None, not row.fits))


def look_at(own: Offer, today: date) -> Row:
    """One of them; two queries."""
    limits = {each.pk: each for each in standing(own.owner)}
    return _row(own, own.causes.order_by("pk"), limits.get(own.pk), today, {})


def taken_up(own: Offer) -> list[Fulfilment]:
    """The last times it was taken up, each with its `day`, whom it helped or what it became; one query."""
    mine = own.fulfilments.select_related("give__contact", "give__organisation", "commitment")
    dated = mine.annotate(day=Coalesce("give__happened_on", "taken_on"))
    return list(dated.order_by("-day", "-pk")[:MOST_TAKEN])


def _row(
    own: Offer, causes: Iterable[Any], limits: Offering | None, today: date, cared: dict[str, str]
) -> Row:
    there = sorted(causes, key=lambda cause: cause.pk)
    rests = limits is not None and limits.is_full(today)
    fits = next((cause.name for cause in there if cause.folded in cared), "")
    return Row(
        own,
        [cause.name for cause in there],
        limit_said(own.most, own.per),
        free_again_on(own.per, today) if rests else None,
        fits,
    )
