"""What whoever was asked for says to their letter: a yes of either kind. A no is in `kept.py`.

Each runs inside `acting_as(link.member)`, found by the letter's link alone, and raises NotNow, changing
nothing, where the request is not theirs to answer any more.
"""

from __future__ import annotations

from datetime import datetime

from apps.contacts.addresses import match_key
from apps.contacts.doors import Circular, hold_straight
from apps.contacts.models import Contact, ContactPoint, Origin
from apps.core import outbox
from apps.core.models import Link
from apps.introductions import kept, verbs
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Door, IntroductionRequest

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
    person = _put_in_book(door, address, name, now)
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


def _put_in_book(door: Door, address: str, name: str, now: datetime) -> Contact:
    request = door.request
    person = request.contact or _known_by(door, address) or _add(door, name or clean_name(request.whom), now)
    if person.pk != request.contact_id:
        IntroductionRequest.objects.of(door.owner_id).filter(pk=request.pk).update(contact=person)
    _give_address(person, address)
    if person.introduced_by_id is None and _is_straight(door, person):
        person.introduced_by_id = door.contact_id
    if person.origin == Origin.TO_MEET:
        person.origin = Origin.INTRODUCTION
    person.rewrite(("introduced_by", "origin"), now=now)
    return person


def _known_by(door: Door, address: str) -> Contact | None:
    """Whom the member has with that address already."""
    points = ContactPoint.objects.of(door.owner_id).filter(kind=ContactPoint.Kind.EMAIL)
    point = points.filter(match_key=match_key("email", address)).select_related("contact").first()
    return point.contact if point else None


def _add(door: Door, name: str, now: datetime) -> Contact:
    added: Contact = Contact.objects.add(
        door.owner, name or door.request.whom, now=now, origin=Origin.INTRODUCTION
    )
    return added


def _give_address(person: Contact, address: str) -> None:
    key = match_key("email", address)
    email = ContactPoint.objects.of(person.owner_id).filter(contact=person, kind=ContactPoint.Kind.EMAIL)
    if not email.filter(match_key=key).exists():
        ContactPoint.objects.create(
            owner_id=person.owner_id,
            contact=person,
            kind=ContactPoint.Kind.EMAIL,
            value=address,
            match_key=key,
            position=email.count(),
        )


def _is_straight(door: Door, person: Contact) -> bool:
    """Whether the friend may stand as their introducer: not where they once introduced the friend."""
    try:
        hold_straight(door.owner, person.pk, door.contact_id)
    except Circular:
        return False
    return door.contact_id != person.pk
