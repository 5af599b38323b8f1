"""The four ways in, a frame for a goal: a project at work, a leading role outside, the alumni club, a class.

What fills them lives in a higher app: it fills the slot `ways_in` with `(member, goal) -> {kind: [Filled]}`,
and `way_begins` with `(goal, kind) -> address` where one of that kind is begun. A way that is empty has a
next step, said with what the goal itself knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.panels import fillers_of
from apps.goals.beside import beside
from apps.goals.fields import ALL
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member

KINDS: tuple[tuple[str, str | Promise], ...] = (
    ("project", gettext_lazy("a project at work")),
    ("role", gettext_lazy("a leading role")),
    ("alumni", gettext_lazy("the alumni club")),
    ("class", gettext_lazy("a class")),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Something that is a way in: what it is called, and its page.

    `waits_for` says why it does not count as one yet; "" where it does.
    """

    title: str
    url: str
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the four: what it is called, what fills it, and a step where nothing does."""

    kind: str
    name: str | Promise
    things: list[Filled] = field(default_factory=list)
    step: str = ""
    begins: str = ""
    """Where one is written down; "" where nothing fills them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the goal and the book know that a step can be made of; "" for what they do not."""

    field: str = ""
    employer: str = ""
    place: str = ""
    school: str = ""
    person: str = ""


def ways_in(
    member: Member, goal: Goal, people: Sequence[str], names: Sequence[str] | None = None
) -> list[Way]:
    """All four, in their order; `people` are names of people to meet, `names` those that stand beside it.

    One query for each filler, and one where `names` were not read along with the goal.
    """
    there: dict[str, list[Filled]] = {}
    for filled in fillers_of("ways_in"):
        for kind, things in filled(member, goal).items():
            there.setdefault(kind, []).extend(things)
    known = known_of(goal, people, names)
    return [_way(goal, kind, name, there.get(kind, []), known) for kind, name in KINDS]


def _way(goal: Goal, kind: str, name: str | Promise, things: list[Filled], known: Known) -> Way:
    """One of them with what fills it; an empty one with its step and where to begin."""
    if things:
        return Way(kind, name, things)
    begins = next((begin(goal, kind) for begin in fillers_of("way_begins")), "")
    return Way(kind, name, step=step(kind, known), begins=begins)


def known_of(goal: Goal, people: Sequence[str], names: Sequence[str] | None = None) -> Known:
    """What steps are made of; one query where the names are not given."""
    field_name = str(ALL[goal.field].name) if goal.field in ALL else ""
    return Known(field_name or goal.role, *(beside(goal).names if names is None else names), *people[:1])


def step(kind: str, known: Known) -> str:
    """One thing to do this week, as concrete as what is known allows."""
    return STEPS[kind](known)


def _project(known: Known) -> str:
    if known.employer and known.field:
        return _(
            "Ask at %(employer)s whose work touches %(field)s, and offer them a day of yours. "
            "It counts once somebody has said yes, with a date."
        ) % {"employer": known.employer, "field": known.field}
    if known.field:
        return _("Ask at work whose days touch %(field)s, and offer them one of yours.") % {
            "field": known.field
        }
    return _("Ask at work which project nobody has hands for, and offer yours for a day.")


def _role(known: Known) -> str:
    if known.place:
        return _("Ask at %(place)s what nobody wants to organise, and take that.") % {"place": known.place}
    if known.field:
        return _("Look for a board, a jury or a committee in %(field)s that needs one more chair.") % {
            "field": known.field
        }
    return _("Look for something small that somebody must lead: a table, an evening, a season.")


def _alumni(known: Known) -> str:
    if known.school and known.field:
        return _("Write to the alumni of %(school)s: who of them works in %(field)s?") % {
            "school": known.school,
            "field": known.field,
        }
    if known.school:
        return _("Find out when the alumni of %(school)s meet next, and go once.") % {"school": known.school}
    return _("Which school would have you back? Find its alumni club, and go once.")


def _class(known: Known) -> str:
    if known.field and known.person:
        return _("Look for an evening class in %(field)s. %(person)s may know which one is worth it.") % {
            "field": known.field,
            "person": known.person,
        }
    if known.field:
        return _("Look for an evening class in %(field)s that meets more than once.") % {"field": known.field}
    return _("Choose one evening class that meets more than once, out of mere curiosity.")


STEPS: dict[str, Callable[[Known], str]] = {
    "project": _project,
    "role": _role,
    "alumni": _alumni,
    "class": _class,
}
