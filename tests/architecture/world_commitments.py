"""One row of each kind that belongs to a commitment, for the access walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from apps.accounts.models import Member
from apps.commitments.models import (
    Commitment,
    CommitmentGoal,
    Fulfilment,
    Near,
    Offer,
    OfferCause,
    Promise,
    Series,
    Session,
    Step,
)
from apps.contacts.models import Contact, Give, Organisation
from tests.architecture.world_goals import GoalWorld

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class CommitmentWorld:
    """One row of each kind that belongs to a commitment."""

    commitment: Commitment
    near: Near
    step: Step
    series: Series
    session: Session
    promise: Promise
    offer: Offer
    fulfilment: Fulfilment


def make_commitment_world(
    member: Member, word: str, contact: Contact, organisation: Organisation, give: Give, goals: GoalWorld
) -> CommitmentWorld:
    """A commitment with everything that can belong to one, every text of it `word`; in the member's scope."""
    owned: dict[str, Any] = {"owner": member}
    texts = {"title": word, "about": word, "teaches": word, "approver": word, "approval_words": word}
    day = date(2026, 9, 1)
    commitment = Commitment.objects.create(
        **owned, **texts, kind="project", organisation=organisation, coordinator=contact,
        approved_on=day, created_at=NOW,
    )  # fmt: skip
    CommitmentGoal.objects.create(**owned, commitment=commitment, goal=goals.goal)
    series = Series.objects.create(
        **owned, commitment=commitment, title=word, weekdays=2, begins=time(18), minutes=120,
        place=goals.place, time_zone="Europe/Berlin", from_on=day, until_on=date(2026, 12, 1),
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    offer = Offer.objects.create(**owned, what=word, about=word, created_at=NOW)
    OfferCause.objects.create(**owned, offer=offer, name=word, folded=word)
    return CommitmentWorld(
        commitment,
        Near.objects.create(**owned, commitment=commitment, contact=contact),
        Step.objects.create(**owned, commitment=commitment, what=word),
        series,
        Session.objects.create(**owned, gathering=goals.gathering, commitment=commitment, series=series),
        Promise.objects.create(
            **owned, what=word, commitment=commitment, contact=contact, due_on=day, promised_on=day,
            created_at=NOW,
        ),
        offer,
        Fulfilment.objects.create(**owned, offer=offer, give=give, commitment=commitment, taken_on=day),
    )  # fmt: skip
