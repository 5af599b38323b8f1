"""Who is in the picture: everybody but those let be, the nearest three thousand where there are more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property

from apps.contacts import faring
from apps.contacts.models import Circle, Contact, Membership

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 3000
MOST_NEAR = 200
"""Drawn large, with their initials and name."""
ALL_NEAR = 60
"""Up to so many people, everybody is drawn large."""
COLUMNS = ("id", "name", "given_name", "introduced_by_id", "died_on", "touched", "has_rhythm", "circles")


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of the picture, with their circles in the order they came into them."""

    pk: int
    name: str
    first_name: str
    introduced_by: int | None
    has_died: bool
    circles: tuple[int, ...]


@dataclass(frozen=True)
class Acquaintance:
    """Everybody in the picture, oldest entry first; the circles' names; who is near; is anybody left out."""

    people: list[Someone]
    circles: dict[int, str]
    near: frozenset[int]
    is_cut: bool
    by_pk: dict[int, Someone] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_pk", {person.pk: person for person in self.people})

    @cached_property
    def opened(self) -> list[tuple[Someone, list[Someone]]]:
        """Who introduced whom, where both are in the picture."""
        found: dict[int, list[Someone]] = {}
        for person in self.people:
            if person.introduced_by in self.by_pk:
                found.setdefault(person.introduced_by, []).append(person)  # type: ignore[arg-type]
        return [(self.by_pk[pk], others) for pk, others in sorted(found.items())]

    @cached_property
    def groups(self) -> list[tuple[int | None, str, list[Someone]]]:
        """Each circle with its people by name; last, without a name, whoever is in none."""
        named = [(pk, name, self._by_circle.get(pk, [])) for pk, name in self.circles.items()]
        return [group for group in [*named, (None, "", self._by_circle.get(None, []))] if group[2]]

    @cached_property
    def _by_circle(self) -> dict[int | None, list[Someone]]:
        found: dict[int | None, list[Someone]] = {}
        for person in sorted(self.people, key=lambda each: each.name.casefold()):
            for circle in person.circles or (None,):
                found.setdefault(circle, []).append(person)
        return found


def acquaintance_of(member: Member, today: date) -> Acquaintance:
    """The member's people in two queries."""
    rows = list(_nearest_first(member, today)[: MOST + 1])
    found, near = rows[:MOST], _near(rows[:MOST])
    people = sorted((_someone(row) for row in found), key=lambda person: person.pk)
    circles = dict(Circle.objects.of(member).order_by("folded").values_list("pk", "name"))
    return Acquaintance(people, circles, near, len(rows) > MOST)


def _nearest_first(member: Member, today: date) -> Any:
    mine = Membership.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk"))
    people = Contact.objects.of(member).filter(let_be_at=None)
    people = people.annotate(
        touched=faring.in_touch(today) & Q(died_on=None),
        has_rhythm=Q(due_on__isnull=False),
        in_circle=Exists(mine),
        circles=ArraySubquery(mine.order_by("pk").values("circle_id")),
    )
    nearest = ("-touched", "-in_circle", "-has_rhythm", "pk")
    return people.order_by(*nearest).values_list(*COLUMNS, named=True)


def _near(rows: list[Any]) -> frozenset[int]:
    if len(rows) <= ALL_NEAR:
        return frozenset(row.id for row in rows)
    close = sorted((row for row in rows if row.touched or row.has_rhythm), key=lambda row: not row.touched)
    return frozenset(row.id for row in close[:MOST_NEAR])


def _someone(row: Any) -> Someone:
    first = Contact(name=row.name, given_name=row.given_name).first_name
    return Someone(row.id, row.name, first, row.introduced_by_id, row.died_on is not None, tuple(row.circles))
