"""Adding people whose names were typed: many in a few statements, findable at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.contacts.addresses import match_key
from apps.contacts.likeness import comparing
from apps.contacts.models import Circle, Contact, ContactPoint, Membership, Origin

if TYPE_CHECKING:
    from apps.accounts.models import Member


def add_people(
    member: Member,
    lines: Iterable[tuple[str, str]],
    *,
    circle: str = "",
    rhythm: int | None = None,
    origin: str = Origin.TYPED,
    now: datetime,
) -> list[Contact]:
    """New people of these (name, e-mail address or ""), in a circle and with a rhythm in days if given."""
    today, lines = member.day(now), list(lines)
    people: list[Contact] = Contact.objects.bulk_create(
        Contact(owner=member, name=name, rhythm_days=rhythm, origin=origin, created_at=now, changed_at=now)
        for name, _ in lines
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(
            owner=member, contact=person, kind="email", value=address, match_key=match_key("email", address)
        )
        for person, (_, address) in zip(people, lines, strict=True)
        if address
    )
    if circle:
        group = Circle.named(member, circle)
        Membership.objects.bulk_create(
            Membership(owner=member, contact=person, circle=group) for person in people
        )
    pks = [person.pk for person in people]
    Contact.objects.reindex(pks)
    Contact.objects.begin(pks, today=today)
    Contact.objects.recompute(pks)
    comparing.ask(member, now=now)
    return people


def add_point(person: Contact, kind: str, value: str) -> None:
    """One more way to reach somebody, behind those of its kind; nothing where it is among them already."""
    key = match_key(kind, value, person.owner.country)
    points = ContactPoint.objects.of(person.owner_id).filter(contact=person, kind=kind)
    if not points.filter(Q(match_key=key) if key else Q(value=value)).exists():
        ContactPoint.objects.create(
            owner_id=person.owner_id,
            contact=person,
            kind=kind,
            value=value,
            match_key=key,
            position=points.count(),
        )
