"""What a goal's page says of the member's own world, read in one statement.

In SQL, because putting seven subqueries together anew for each view cost the page a quarter of its time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from apps.contacts.models import Organisation, Origin, Period
from apps.goals.models import Goal

ASKED = 3
BESIDE = """
select e.fields, e.name,
    (select p.name from goals_goalplace gp
     join goals_place p on p.owner_id = gp.owner_id and p.id = gp.place_id
     where gp.owner_id = %(owner)s and gp.goal_id = %(goal)s
     order by (select count(*) from goals_evidence s
               where s.owner_id = gp.owner_id and s.place_id = gp.place_id and s.contact_id is not null) desc,
         gp.added_at, gp.id limit 1),
    coalesce(
        (select name from contacts_period
         where owner_id = %(owner)s and kind = %(school_years)s and name <> ''
         order by from_year desc, id desc limit 1),
        (select name from contacts_organisation where owner_id = %(owner)s and kind = %(school)s
         order by folded limit 1)),
    case when %(is_unknown)s then array(
        select json_build_object('pk', id, 'name', name) from contacts_contact
        where owner_id = %(owner)s and let_be_at is null and died_on is null and origin <> %(to_meet)s
        order by last_touch_on desc nulls last, id limit %(asked)s) end,
    case when %(is_unknown)s then array(
        select json_build_object('pk', o.id, 'name', o.name) from contacts_organisation o
        join contacts_affiliation a on a.owner_id = o.owner_id and a.organisation_id = o.id
        where o.owner_id = %(owner)s group by o.id
        order by count(distinct a.contact_id) desc, o.folded limit %(asked)s) end
from (select) nobody left join goals_employerprofile e on e.owner_id = %(owner)s
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """Fields the employer serves; what the four ways in are made of: an employer, a place and a school, ""
    where there is none; and for a goal nothing is known of, whom to ask and where to look.

    People and organisations come as {"pk": …, "name": …}: three people last in touch, and the three
    organisations most of one's people are or were at.
    """

    served: tuple[str, ...] = ()
    names: tuple[str, str, str] = ("", "", "")
    people: tuple[dict[str, Any], ...] = ()
    organisations: tuple[dict[str, Any], ...] = ()


def beside(goal: Goal) -> Beside:
    """What stands beside this goal; one statement."""
    values: dict[str, Any] = {
        "owner": goal.owner_id,
        "goal": goal.pk,
        "school_years": Period.Kind.SCHOOL.value,
        "school": Organisation.Kind.SCHOOL.value,
        "is_unknown": not goal.field and not goal.role,
        "to_meet": Origin.TO_MEET.value,
        "asked": ASKED,
    }
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, values)
        served, employer, place, school, people, organisations = cursor.fetchone()
    names = (employer or "", place or "", school or "")
    return Beside(tuple(_read(served) or ()), names, _rows(people), _rows(organisations))


def _rows(found: list[Any] | None) -> tuple[dict[str, Any], ...]:
    return tuple(_read(each) for each in found or ())


def _read(value: Any) -> Any:
    """A JSON column as Python; a cursor of Django's leaves it as text."""
    return json.loads(value) if isinstance(value, str) else value
