"""What the member gives for a goal, and what they could: read in one statement for the goal's whole page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db import connection

from apps.commitments.models import Commitment
from apps.commitments.offers import OFFERING, Offering
from apps.goals.models import Goal

SERVING = f"""
select c.id, c.kind, c.title, o.name, c.finished_on, c.approver <> '' and c.approved_on is not null,
    null, null, null, null
from commitments_commitmentgoal s
join commitments_commitment c on c.owner_id = s.owner_id and c.id = s.commitment_id
left join contacts_organisation o on o.owner_id = c.owner_id and o.id = c.organisation_id
where s.owner_id = %(owner)s and s.goal_id = %(goal)s
union all
select f.id, null, f.what, null, null, null, {OFFERING}
from commitments_offer f where f.owner_id = %(owner)s and f.withdrawn_on is null
order by 1
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A commitment that serves a goal, light."""

    pk: int
    kind: str
    title: str
    organisation: str
    finished_on: date | None
    is_approved: bool

    @property
    def kind_said(self) -> str:
        """ "volunteering", "a free service"."""
        return str(Commitment.Kind(self.kind).label)

    @property
    def counts(self) -> bool:
        """As `Commitment.counts`: a project at work does once somebody approved it."""
        return self.kind != Commitment.Kind.PROJECT or self.is_approved


@dataclass(frozen=True, slots=True)
class Serving:
    """Commitments for one goal, the oldest first, and every offer that stands."""

    commitments: list[Served] = field(default_factory=list)
    offers: list[Offering] = field(default_factory=list)


def serving(goal: Goal) -> Serving:
    """What is given for this goal and what could be; one statement, read once for a goal that was read once.

    Kept on the goal itself: a way in, a panel and the offers of one page ask for it in turn.
    """
    if "_serving" not in goal.__dict__:
        goal.__dict__["_serving"] = _read(goal)
    return cast(Serving, goal.__dict__["_serving"])


def _read(goal: Goal) -> Serving:
    found = Serving()
    with connection.cursor() as cursor:
        cursor.execute(SERVING, {"owner": goal.owner_id, "goal": goal.pk})
        rows: list[Any] = cursor.fetchall()
    for pk, kind, title, organisation, finished_on, is_approved, *limits in rows:
        if kind is None:
            found.offers.append(Offering.read(pk, title, *limits))
        else:
            found.commitments.append(Served(pk, kind, title, organisation or "", finished_on, is_approved))
    return found
