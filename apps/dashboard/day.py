"""What stands on Today: people, gatherings, what waits for an answer, goals; in the fewest queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.contacts.occasions import Occasion, occasions
from apps.core import dates
from apps.core.due import DueItem, Kind, Section, gather, tell, words_of
from apps.dashboard.later_cards import card_for
from apps.dashboard.review.card import review_card
from apps.goals.in_short import InShort, in_short
from apps.nudges.opening import Content, how_many
from apps.nudges.pace import of_today, spent

if TYPE_CHECKING:
    from apps.accounts.models import Member

OF_REQUESTS = (Kind.ANSWER, Kind.ASK_NEXT, Kind.YES, Kind.ENDED, Kind.THANK, Kind.MEET, Kind.TELL)
OF_COMMITMENTS = (Kind.PROMISE, Kind.SEASON, Kind.APPROVAL, Kind.FREE_UNTIL)
LAYOUTS = {
    Kind.GATHERING: "dashboard/_tonight.html",
    Kind.WHOM_MET: "dashboard/_whom_met.html",
    **dict.fromkeys(OF_COMMITMENTS, "dashboard/_asked.html"),
    **dict.fromkeys(OF_REQUESTS, "dashboard/_waiting.html"),
    Kind.VISIT: "dashboard/_visit.html",
    Kind.PAIRED: "dashboard/_paired.html",
}
TOMORROW = "dashboard/_tomorrow.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what is due, what is said of it, and the fragment that says it."""

    item: DueItem
    about: Any
    template: str

    @property
    def words(self) -> str:
        """The template that says why."""
        return words_of(self.item.kind)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in one line, and what Kith asks about it today."""

    goal: InShort
    questions: list[Row]


def day(member: Member, now: datetime) -> dict[str, Any]:
    """The facts of the page; whoever has nothing due gets a good day."""
    on = member.day(now)
    used = spent([member], now=now)[member.pk]
    items = of_today(member, gather([member], now=now)[member.pk], used)
    people = _people(member, items, now)
    others = [item for item in items if item.section is not Section.PEOPLE]
    said = tell(member, others, now=now)
    gatherings = _rows(others, said, Section.GATHERINGS)
    waiting = _rows(others, said, Section.WAITING)
    content = Content.of(len(people), [row.about for row in gatherings + waiting])
    return {
        "title": dates.weekday_date(on),
        "how_many": how_many(content) if people or gatherings or waiting else "",
        "rows": people,
        "gatherings": gatherings,
        "waiting": waiting,
        "goals": _goals(in_short(member, now=now), _rows(others, said, Section.GOALS)),
        "has_answered": bool(used.answered),
        "card": None if used.names_nobody else review_card(member, now) or card_for(member, on),
        "busy_until_on": member.busy_until_on if used.is_busy else None,
        "alone_until_on": used.alone_until_on,
    }


def _people(member: Member, items: list[DueItem], now: datetime) -> list[dict[str, Any]]:
    shown = {item.contact_id: item for item in items if item.contact_id}
    kinds = {pk: item.kind.value for pk, item in shown.items()}
    people: dict[int, Occasion] = occasions(member, kinds, today=member.day(now)) if kinds else {}
    return [
        {"item": shown[pk], "occasion": one, "template": words_of(one.kind)} for pk, one in people.items()
    ]


def _rows(items: list[DueItem], said: dict[str, Any], section: Section) -> list[Row]:
    return [
        Row(item, said[item.subject], _template(item))
        for item in items
        if item.section is section and item.subject in said
    ]


def _template(item: DueItem) -> str:
    if item.kind is Kind.GATHERING and not item.facts["is_tonight"]:
        return TOMORROW
    return LAYOUTS.get(item.kind) or words_of(item.kind)


def _goals(goals: list[InShort], questions: list[Row]) -> list[GoalRow]:
    return [GoalRow(goal, [row for row in questions if row.about.goal_pk == goal.pk]) for goal in goals]
