"""How a friend's address reaches them: by the member's own hand, or by Kith's one fixed text.

Kith's mail holds no word of the member's but two names, cleaned. It goes to a friend only, never to whoever
is asked for; once per address and request, at most twenty a member and day, from members whose own address
is confirmed and who have been here a day, and never to an address that said never again.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.addresses import plain_address
from apps.accounts.models import Member
from apps.contacts.models import ContactPoint
from apps.core.dates import instant_of
from apps.core.links import absolute
from apps.core.outbox import Outbox, put
from apps.core.suppression import fingerprint
from apps.core.unsubscribing import has_unsubscribed
from apps.introductions import asking
from apps.introductions.models import Door, Transition

if TYPE_CHECKING:
    from apps.core.handed import Link

QUESTION = "introductions:question"
LIST = "introductions"
A_DAY = timedelta(days=1)
MOST_A_DAY = 20


class MayNotMail(Exception):
    """Kith may not write to this friend now; its text says why. The member still may."""


def address_of(link: Link) -> str:
    """The whole address of a letter."""
    return absolute(reverse("letter", args=[link.token]))


def message(door: Door, url: str) -> str:
    """What the member could write to the friend, to be changed in their own messenger."""
    said = _(
        "%(friend)s, may I ask you something? There is somebody I would like to meet, and I thought of you. "
        "The question is on this page; half a minute is enough, and a no is quite all right: %(url)s"
    )
    friend = door.contact.first_name if door.contact else door.called
    return said % {"friend": friend, "url": url}


def addresses_of(door: Door) -> list[str]:
    """Where Kith could write to this friend."""
    points = ContactPoint.objects.of(door.owner_id).filter(
        contact=door.contact_id, kind=ContactPoint.Kind.EMAIL
    )
    return list(points.order_by("position", "pk").values_list("value", flat=True))


def mail(door: Door, address: str, *, now: datetime, by: str = Transition.By.MEMBER) -> None:
    """Ask the friend by Kith's own text; MayNotMail, MayNotAsk or NotNow, and nothing is sent, else."""
    with transaction.atomic():
        member = Member.objects.locked(door.owner_id)
        recipient = _fit(address)
        why = bar(member, now=now) or _bar_of_address(door, recipient)
        if why:
            raise MayNotMail(why)
        asking.ask(door, now=now, by_mail=True, by=by)
        facts = {"door": door.pk}
        key = _key(door, recipient)
        put(key=key, kind=QUESTION, recipient=recipient, member_id=member.pk, facts=facts, now=now)


def bar(member: Member, *, now: datetime) -> str:
    """Why Kith may not write for this member now, as a sentence; "" where it may."""
    if now - member.joined_at < A_DAY:
        return _("In your first day here Kith does not write for you.")
    if not EmailAddress.objects.filter(user=member, email=member.email, verified=True).exists():
        return _("Confirm your own address first; then Kith may write for you.")
    morning = instant_of(member.day(now), time.min, member.zone)
    sent = Outbox.objects.filter(member=member, kind=QUESTION, created_at__gte=morning)
    if sent.count() >= MOST_A_DAY:
        return _("Kith has written twenty times for you today. Tomorrow it may again.")
    return ""


def _bar_of_address(door: Door, recipient: str) -> str:
    if recipient not in {_plain(each) for each in addresses_of(door)}:
        return _("That is no address of theirs in your book.")
    if has_unsubscribed(recipient, LIST):
        return _("Kith does not write to this address. You can send the link yourself.")
    if Outbox.objects.filter(key=_key(door, recipient)).exists():
        return _("Kith has written to this address once, and does not write again.")
    return ""


def _key(door: Door, recipient: str) -> str:
    return f"question:{door.request_id}:{fingerprint(recipient).hex()}"


def _fit(address: str) -> str:
    try:
        return plain_address(address)
    except ValidationError as error:
        raise MayNotMail(error.messages[0]) from None


def _plain(address: str) -> str:
    try:
        return plain_address(address)
    except ValidationError:
        return ""
