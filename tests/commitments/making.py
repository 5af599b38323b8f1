"""Commitments for tests, made through the same verbs as the screens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from apps.accounts.models import Member
from apps.commitments.models import Commitment, Promise
from apps.core.scope import acting_as
from tests.conftest import NOW


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
