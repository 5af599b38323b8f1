"""Commitments for tests, made through the same verbs as the screens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from apps.accounts.models import Member
from apps.commitments.models import Commitment, Promise, Session
from apps.core.scope import acting_as
from apps.goals.models import Gathering
from tests.conftest import NOW
from tests.goals.rooms import make_gathering


def make_commitment(
    member: Member,
    title: str = "Food bank",
    kind: str = "volunteering",
    *,
    now: datetime = NOW,
    **columns: Any,
) -> Commitment:
    """A commitment taken on at that instant; nothing is known about it but what is given."""
    with acting_as(member):
        return Commitment.take_on(member, kind=kind, title=title, now=now, **columns)


def make_promise(member: Member, what: str, due_on: date, *, now: datetime = NOW, **columns: Any) -> Promise:
    """Something promised at that instant, by that day."""
    with acting_as(member):
        return Promise.give(member, now=now, on=member.day(now), what=what, due_on=due_on, **columns)


def make_evening(
    commitment: Commitment, title: str = "Evening shift", *, given_minutes: int | None = None, **columns: Any
) -> Gathering:
    """A gathering of this commitment's; columns as of `make_gathering`."""
    gathering = make_gathering(commitment.owner, title, **columns)
    with acting_as(commitment.owner):
        Session.objects.create(
            owner=commitment.owner, gathering=gathering, commitment=commitment, given_minutes=given_minutes
        )
    return gathering
