"""After the first session: one card on a later day, never all at once, and never again once put aside."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef

from apps.accounts.models import Member
from apps.contacts.models import Contact, ImportBatch
from apps.core.due import Rest

DAYS_OFFERED = 30
FOR_EVER = date(9999, 12, 31)


class Card(StrEnum):
    """What a card offers; names its template `dashboard/_card_<card>.html`."""

    BRING = "bring"
    PICK = "pick"


def card_for(member: Member, today: date) -> Card | None:
    """The card of this day, or None: not on the first day, not after a month, not once put aside.

    First the address book; when one came in, whom of them matters. One query, and none later on.
    """
    began = member.day(member.onboarded_at) if member.onboarded_at else today
    if not 0 < (today - began).days <= DAYS_OFFERED:
        return None
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


def put_aside(member: Member, card: Card) -> None:
    """Do not offer this again."""
    Rest.until(member, subject_of(card), FOR_EVER)


def subject_of(card: Card) -> str:
    """What a card's rest is kept under."""
    return f"card:{card.value}"
