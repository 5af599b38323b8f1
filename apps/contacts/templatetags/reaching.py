"""Write and Call: the links that open the member's own messenger, with a first line in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import ContactPoint

register = template.Library()

Kind = ContactPoint.Kind


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the sheet: what opens, to which address, and the link."""

    title: str | Promise
    shown: str
    href: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to write and to call; either may be empty."""

    write: list[Way]
    call: list[Way]


@register.simple_tag
def ways_of(points: Iterable[ContactPoint], line: str = "") -> Ways:
    """The ways these addresses open, `line` already in the message. Nothing is sent by Kith."""
    points = list(points)
    mails = [point for point in points if point.kind == Kind.EMAIL]
    phones = [point for point in points if point.kind == Kind.PHONE and point.number]
    write = [Way(_("E-mail"), mail.value, _mailto(mail.value, line)) for mail in mails]
    for phone in phones:
        write += _messages(phone, line)
    return Ways(write, [Way(_("Call"), phone.value, f"tel:{_dial(phone)}") for phone in phones])


def _messages(phone: ContactPoint, line: str) -> Iterator[Way]:
    # "?&" is read by telephones of both makes, where each alone understands another form (RFC 5724: "?").
    yield Way(_("SMS"), phone.value, f"sms:{_dial(phone)}" + (f"?&body={quote(line)}" if line else ""))
    if phone.whatsapp:
        text = f"?text={quote(line)}" if line else ""
        yield Way(_("WhatsApp"), phone.value, f"https://wa.me/{phone.whatsapp}{text}")


def _mailto(address: str, line: str) -> str:
    """RFC 6068; the address is quoted, so that none can add headers."""
    return f"mailto:{quote(address, safe='@+')}" + (f"?body={quote(line)}" if line else "")


def _dial(phone: ContactPoint) -> str:
    return quote(phone.number, safe="+*")
