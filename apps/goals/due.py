"""Due lines of goals: gatherings, whom the member met there, a look at a goal, somebody gone quiet."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.due import A_QUESTION_LATER, REST_A_QUESTION_DAYS, Kind, Source
from apps.goals.attention import goal_items
from apps.goals.evenings import tell
from apps.goals.models import Gathering, Goal, Target
from apps.goals.models.target import ABOUT

if TYPE_CHECKING:
    from apps.accounts.models import Member


def title_of(member: Member, pk: int) -> str | None:
    """What one of the member's gatherings is called."""
    title: str | None = Gathering.objects.of(member).filter(pk=pk).values_list("title", flat=True).first()
    return title


def sentence_of(member: Member, pk: int) -> str | None:
    """One of the member's goals in its words."""
    said: str | None = Goal.objects.of(member).filter(pk=pk).values_list("sentence", flat=True).first()
    return said


def name_of(member: Member, pk: int) -> str | None:
    """The name of one of the member's people to meet."""
    mine = Target.objects.of(member).filter(pk=pk)
    name: str | None = mine.values_list("contact__name", flat=True).first()
    return name


def looked(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """Still it."""
    Goal.objects.of(member).get(pk=pk).looked(on)


def still(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """Still somebody to meet."""
    Target.objects.of(member).get(pk=pk).is_still(on)


GATHERING = Source(
    (Kind.GATHERING,),
    goal_items,
    "goals",
    title_of,
    about="gathering",
    tell=tell,
    veiled=_("A gathering"),
    verbs=A_QUESTION_LATER,
)
WHOM_MET = Source(
    (Kind.WHOM_MET,),
    goal_items,
    "goals",
    title_of,
    about="met",
    tell=tell,
    veiled=_("A gathering"),
    verbs=A_QUESTION_LATER,
)
GOAL_LOOK = Source(
    (Kind.GOAL_LOOK,),
    goal_items,
    "goals",
    sentence_of,
    looked,
    about="goal",
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": "look_goal"},
    tell=tell,
    veiled=_("A goal"),
)
TO_MEET_QUIET = Source(
    (Kind.TO_MEET_QUIET,),
    goal_items,
    "goals",
    name_of,
    still,
    about=ABOUT,
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": "still_target"},
    tell=tell,
    veiled=_("Somebody to meet"),
)
