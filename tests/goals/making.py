"""Goals for tests, made through the same verbs as the screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from apps.accounts.models import Member
from apps.core.scope import acting_as
from apps.goals.models import EmployerProfile, Goal
from tests.conftest import NOW


def make_goal(member: Member, sentence: str = "", *, now: datetime = NOW, **columns: Any) -> Goal:
    """A goal said at that instant; nothing is known about it but what is given."""
    with acting_as(member):
        return Goal.begin(member, sentence=sentence, now=now, **columns)


def make_employer(member: Member, *served: str, domain: str = "", now: datetime = NOW) -> EmployerProfile:
    """Who employs the member, and whom that employer serves."""
    with acting_as(member):
        return EmployerProfile.rewrite(member, name="Harbour Ledger", domain=domain, fields=served, now=now)
