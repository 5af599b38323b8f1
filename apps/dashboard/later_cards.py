"""One card on a later day, never all at once, and never again once put aside; the clearing each year."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Subquery

from apps.accounts.models import Member
from apps.contacts import clearing
from apps.contacts.models import Contact, ImportBatch, Period
from apps.core import dates
from apps.core.acts import Act
from apps.core.due import Rest

DAYS_OFFERED = 30
FOR_EVER = date(9999, 12, 31)


class Card(StrEnum):
    """What a card offers; names its template `dashboard/_card_<card>.html`."""

    BRING = "bring"
    PICK = "pick"
    WALK = "walk"
    CLEARING = "clearing"
    REVIEW = "review"


def card_for(member: Member, today: date) -> Card | None:
    """The card of this day, or None. One query.

    Not on the first day; in the first month one of the first weeks, later the clearing, once a year.
    """
    began = member.day(member.onboarded_at) if member.onboarded_at else today
    if (today - began).days <= 0:
        return None
    if (today - began).days <= DAYS_OFFERED:
        return _of_the_first_weeks(member, today)
    return Card.CLEARING if clearing.is_asked_for(member, today) else None


def _of_the_first_weeks(member: Member, today: date) -> Card | None:
    """The address book, then whom of it matters, then the walk: none on a day another was put aside."""
    own = {"owner_id": OuterRef("pk")}
    aside = Act.objects.filter(**own, verb="put_aside", taken_back_at=None)
    no = {card: Exists(Rest.objects.filter(**own, subject=subject_of(card))) for card in FIRST_WEEKS}
    facts = (
        Member.objects.filter(pk=member.pk)
        .annotate(
            brought=Exists(ImportBatch.objects.filter(**own, finished_at__isnull=False)),
            undecided=Exists(Contact.objects.filter(**own).undecided()),
            walked=Exists(Period.objects.filter(**own)),
            aside_at=Subquery(aside.order_by("-at").values("at")[:1]),
            **{f"no_{card}": there for card, there in no.items()},
        )
        .values("brought", "undecided", "walked", "aside_at", *(f"no_{card}" for card in no))
        .get()
    )
    if facts["aside_at"] and member.day(facts["aside_at"]) >= today:
        return None
    if not facts["brought"] and not facts["no_bring"]:
        return Card.BRING
    if facts["brought"] and facts["undecided"] and not facts["no_pick"]:
        return Card.PICK
    return None if facts["walked"] or facts["no_walk"] else Card.WALK


FIRST_WEEKS = (Card.BRING, Card.PICK, Card.WALK)


def put_aside(member: Member, card: Card, today: date) -> None:
    """Do not offer this again; the clearing not before next year, the look back not this week."""
    if card is Card.CLEARING:
        clearing.put_aside(member, today)
    elif card is Card.REVIEW:
        Rest.until(member, subject_of(card), dates.monday_of(today) + timedelta(days=7))
    else:
        Rest.until(member, subject_of(card), FOR_EVER)


def subject_of(card: Card) -> str:
    """What a card's rest is kept under."""
    return f"card:{card.value}"
