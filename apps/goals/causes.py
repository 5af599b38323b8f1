"""Shared causes: what two or more of a goal's people to meet care for, and how that is known.

Whoever serves at a nonprofit gives their evenings: that counts as one cause, with the organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from apps.contacts.models import Cause, Organisation
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member

ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Carer:
    """One person, and how the member knows: where they said so, or at which organisations they serve."""

    pk: int
    name: str
    how: str


@dataclass(slots=True)
class SharedCause:
    """A cause and those who share it, by name. `folded` is "" for serving at nonprofits."""

    name: str
    folded: str
    people: list[Carer] = field(default_factory=list)
    organisations: dict[int, str] = field(default_factory=dict)
    """The nonprofits they serve at: names by key, in no order."""


def shared_causes(member: Member, goal: Goal, today: date) -> list[SharedCause]:
    """Causes that two or more of the goal's people share, the most shared first; one query."""
    causes: dict[str, SharedCause] = {}
    for folded, name, pk, person, how, where, organisation in _rows(member, goal, today):
        cause = causes.setdefault(folded, SharedCause(name, folded))
        if organisation:
            cause.organisations[organisation] = where
        said = where if organisation else _how(how, where)
        cause.people.append(Carer(pk, person, said))
    shared = [_together(cause) for cause in causes.values()]
    return sorted(
        (cause for cause in shared if len(cause.people) >= ENOUGH),
        key=lambda cause: (-len(cause.people), cause.folded),
    )


# What each of the goal's people said or made public, and the nonprofits they serve at on that day.
CARED_FOR = """
with ours as (
    select c.id, c.name from goals_target t
    join contacts_contact c on c.owner_id = t.owner_id and c.id = t.contact_id
    where t.owner_id = %(owner)s and t.goal_id = %(goal)s and c.died_on is null and c.let_be_at is null)
select u.folded, u.name, o.id, o.name, u.source, u."where", 0
from ours o join contacts_cause u on u.owner_id = %(owner)s and u.contact_id = o.id
union all
select '', '', o.id, o.name, '', g.name, g.id
from ours o join contacts_affiliation a on a.owner_id = %(owner)s and a.contact_id = o.id
    and (a.until_on is null or a.until_on >= %(on)s)
join contacts_organisation g on g.owner_id = a.owner_id and g.id = a.organisation_id
    and g.kind = %(nonprofit)s
order by 3
"""


def _rows(member: Member, goal: Goal, today: date) -> Iterable[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "owner": member.pk,
        "goal": goal.pk,
        "on": today,
        "nonprofit": Organisation.Kind.NONPROFIT.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(CARED_FOR, values)
        return cursor.fetchall()


def _how(source: str, where: str) -> str:
    """ "they told me", "they made it public: the club's page"."""
    said = str(Cause.Source(source).label)
    return f"{said}: {where}" if where else said


def _together(cause: SharedCause) -> SharedCause:
    """Each person once, with all organisations they serve at; by name."""
    found: dict[int, Carer] = {}
    for each in cause.people:
        before = found.get(each.pk)
        hows = [before.how, each.how] if before else [each.how]
        found[each.pk] = Carer(each.pk, each.name, ", ".join(dict.fromkeys(filter(None, hows))))
    cause.people = sorted(found.values(), key=lambda carer: (carer.name, carer.pk))
    cause.name = cause.name or _("Nonprofits: they give their evenings")
    return cause
