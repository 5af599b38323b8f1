"""A commitment with one row of everything that belongs to it, for looking at its pages."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from apps.accounts.models import Member
from apps.commitments.models import (
    Commitment,
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
from apps.goals.models import Gathering, Goal

LONG_TITLE = "Chair of the committee for programmes, prizes and the Donaudampfschifffahrtsgesellschaft"


def a_commitment(
    member: Member, contact: Contact, goal: Goal, gathering: Gathering, now: datetime
) -> dict[str, int]:
    """Keys by noun; runs in the member's scope and within an act. Its season is about to end."""
    owned, today = {"owner": member}, member.day(now)
    own = Commitment.take_on(
        member, kind="role", title=LONG_TITLE, about="Keeps *order*, and the biscuits.",
        organisation=Organisation.objects.of(member).earliest("pk"), coordinator=contact,
        begins_on=today - timedelta(days=300), ends_on=today + timedelta(days=5), now=now,
    )  # fmt: skip
    own.serve([goal])
    near = Near.objects.create(**owned, commitment=own, contact=contact)
    Near.objects.create(**owned, commitment=own, contact=contact, what=Near.As.VOUCHES)
    step = Step.objects.create(**owned, commitment=own, what="sit in on a meeting", done_on=today)
    Step.objects.create(**owned, commitment=own, what="ask who chairs next year")
    series = Series.objects.create(
        **owned, commitment=own, title="Committee", weekdays=2, begins=time(18), minutes=120,
        time_zone=member.time_zone, from_on=today - timedelta(days=70), until_on=today + timedelta(days=70),
        created_at=now, changed_at=now,
    )  # fmt: skip
    session = Session.objects.create(
        **owned, gathering=gathering, commitment=own, series=series, series_on=gathering.on
    )
    promise = Promise.give(
        member, now=now, on=today, what="a flyer for the spring", commitment=own,
        due_on=today + timedelta(days=2),
    )  # fmt: skip
    offer = Offer.make(member, now=now, what="a page of proofs", about="Within a week.", most=2)
    OfferCause.objects.create(**owned, offer=offer, name="Clean rivers", folded="clean rivers")
    give = Give.objects.create(**owned, contact=contact, what="a page of proofs", happened_on=today)
    fulfilment = Fulfilment.objects.create(**owned, offer=offer, give=give, taken_on=today)
    rows = {
        "commitment": own, "near": near, "step": step, "series": series, "session": session,
        "promise": promise, "offer": offer, "fulfilment": fulfilment,
    }  # fmt: skip
    return {noun: row.pk for noun, row in rows.items()}
