"""One row of each kind that belongs to an introduction, for the access walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from apps.accounts.models import Member
from apps.contacts.models import Contact, Organisation
from apps.core.handed import Link
from apps.introductions.models import (
    Card,
    Door,
    IntroductionRequest,
    Letter,
    Pairing,
    Received,
    Side,
    Transition,
    Visit,
)
from tests.architecture.world_goals import GoalWorld

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class IntroductionWorld:
    """One row of each kind that belongs to an introduction."""

    request: IntroductionRequest
    door: Door
    received: Received
    pairing: Pairing
    side: Side
    card: Card
    visit: Visit


def make_introduction_world(
    member: Member, word: str, contact: Contact, organisation: Organisation, goals: GoalWorld
) -> IntroductionWorld:
    """A request with a friend's letter, two people to introduce, and a card; every text of it `word`."""
    owned: dict[str, Any] = {"owner": member}
    links = [Link.hand_out(member, purpose, now=NOW) for purpose in ("friend", "pair", "card")]
    request = IntroductionRequest.objects.create(
        **owned, contact=contact, organisation=organisation, whom=word, what=word, goal=goals.goal, why=word,
        gives=word, note=word, signed=word, about=word, state="asked", closes_on=date(2026, 12, 3),
        created_at=NOW,
    )  # fmt: skip
    Transition.objects.create(**owned, request=request, state="asked", by="member", happened_at=NOW)
    door = Door.objects.create(
        **owned, request=request, contact=contact, called=word, link=links[0], opened_at=NOW, named=word,
    )  # fmt: skip
    letter = Letter.objects.create(link=links[0], shown={"whom": word}, created_at=NOW)
    pairing = Pairing.objects.create(**owned, why=word, state="asked", created_at=NOW)
    card = {"name": word, "line": word, "phone": word, "site": word, "email": f"{word}@example.org"}
    return IntroductionWorld(
        request,
        door,
        Received.objects.create(**owned, letter=letter, received_at=NOW),
        pairing,
        Side.objects.create(**owned, pairing=pairing, contact=contact, called=word, note=word, link=links[1]),
        Card.objects.create(**owned, **card, link=links[2], changed_at=NOW),
        Visit.objects.create(
            **owned, name=word, email=f"{word}@example.org", phone=word, words=word, left_at=NOW
        ),
    )
