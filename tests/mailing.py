"""Every kind of mail that Kith sends, each put into the outbox the way the program does it.

A kind without a maker makes `tests/core/test_every_mail.py` fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from html import unescape
from itertools import count
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import RequestFactory

from apps.accounts.models import Member
from apps.accounts.posting import KINDS as ALLAUTH
from apps.accounts.posting import post
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import address_codes, consent, pairing, sending, verbs
from apps.introductions.models import Door
from apps.nudges.asking import send_one_now
from tests.introductions.making import doors, make_asked, make_paired, make_request
from tests.making import LONG_AGO, make_contact, make_member
from tests.notes import plan_note

Maker = Callable[[int, datetime], None]
numbers = count(1)


def put_one(kind: str, now: datetime) -> Outbox:
    """A new mail of this kind, due now; what else was put with it stays due too."""
    before = Outbox.objects.filter(kind=kind).values_list("pk", flat=True)
    known = set(before)
    with transaction.atomic():  # as every request is
        MAKERS[kind](next(numbers), now)
    return Outbox.objects.filter(kind=kind).exclude(pk__in=known).earliest("pk")


def an_asker(number: int) -> Member:
    """Somebody who has been here long enough that Kith writes for them."""
    return make_member(f"asker{number}@example.org", name="Maya Ortega", joined_at=LONG_AGO)


def note(number: int, now: datetime) -> None:
    """The morning note of somebody with three people who have come round."""
    plan_note(number, now=now)


def note_now(number: int, now: datetime) -> None:
    """The same, asked for."""
    member = an_asker(number)
    make_contact(member, "Ana Lima", rhythm_days=30, first_due_on=member.day(now), email="ana@example.net")
    with acting_as(member):
        send_one_now(member, now=now)


def question(number: int, now: datetime) -> None:
    """Kith's one fixed text to a friend."""
    member, address = an_asker(number), f"ben{number}@example.net"
    door = doors(make_request(member, make_contact(member, "Ben Silva", email=address), now=now))[0]
    with acting_as(member):
        sending.mail(door, address, now=now)


def passed_on(number: int, now: datetime) -> Door:
    """A letter in the hands of whoever was asked for."""
    member = an_asker(number)
    eve = make_contact(member, "Eve Lindqvist", origin="to_meet")
    door = make_asked(member, "Ben Silva", now=now, contact=eve)
    with acting_as(member):
        verbs.friend_says(door, Door.Answer.KNOWS_WELL, now=now)
    return door


def letter_code(number: int, now: datetime) -> None:
    """The six digits to an address typed on a letter."""
    link = passed_on(number, now).target_link
    assert link
    address_codes.send(link, f"eve{number}@example.net", now=now)


def introduced(number: int, now: datetime) -> None:
    """One mail to each of two who said yes."""
    door = passed_on(number, now)
    assert door.target_link
    with acting_as(door.owner):
        consent.introduce(door.target_link, f"eve{number}@example.net", now=now)


def paired(number: int, now: datetime) -> None:
    """One mail to each of two who should know each other, and agreed."""
    for each, side in enumerate(make_paired(an_asker(number), now=now)):
        assert side.link
        with acting_as(side.owner_id):
            pairing.agree(side.link, f"pair{number}-{each}@example.net", now=now)


def of_account(kind: str) -> Maker:
    """What allauth wants mailed, under the first of its names for this kind."""
    name = next(key for key, value in ALLAUTH.items() if value == kind)

    def made(number: int, now: datetime) -> None:
        member = an_asker(number)
        request = RequestFactory().post("/")
        request.session, request.resolver_match = {}, None  # type: ignore[assignment]
        said: dict[str, Any] = {"code": "1234-5678", "from_email": "a@b.example", "to_email": "c@d.example"}
        post(request, name, member.email, said | {"user": member}, now=now)

    return made


MAKERS: dict[str, Maker] = {
    "note": note,
    "note_now": note_now,
    sending.QUESTION: question,
    address_codes.CODE: letter_code,
    consent.TO_THEM: introduced,
    consent.TO_MEMBER: introduced,
    pairing.PAIRED: paired,
    **{kind: of_account(kind) for kind in dict.fromkeys(ALLAUTH.values()) if kind != "account:nobody"},
}


def links_of(message: EmailMessage) -> list[str]:
    """Every address of Kith's own in text, HTML and headers, once each."""
    bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
    words = [unescape(body.get_content()) for body in bodies if body]
    words += [str(value) for value in message.values()]
    ours = re.compile(re.escape(settings.PUBLIC_URL) + r"[^\s\"'<>)]*")
    return list(dict.fromkeys(found for each in words for found in ours.findall(each)))
