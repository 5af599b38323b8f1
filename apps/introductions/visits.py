"""Details left on a card: written by somebody outside, then taken into the book, joined, or not kept.

Leaving them changes nothing of the book. What nobody takes goes by itself: thirty days after a no, half a
year after it was left; and whoever left it can delete it before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from apps.contacts.adding import add_point
from apps.contacts.likeness import comparing
from apps.contacts.models import Contact, Origin
from apps.core.handed import Link
from apps.core.scope import acting_as
from apps.introductions.models import Card, Letter, Visit
from apps.introductions.verbs import NotNow

if TYPE_CHECKING:
    from apps.accounts.models import Member

VISIT = "visit"
A_DAY = 200
"""So many leave their details on one card in a day."""
PRESSED_TWICE = timedelta(minutes=5)
AFTER_A_NO = timedelta(days=30)
UNANSWERED = timedelta(days=182)


class TooMany(Exception):
    """This card has taken all it takes in a day."""


def leave(card_link: Link, details: dict[str, str], *, now: datetime) -> Link:
    """Keep these for the member to look at; the address under which they can be read and deleted.

    Runs in the member's scope. NotNow where the card takes none any more, TooMany. The same twice within
    minutes is one press.
    """
    with transaction.atomic():
        held = Card.objects.of(card_link.member_id).select_for_update().filter(link=card_link)
        card = held.filter(takes_details=True).first()
        if card is None:
            raise NotNow("no details are taken")
        mine = Visit.objects.of(card_link.member_id)
        twin = mine.filter(left_at__gt=now - PRESSED_TWICE, link__revoked_at=None, **details)
        before = twin.select_related("link").first()
        if before and before.link:
            return before.link
        if mine.filter(left_at__gt=now - timedelta(days=1)).count() >= A_DAY:
            raise TooMany
        link = Link.hand_out(card.owner_id, VISIT, now=now, ends_at=now + UNANSWERED)
        shown = details | {"for": Letter.objects.get(link=card_link).shown.get("from", "")}
        closes_on = card.owner.day(now + UNANSWERED)
        Letter.objects.create(link=link, shown=shown, closes_on=closes_on, created_at=now)
        Visit.objects.create(owner_id=card.owner_id, left_at=now, link=link, **details)
    return link


def waiting(member: Member) -> Any:
    """What waits for the member's word, the newest first."""
    undecided = Visit.objects.of(member).filter(accepted_at=None, declined_at=None)
    return undecided.order_by("-left_at", "-pk")


def accept(visit: Visit, *, now: datetime) -> Contact:
    """Into the book, as somebody met there; NotNow where it was decided before."""
    with transaction.atomic():
        _hold(visit)
        person: Contact = Contact.objects.add(
            visit.owner,
            visit.name,
            now=now,
            origin=Origin.GATHERING,
            how_we_met=visit.words,
            met_on=visit.owner.day(visit.left_at),
        )
        _is_now(visit, person, now)
    comparing.ask(visit.owner, now=now)
    return person


def join(visit: Visit, person: Contact, *, now: datetime) -> None:
    """They are this person, who is in the book: what is blank there is filled, nothing is written over."""
    with transaction.atomic():
        _hold(visit)
        person.how_we_met = person.how_we_met or visit.words
        person.rewrite(("how_we_met",), now=now)
        _is_now(visit, person, now)


def decline(visit: Visit, *, now: datetime) -> None:
    """Not kept: it goes after thirty days, and nobody is told."""
    with transaction.atomic():
        _hold(visit)
        visit.declined_at = now
        visit.save(update_fields=["declined_at"])


def forget(link: Link) -> None:
    """Whoever left them deletes them; what the member took into the book before is the member's."""
    with acting_as(link.member):
        Visit.objects.of(link.member).filter(link=link).delete()


def forget_old(now: datetime) -> None:
    """What was not kept, and what was left lying, is over. Runs as owner of the tables.

    Whoever left it reads their own page for half a year whatever became of it (`copies.wipe_ended`): no
    answer can be told by it.
    """
    declined = Q(declined_at__lte=now - AFTER_A_NO)
    unanswered = Q(left_at__lte=now - UNANSWERED, accepted_at=None)
    Visit.objects.filter(declined | unanswered).delete()


def _hold(visit: Visit) -> None:
    held = Visit.objects.of(visit.owner_id).select_for_update().filter(pk=visit.pk)
    if held.filter(accepted_at=None, declined_at=None).first() is None:
        raise NotNow("decided")


def _is_now(visit: Visit, person: Contact, now: datetime) -> None:
    for kind, value in (("email", visit.email), ("phone", visit.phone)):
        if value:
            add_point(person, kind, value)
    Contact.objects.reindex([person.pk])
    visit.contact, visit.accepted_at = person, now
    visit.save(update_fields=["contact", "accepted_at"])
