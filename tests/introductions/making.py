"""Requests for tests, made through the same verbs as the screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.scope import acting_as
from apps.introductions import pairing, verbs
from apps.introductions.models import Door, IntroductionRequest, Pairing, Side
from tests.conftest import NOW
from tests.making import make_contact

WORDS = {
    "what": "who buys for outdoor shops",
    "why": "I'd like to learn how small makers get seen.",
    "gives": "I've offered to write the newsletter for her trail club either way.",
    "note": "Eve, a friend of mine, Maya, would like to ask you something.",
    "signed": "Maya Ortega",
    "about": "a publicist in Oakland",
    "address": "maya.writes@example.org",
}


def make_request(
    member: Member, *friends: Contact | str, now: datetime = NOW, **columns: Any
) -> IntroductionRequest:
    """A request for Eve, written and not asked yet; friends in their order, made where a name is given."""
    people = [make_contact(member, each) if isinstance(each, str) else each for each in friends]
    with acting_as(member):
        request = IntroductionRequest.draft(member, now=now, **{"whom": "Eve Lindqvist", **WORDS, **columns})
        for position, friend in enumerate(people):
            Door.objects.create(
                owner=member, request=request, contact=friend, called=friend.name, position=position
            )
    return request


def doors(request: IntroductionRequest) -> list[Door]:
    """Its doors in their order."""
    with acting_as(request.owner_id):
        return list(verbs.doors_of(request).order_by("position").select_related("owner", "contact", "link"))


def make_asked(member: Member, *friends: Contact | str, now: datetime = NOW, **columns: Any) -> Door:
    """The first friend has the question."""
    door = doors(make_request(member, *friends, now=now, **columns))[0]
    with acting_as(member):
        verbs.ask(door, now=now)
    return door


def make_passed_on(member: Member, friend: Contact | str = "Ben Silva", **columns: Any) -> Door:
    """The friend said yes, and the letter may be on its way."""
    door = make_asked(member, friend, **columns)
    with acting_as(member):
        verbs.friend_says(door, Door.Answer.KNOWS_WELL, now=NOW)
    return door


def make_pairing(member: Member, *people: Contact | str, now: datetime = NOW, **columns: Any) -> Pairing:
    """Two who should know each other, written and not asked yet; made where a name is given."""
    named = people or ("Ana Lima", "Ben Silva")
    both = [make_contact(member, each) if isinstance(each, str) else each for each in named]
    said = {"why": "You both build wooden boats.", "signed": "Maya Ortega"} | columns
    with acting_as(member):
        return pairing.draft(member, both, ("You would laugh together.", ""), now=now, **said)


def make_paired(member: Member, *people: Contact | str, now: datetime = NOW, **columns: Any) -> list[Side]:
    """Both have a letter; their sides, in their order."""
    made = make_pairing(member, *people, now=now, **columns)
    with acting_as(member):
        pairing.ask(made, now=now)
    return sides(made)


def sides(made: Pairing) -> list[Side]:
    """The two sides as they stand."""
    with acting_as(made.owner_id):
        return pairing.sides_of(made)
