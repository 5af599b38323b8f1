"""Commitments for tests, made through the same verbs as the screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from apps.accounts.models import Member
from apps.commitments.models import Commitment
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
