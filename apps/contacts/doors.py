"""Doors: whom somebody introduced, and onward; and the circle that introducing must never make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from apps.contacts.models import Contact

if TYPE_CHECKING:
    from apps.accounts.models import Member

DEEPEST = 30
MOST = 500
# The path keeps a circle that came in some other way from going round for ever.
OPENED = """
with recursive opened (id, name, given_name, sort_key, via, path) as (
    select c.id, c.name, c.given_name, c.sort_key, c.introduced_by_id, array[c.introduced_by_id, c.id]
    from contacts_contact c where c.owner_id = %(owner)s and c.introduced_by_id = %(person)s
    union all
    select c.id, c.name, c.given_name, c.sort_key, o.id, o.path || c.id
    from opened o join contacts_contact c on c.owner_id = %(owner)s and c.introduced_by_id = o.id
    where not c.id = any(o.path) and cardinality(o.path) <= %(deepest)s)
select id, name, given_name, via from opened order by cardinality(path), sort_key, id limit %(most)s
"""
# From the introducer upwards, until the person is met or nobody introduced anybody any more.
UPWARDS = """
with recursive up (id, name, by, path) as (
    select c.id, c.name, c.introduced_by_id, array[c.id]
    from contacts_contact c where c.owner_id = %(owner)s and c.id = %(introducer)s
    union all
    select c.id, c.name, c.introduced_by_id, up.path || c.id
    from up join contacts_contact c on c.owner_id = %(owner)s and c.id = up.by
    where not up.id = %(person)s and not c.id = any(up.path))
select id, name from up order by cardinality(path)
"""
CIRCULAR = """
with recursive up (start, at) as (
    select id, introduced_by_id from contacts_contact where owner_id = %(owner)s and id = any(%(people)s)
    union
    select up.start, c.introduced_by_id
    from up join contacts_contact c on c.owner_id = %(owner)s and c.id = up.at)
select distinct start from up where at = start
"""
HOLD = "select pg_advisory_xact_lock(hashtextextended('introduced by', %(owner)s))"


@dataclass(slots=True)
class Door:
    """Somebody introduced, and those introduced through them: pairs (pk, name)."""

    through: tuple[int, str] | None
    people: list[tuple[int, str]] = field(default_factory=list)


class Circular(Exception):
    """Somebody would be introduced by a person whom they opened the way to; `names` is the loop."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(_sentence(names))
        self.names = names


def doors_opened(member: Member, person: Contact) -> list[Door]:
    """Whom this person introduced, first the nearest, then by whom they came. One query.

    The first door has nobody it leads through; the next ones go through somebody named before.
    """
    rows = _rows(OPENED, owner=member.pk, person=person.pk, deepest=DEEPEST, most=MOST)
    called = {pk: Contact(pk=pk, name=name, given_name=given).first_name for pk, name, given, _via in rows}
    doors: dict[int, Door] = {}
    for pk, name, _given, via in rows:
        through = (via, called[via]) if via in called else None
        doors.setdefault(via, Door(through)).people.append((pk, name))
    return list(doors.values())


def would_circle(member: Member, person_pk: int, introducer_pk: int) -> list[str]:
    """The names along the loop that this introducer would close, from the introducer to the person.

    Empty where there is none; one name where somebody would be introduced by themselves. One query.
    """
    rows = _rows(UPWARDS, owner=member.pk, person=person_pk, introducer=introducer_pk)
    return [name for _pk, name in rows] if rows and rows[-1][0] == person_pk else []


def hold_straight(member: Member, person_pk: int, introducer_pk: int | None) -> None:
    """Raise Circular unless this person may be introduced by that one; no other change can come between.

    For use inside the transaction that writes `introduced_by`: it holds a lock until its end.
    """
    if introducer_pk is None:
        return
    hold(member)
    if names := would_circle(member, person_pk, introducer_pk):
        raise Circular(names)


def hold(member: Member) -> None:
    """Until the end of the transaction nobody else writes who introduced whom in this book."""
    _rows(HOLD, owner=member.pk)


def straighten(member: Member, pks: Iterable[int]) -> None:
    """Where a taking back closed a circle among introductions, those of these people are left open."""
    circular = _rows(CIRCULAR, owner=member.pk, people=list(pks))
    if circular:
        people = Contact.objects.of(member).filter(pk__in=[pk for (pk,) in circular])
        people.update(introduced_by=None)


def _sentence(names: list[str]) -> str:
    """ "Dev was introduced by Cara, and Cara by Ben; so Ben cannot have been introduced by Dev." """
    if len(names) < 2:
        return _("Nobody is introduced by themselves.")
    first = _("%(one)s was introduced by %(other)s") % {"one": names[0], "other": names[1]}
    steps = [first] + [_("%(one)s by %(other)s") % {"one": a, "other": b} for a, b in pairwise(names[1:])]
    if len(steps) > 1:
        steps = [_("%(steps)s, and %(last)s") % {"steps": ", ".join(steps[:-1]), "last": steps[-1]}]
    return _("%(steps)s; so %(one)s cannot have been introduced by %(other)s.") % {
        "steps": steps[0],
        "one": names[-1],
        "other": names[0],
    }


def _rows(statement: str, **values: int | list[int]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
