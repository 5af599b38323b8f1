"""One card on a later day, never all at once, and never again once put aside; the clearing each year."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef

from apps.accounts.models import Member
from apps.contacts import clearing
from apps.contacts.models import Contact, ImportBatch
from apps.core.due import Rest

DAYS_OFFERED = 30
FOR_EVER = date(9999, 12, 31)


class Card(StrEnum):
    """What a card offers; names its template `dashboard/_card_<card>.html`."""

    BRING = "bring"
    PICK = "pick"
    CLEARING = "clearing"


def card_for(member: Member, today: date) -> Card | None:
    """The card of this day, or None. One query.

    Not on the first day; in the first month one of the first weeks, later the clearing, once a year.
    """
    began = member.day(member.onboarded_at) if member.onboarded_at else today
    if (today - began).days <= 0:
        return None
    if (today - began).days <= DAYS_OFFERED:
        return _of_the_first_weeks(member)
    return Card.CLEARING if clearing.is_asked_for(member, today) else None


def _of_the_first_weeks(member: Member) -> Card | None:
    """First the address book; when one came in, whom of them matters."""
    own = {"owner_id": OuterRef("pk")}
    facts = (
        Member.objects.filter(pk=member.pk)
        .annotate(
            brought=Exists(ImportBatch.objects.filter(**own, finished_at__isnull=False)),
            undecided=Exists(Contact.objects.filter(**own).undecided()),
            no_bring=Exists(Rest.objects.filter(**own, subject=subject_of(Card.BRING))),
            no_pick=Exists(Rest.objects.filter(**own, subject=subject_of(Card.PICK))),
        )
        .values("brought", "undecided", "no_bring", "no_pick")
        .get()
    )
    if not facts["brought"]:
        return None if facts["no_bring"] else Card.BRING
    return Card.PICK if facts["undecided"] and not facts["no_pick"] else None


def put_aside(member: Member, card: Card, today: date) -> None:
    """Do not offer this again; the clearing not before next year."""
    if card is Card.CLEARING:
        clearing.put_aside(member, today)
    else:
        Rest.until(member, subject_of(card), FOR_EVER)


def subject_of(card: Card) -> str:
    """What a card's rest is kept under."""
    return f"card:{card.value}"
