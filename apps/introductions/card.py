"""The member's card: its address, what stands behind it, and what happens to both.

What the page shows is a copy in `Letter`, made again whenever the card changes: whoever holds the address
reads that and nothing else of the member's. Where the address is replaced, or the card switched off, the
old one opens nothing any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from apps.core.acts import Act
from apps.core.handed import Link
from apps.introductions import copies
from apps.introductions.cleaning import clean_line, clean_name, first_of
from apps.introductions.models import Card, Letter

if TYPE_CHECKING:
    from apps.accounts.models import Member

CARD = "card"


def card_of(member: Member) -> Card | None:
    """The member's card with its link, if there is one; one query."""
    card: Card | None = Card.objects.of(member).select_related("link").first()
    return card


def is_open(card: Card | None, now: datetime) -> bool:
    """Whether its address opens."""
    return card is not None and card.link is not None and not card.link.has_ended(now)


def save(member: Member, columns: dict[str, Any], *, now: datetime) -> Card:
    """What the card says from now on; the first time it gets an address."""
    with transaction.atomic():
        card, made = Card.objects.update_or_create(owner=member, defaults={**columns, "changed_at": now})
        if made:
            _hand_out(card, now=now)
        else:
            _show_again(card)
    return card


def renew(card: Card, *, now: datetime) -> None:
    """Another address; the one before, and every code printed of it, opens nothing any more."""
    with transaction.atomic():
        held = Card.objects.of(card.owner_id).select_for_update().get(pk=card.pk)
        copies.revoke([held.link_id], now=now)
        _hand_out(held, now=now)


def switch_off(card: Card, *, now: datetime) -> None:
    """Nobody reads it from now on; what it says is kept for the member alone."""
    with transaction.atomic():
        held = Card.objects.of(card.owner_id).select_for_update().get(pk=card.pk)
        copies.revoke([held.link_id], now=now)


def show_again(member: Member, act: Act, touched: dict[Any, set[int]]) -> None:
    """After taking back: the page says what the card says, and no address is left without a card."""
    if not touched.get(Card):
        return
    card = card_of(member)
    given_out = Link.objects.filter(member=member, purpose=CARD, revoked_at=None)
    stray = [link.pk for link in given_out if card is None or link.pk != card.link_id]
    act.refresh_from_db(fields=["taken_back_at"])
    if act.taken_back_at:
        copies.revoke(stray, now=act.taken_back_at)
    if card:
        _show_again(card)


def said_on(card: Card) -> dict[str, Any]:
    """What the page of a card shows."""
    name = clean_name(card.name)
    return {
        "from": name,
        "from_short": first_of(name),
        "line": clean_line(card.line),
        "email": card.email,
        "phone": card.phone,
        "site": clean_line(card.site),
        "takes": card.takes_details,
    }


def _hand_out(card: Card, *, now: datetime) -> None:
    card.link = Link.hand_out(card.owner_id, CARD, now=now)
    Letter.objects.create(link=card.link, shown=said_on(card), created_at=now)
    card.save(update_fields=["link"])


def _show_again(card: Card) -> None:
    Letter.objects.filter(link=card.link_id, wiped_at=None).update(shown=said_on(card))
