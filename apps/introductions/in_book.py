"""Whoever was introduced is in the member's book, with the friend who opened the door as introducer."""

from __future__ import annotations

from datetime import datetime

from apps.contacts.adding import add_point
from apps.contacts.addresses import match_key
from apps.contacts.doors import Circular, hold_straight
from apps.contacts.models import Contact, ContactPoint, Origin
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Door, IntroductionRequest


def put_in_book(door: Door, name: str = "", *, address: str = "", now: datetime) -> Contact:
    """Whom this door opened to: who was asked for, or has that address, else somebody new by that name."""
    request = door.request
    person = request.contact or _known_by(door, address) or _add(door, name or clean_name(request.whom), now)
    if person.pk != request.contact_id:
        IntroductionRequest.objects.of(door.owner_id).filter(pk=request.pk).update(contact=person)
        request.contact = person
    if address:
        add_point(person, ContactPoint.Kind.EMAIL, address)
    if person.introduced_by_id is None and _is_straight(door, person):
        person.introduced_by_id = door.contact_id
    if person.origin == Origin.TO_MEET:
        person.origin = Origin.INTRODUCTION
    person.rewrite(("introduced_by", "origin"), now=now)
    return person


def _known_by(door: Door, address: str) -> Contact | None:
    """Whom the member has with that address already."""
    if not address:
        return None
    points = ContactPoint.objects.of(door.owner_id).filter(kind=ContactPoint.Kind.EMAIL)
    point = points.filter(match_key=match_key("email", address)).select_related("contact").first()
    return point.contact if point else None


def _add(door: Door, name: str, now: datetime) -> Contact:
    added: Contact = Contact.objects.add(
        door.owner, name or door.request.whom, now=now, origin=Origin.INTRODUCTION
    )
    return added


def _is_straight(door: Door, person: Contact) -> bool:
    """Whether the friend may stand as their introducer: not where they once introduced the friend."""
    try:
        hold_straight(door.owner, person.pk, door.contact_id)
    except Circular:
        return False
    return door.contact_id != person.pk
