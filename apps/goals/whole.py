"""A goal with its speciality and circle, read in one plain statement: each of its pages begins with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from apps.contacts.models import Circle
from apps.goals.models import Goal, Speciality

if TYPE_CHECKING:
    from apps.accounts.models import Member

WHOLE = """
select {columns} from goals_goal g
left join goals_speciality s on s.owner_id = g.owner_id and s.id = g.speciality_id
left join contacts_circle c on c.owner_id = g.owner_id and c.id = g.circle_id
where g.owner_id = %(owner)s and g.id = %(goal)s
"""


def whole(member: Member, pk: int) -> Goal | None:
    """The member's goal of that key, both read along; None where there is none. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"owner": member.pk, "goal": pk})
        row = cursor.fetchone()
    if row is None:
        return None
    goal: Goal = _read(Goal, row)
    row = row[len(_columns(Goal)) :]
    goal.speciality = _read(Speciality, row)
    goal.circle = _read(Circle, row[len(_columns(Speciality)) :])
    return goal


@cache
def _statement() -> str:
    """Every column of the three, as their models name them."""
    quoted = connection.ops.quote_name
    columns = (
        f"{letter}.{quoted(column)}"
        for letter, model in (("g", Goal), ("s", Speciality), ("c", Circle))
        for column in _columns(model)
    )
    return WHOLE.format(columns=", ".join(columns))


@cache
def _columns(model: type[models.Model]) -> list[str]:
    """The key is the first of them, as Django has it."""
    return [field.attname for field in model._meta.concrete_fields]


def _read(model: type[models.Model], row: Sequence[Any]) -> Any:
    """A row of this model from the columns the answer begins with; None where they are empty."""
    names = _columns(model)
    return model.from_db(connection.alias, names, row[: len(names)]) if row[0] else None
