"""Letters on their way to friends, and one row of everything else of introductions, for looking at pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.scope import acting_as
from apps.introductions import pairing, verbs
from apps.introductions.card import save as save_card
from apps.introductions.in_book import put_in_book
from apps.introductions.models import Door, IntroductionRequest, Letter, Received, Visit
from apps.introductions.received import receive
from tests.introductions.making import WORDS, make_asked
from tests.making import make_contact, make_member


def a_letter(email: str) -> None:
    """Maya asks Ben for Eve; prints the letter's path."""
    maya = make_member(email, name="Maya Ortega", time_zone="Europe/Lisbon")
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    door = make_asked(maya, "Ben Silva", now=timezone.now(), contact=eve)
    assert door.link is not None
    print(reverse("letter", args=[door.link.token]))


def a_letter_passed_on(email: str) -> None:
    """Maya asked Ben, who passes her letter on to Eve; prints the path of Eve's letter."""
    maya, now = make_member(email, name="Maya Ortega", time_zone="Europe/Lisbon"), timezone.now()
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    door = make_asked(maya, "Ben Silva", now=now, contact=eve)
    with acting_as(maya):
        verbs.friend_says(door, Door.Answer.KNOWS_WELL, now=now)
    assert door.target_link is not None
    print(reverse("letter", args=[door.target_link.token]))


def an_introduction(member: Member, person: Contact, now: datetime) -> dict[str, Any]:
    """Keys by noun, and the tokens of a friend's letter and of one passed on; runs in the member's scope."""
    owned: dict[str, Any] = {"owner": member}
    asked, passed_on = (_asked(member, person, now) for _ in range(2))
    verbs.friend_says(passed_on, Door.Answer.KNOWS_WELL, now=now)
    receive(member, Letter.objects.get(link=asked.link), now=now)
    friend = Contact.objects.of(member).get(name="Ana Lima")
    said = {"why": "They both row before breakfast.", "signed": "Maya Ortega"}
    written, paired = (pairing.draft(member, [person, friend], ("", ""), now=now, **said) for _ in range(2))
    pairing.ask(paired, now=now)
    side = pairing.sides_of(paired)[0]
    assert side.link is not None
    visit = Visit.objects.create(**owned, name=f"{person.name} once more", words="by the kettle", left_at=now)
    card = save_card(member, {"name": member.name, "line": "rows before breakfast"}, now=now)
    assert card.link is not None
    assert asked.link is not None
    assert passed_on.target_link is not None
    return {
        "request": asked.request_id,
        "door": asked.pk,
        "received": Received.objects.of(member).get().pk,
        "pairing": paired.pk,
        "pairing_written": written.pk,
        "side": side.pk,
        "visit": visit.pk,
        "letter": asked.link.token,
        "letter_card": card.link.token,
        "letter_pair": side.link.token,
        "letter_passed_on": passed_on.target_link.token,
    }


def _asked(member: Member, person: Contact, now: datetime) -> Door:
    request = IntroductionRequest.draft(member, now=now, whom=f"Eve Lindqvist of {person.name}", **WORDS)
    door = Door.objects.create(owner=member, request=request, contact=person, called=person.name)
    verbs.ask(door, now=now)
    return door


def what_waits(email: str) -> None:
    """For a member that is there: a note passed on, somebody introduced, a friend to ask next."""
    member, now = Member.objects.get(email=email), timezone.now()
    eve, noor, walter = (
        make_contact(member, name, origin="to_meet")
        for name in ("Eve Lindqvist", "Noor Aziz", "Walter Amsel")
    )
    passed_on = make_asked(member, "Ben Carter", now=now, whom=eve.name, contact=eve)
    opened = make_asked(member, "Joan Petersen", now=now, whom=walter.name, contact=walter)
    refused = make_asked(member, "Dana Kim", "Rosa Silva", now=now, whom=noor.name, contact=noor)
    with acting_as(member):
        verbs.friend_says(passed_on, Door.Answer.KNOWS_WELL, now=now)
        verbs.friend_says(opened, Door.Answer.HAS_MET, now=now)
        verbs.friend_says(refused, Door.Answer.KNOWS_NOT, now=now)
        verbs.target_is_introduced(opened, now=now)
        put_in_book(opened, now=now)
    print(reverse("introductions:request", args=[opened.request_id]))
