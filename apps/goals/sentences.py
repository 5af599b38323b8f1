"""The sentence of a goal, made of what is known about it where the member wrote none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.fold import fold
from apps.goals import fields

if TYPE_CHECKING:
    from apps.goals.models import Goal

LONGEST = 200
SHORT = 60
"""So much of a name leaves room for a number, in a circle's."""


def field_name(goal: Goal) -> str:
    """What the goal's field is called, as inside a sentence: the member's own below it first; "" for none."""
    if goal.speciality:
        return str(goal.speciality.name)
    field = fields.ALL.get(goal.field)
    return str(field.name) if field else ""


def sentence_of(goal: Goal, among: str = "") -> str:
    """In the member's language: of field and role, else of the words of `among`, else that it is open."""
    return sentence(field_name(goal), goal.role, among)


def sentence(field: str, role: str, among: str = "") -> str:
    """The same of the field's name and a role, where there is no goal yet; at most 200 letters."""
    if field and role:
        said = _("To be at home in %(field)s as %(role)s")
    elif field:
        said = _("To be at home in %(field)s")
    elif role:
        said = _("To be at home as %(role)s")
    elif among:
        said = _("To be at home among %(words)s")
    else:
        said = _("To find out where I would be at home")
    said %= {"field": field, "role": role, "words": among}
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def circle_names(goal: Goal) -> Iterator[str]:
    """What a circle for the goal may be called, the best first, without an end."""
    short = short_name(goal)
    yield from (short, goal.sentence)
    stem = short if fold(short) else _("A goal")
    yield from (f"{stem[:SHORT].strip()} {number}" for number in count(2))


def short_name(goal: Goal) -> str:
    """A few words for the goal: its field, else its role, else the sentence, with a capital."""
    name = field_name(goal) or goal.role or goal.sentence
    return name[:1].upper() + name[1:]
