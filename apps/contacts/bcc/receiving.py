"""A mail that came to a private address, written down as its member would: wrote to these, on that day."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from apps.contacts.bcc.address import found
from apps.contacts.bcc.reading import Mail, read
from apps.contacts.models import Contact, ContactPoint, Interaction
from apps.core.acts import Act, Repeated, act
from apps.core.addresses import address as page_at
from apps.core.scope import acting_as
from apps.core.words import told

if TYPE_CHECKING:
    from apps.accounts.models import Member

VERBS = ("log_mail", "log_mail_several")
MOST_A_DAY = 200
"""Mails of one member written down within a day: more are no letters."""
MOST_SHARING = 2
"""An address kept with more people than that is a house's: it does not say which of them was written to."""
OLDEST = timedelta(days=30)
"""A mail that says it is older than this has a wrong clock, or was sent on."""


def is_taken(address: str, *, now: datetime) -> bool:
    """Whether mail to this address is taken in."""
    return found(address, now=now) is not None


def receive(address: str, return_path: str, header: bytes, *, now: datetime) -> bool:
    """Write down the mail of that header; False where nobody has the address.

    What is not to be written down is taken in silence: whoever sent it learns nothing of the member.
    """
    link = found(address, now=now)
    if link is None:
        return False
    mail = read(header, return_path)
    if mail.is_by_hand:
        with acting_as(link.member):
            log_mail(link.member, mail, now=now)
    return True


def log_mail(member: Member, mail: Mail, *, now: datetime) -> None:
    """In touch with those of the book it went to, once however often it comes; not for a foreign sender."""
    own = _own_addresses(member)
    if mail.sender not in own or _has_logged_enough(member, now):
        return
    people = _people_at(member, [address for address in mail.recipients if address not in own])
    if not people:
        return
    verb, facts = VERBS[len(people) > 1], told([person.name for person in people])
    led_to = page_at("contacts:person", people[0].pk)
    try:
        with act(member, verb, key=_key_of(member, mail), facts=facts, led_to=led_to, now=now):
            on = day_of(member, mail.sent_at, now)
            Interaction.log(member, people, kind=Interaction.Kind.WROTE, on=on, now=now)
    except Repeated:
        return


def day_of(member: Member, sent_at: datetime | None, now: datetime) -> date:
    """The member's day of a mail; today where it says none, one that is ahead or one long ago."""
    today = member.day(now)
    try:
        on = member.day(sent_at) if sent_at else today
    except (OverflowError, ValueError):
        return today
    return on if today - OLDEST <= on <= today else today


def _own_addresses(member: Member) -> set[str]:
    confirmed = EmailAddress.objects.filter(user_id=member.pk, verified=True)
    return {address.lower() for address in confirmed.values_list("email", flat=True)}


def _has_logged_enough(member: Member, now: datetime) -> bool:
    lately = Act.objects.of(member).filter(at__gt=now - timedelta(days=1), verb__in=VERBS)
    return lately.count() >= MOST_A_DAY


def _people_at(member: Member, addresses: Collection[str]) -> list[Contact]:
    """Who of the book is reached at these addresses, by name."""
    points = ContactPoint.objects.of(member).filter(
        kind=ContactPoint.Kind.EMAIL, match_key__in=list(addresses)
    )
    sharing: defaultdict[str, set[int]] = defaultdict(set)
    for key, pk in points.values_list("match_key", "contact_id"):
        sharing[key].add(pk)
    reached = {pk for pks in sharing.values() if len(pks) <= MOST_SHARING for pk in pks}
    return list(Contact.objects.of(member).filter(pk__in=reached).order_by("sort_key", "pk"))


def _key_of(member: Member, mail: Mail) -> uuid.UUID:
    """The same for each copy of a mail, as a form's uuid is the same for each press."""
    said = f"kith.bcc.v1\n{member.pk}\n{mail.identity}".encode(errors="replace")
    return uuid.UUID(bytes=sha256(said).digest()[:16])
