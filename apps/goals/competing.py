"""Employer first: which goals would compete with the member's employer, and what follows.

A goal for *clients of my own* in a field the employer serves (the same, above or below it) is held until
the field or what it is for changes, or a dated approval is recorded. *My next job* is remarked on.
The rule stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.accounts.models import Member
from apps.goals import fields

if TYPE_CHECKING:
    from apps.core.acts import Act
    from apps.goals.models import Goal


def serves(served: Collection[str], field: str) -> bool:
    """Whether an employer that serves these fields also serves this one; a speciality counts by its field."""
    return any(fields.related(each, field) for each in served)


def competes(goal: Goal, served: Collection[str]) -> bool:
    """Whether the goal has to wait: for clients of one's own, where the employer works, not approved."""
    for_clients = goal.purpose == goal.Purpose.CLIENTS
    return for_clients and goal.approved_on is None and serves(served, goal.field)


def is_remarked_on(goal: Goal, served: Collection[str]) -> bool:
    """Whether a word is due: a next job, where the employer works too."""
    return goal.is_open and goal.purpose == goal.Purpose.JOB and serves(served, goal.field)


def served_by_employer(owner: int) -> list[str]:
    """The keys of the fields this member's employer serves; one query."""
    from apps.goals.models import EmployerProfile

    profile = EmployerProfile.objects.of(owner).first()
    return list(profile.fields) if profile else []


def forget_approvals(owner: int) -> None:
    """Whoever gave them employs the member no longer; of goals that ended they stay, as it was."""
    from apps.goals.models import Goal

    approved = Goal.objects.of(owner).unfinished().exclude(approved_on=None)
    approved.update(approver="", approved_on=None, approval_words="")


def settle(owner: int, *, now: datetime) -> None:
    """Hold every open goal that competes and release every one that does not any more.

    Part of whatever changed a goal or the employer, in the same transaction.
    """
    from apps.goals.models import Goal

    served = served_by_employer(owner)
    for goal in Goal.objects.of(owner).unfinished():
        waits = competes(goal, served)
        if waits and goal.held_at is None:
            goal.hold(now=now)
        elif not waits and goal.held_at is not None:
            goal.release()


def settle_again(member: Member, act: Act, touched: dict[type[Any], set[int]]) -> None:
    """After an act was taken back: what it put back may compete, or compete no longer."""
    from apps.goals.models import EmployerProfile, Goal

    if touched.keys() & {EmployerProfile, Goal}:
        settle(member.pk, now=act.at)
