"""Shared causes: what two or more of a goal's people to meet care for, and how that is known.

Whoever serves at a nonprofit gives their evenings: that counts as one cause, with the organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, TextField, Value
from django.utils.translation import gettext as _

from apps.contacts.models import Affiliation, Cause, Organisation
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
    organisations: list[int] = field(default_factory=list)
    """Keys of the nonprofits they serve at."""


def shared_causes(member: Member, goal: Goal, today: date) -> list[SharedCause]:
    """Causes that two or more of the goal's people share, the most shared first; one query."""
    causes: dict[str, SharedCause] = {}
    for folded, name, pk, person, how, where, organisation in _rows(member, goal, today):
        cause = causes.setdefault(folded, SharedCause(name, folded))
        if organisation:
            cause.organisations.append(organisation)
        said = where if organisation else _how(how, where)
        cause.people.append(Carer(pk, person, said))
    shared = [_together(cause) for cause in causes.values()]
    return sorted(
        (cause for cause in shared if len(cause.people) >= ENOUGH),
        key=lambda cause: (-len(cause.people), cause.folded),
    )


def _rows(member: Member, goal: Goal, today: date) -> Iterable[tuple[Any, ...]]:
    ours = {"contact__targets__goal": goal.pk, "contact__died_on": None, "contact__let_be_at": None}
    text = TextField()
    causes = Cause.objects.of(member).filter(**ours)
    serving = Affiliation.objects.of(member).filter(
        Q(until_on=None) | Q(until_on__gte=today),
        organisation__kind=Organisation.Kind.NONPROFIT,
        **ours,
    )
    said = causes.values_list("folded", "name", "contact_id", "contact__name", "source", "where", Value(0))
    served = serving.values_list(
        Value("", text),
        Value("", text),
        "contact_id",
        "contact__name",
        Value("", text),
        F("organisation__name"),
        "organisation_id",
    )
    return said.union(served, all=True).order_by("contact_id")


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
    cause.organisations = list(dict.fromkeys(cause.organisations))
    cause.name = cause.name or _("Nonprofits: they give their evenings")
    return cause
