"""People of a goal as its page lists them: read in one statement, and light, for there may be hundreds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from apps.contacts.models.contact import first_name_of
from apps.goals.models import Goal, Target
from apps.goals.models.target import in_short


class Somebody(NamedTuple):
    """What a goal's page says of a person; the rest stands on their own page."""

    pk: int
    name: str
    given_name: str
    sort_key: str
    ask_next: str
    died_on: date | None
    let_be_at: datetime | None

    @property
    def first_name(self) -> str:
        """How a first line would address this person."""
        return first_name_of(self.name, self.given_name)


A_DOZEN = 12
"""As many as a goal's page shows as rows, with what is public of them."""


class Freshest(NamedTuple):
    """The newest public fact of somebody."""

    text: str
    source: str
    seen_on: date

    @property
    def source_in_short(self) -> str:
        """The source as a row has room for it."""
        return in_short(self.source)


class ToMeet(NamedTuple):
    """A person to meet, by the key of the row that says so, and what they are there.

    `fact` is read along only for the first dozen of a goal.
    """

    pk: int
    what: str
    contact: Somebody
    fact: Freshest | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is somebody to meet still: not of those who died or are let be."""
        return not (self.contact.died_on or self.contact.let_be_at)

    @property
    def contact_id(self) -> int:
        """The person's key."""
        return self.contact.pk

    @classmethod
    def of(cls, target: Target) -> ToMeet:
        """The same of a row already read with its person."""
        person = target.contact
        columns = (person.name, person.given_name, person.sort_key, person.ask_next)
        return cls(target.pk, target.what, Somebody(person.pk, *columns, person.died_on, person.let_be_at))


LISTED = """
select t.id, t.what, m.contact_id is not null, f.text, f.source, f.seen_on,
    c.id, c.name, c.given_name, c.sort_key, c.ask_next, c.died_on, c.let_be_at
from (select contact_id, id, what, added_at, row_number() over (order by added_at, id) as place
      from goals_target where owner_id = %(owner)s and goal_id = %(goal)s) t
full join (select contact_id from contacts_membership
           where owner_id = %(owner)s and circle_id = %(circle)s) m on m.contact_id = t.contact_id
join contacts_contact c on c.owner_id = %(owner)s and c.id = coalesce(t.contact_id, m.contact_id)
left join lateral (
    select * from goals_publicfact
    where owner_id = %(owner)s and contact_id = t.contact_id and t.place <= %(dozen)s
    order by seen_on desc, id desc limit 1) f on true
order by t.added_at, t.id, c.sort_key, c.id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """People to meet in the order they were added, and who is in the goal's circle."""

    to_meet: list[ToMeet]
    circle: list[Somebody]


def listed(goal: Goal) -> Listed:
    """Both lists of a goal; one statement."""
    found = Listed([], [])
    asked = {"owner": goal.owner_id, "goal": goal.pk, "circle": goal.circle_id, "dozen": A_DOZEN}
    with connection.cursor() as cursor:
        cursor.execute(LISTED, asked)
        for pk, what, is_in_circle, text, source, seen_on, *columns in cursor.fetchall():
            person = Somebody(*columns)
            if pk is not None:
                fact = None if text is None else Freshest(text, source, seen_on)
                found.to_meet.append(ToMeet(pk, what, person, fact))
            if is_in_circle:
                found.circle.append(person)
    return found
