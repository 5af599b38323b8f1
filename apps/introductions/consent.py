"""What whoever was asked for says to their letter: a yes of either kind. A no is in `kept.py`.

Each runs inside `acting_as(link.member)`, found by the letter's link alone, and raises NotNow, changing
nothing, where the request is not theirs to answer any more.
"""

from __future__ import annotations

from datetime import datetime

from apps.core import outbox
from apps.core.models import Link
from apps.introductions import kept, verbs
from apps.introductions.in_book import put_in_book
from apps.introductions.models import Door

TO_THEM, TO_MEMBER = "introductions:to_them", "introductions:to_member"
"""The two mails of an introduction."""


def will_write(link: Link, *, now: datetime) -> None:
    """*Give me their address, I'll write*: nothing of theirs is kept, not even an earlier no."""
    verbs.target_will_write(_door(link), now=now)
    kept.forget(link)


def introduce(link: Link, address: str, *, name: str = "", now: datetime) -> None:
    """*Introduce us by e-mail*, with an address confirmed by code: one mail to each, Reply-To the other.

    They are in the member's book from now on, introduced by the friend.
    """
    door = _door(link)
    verbs.target_is_introduced(door, now=now)
    kept.forget(link)
    person = put_in_book(door, name, address=address, now=now)
    facts = {"door": door.pk, "person": person.pk, "address": address}
    member = door.owner
    for kind, recipient in ((TO_THEM, address), (TO_MEMBER, member.email)):
        key = f"{kind}:{door.request_id}"
        outbox.put(key=key, kind=kind, recipient=recipient, member_id=member.pk, facts=facts, now=now)


def _door(link: Link) -> Door:
    doors = Door.objects.of(link.member_id).select_related("owner", "request", "contact")
    door: Door | None = doors.filter(target_link=link).first()
    if door is None:
        raise verbs.NotNow("the request is gone")
    return door
