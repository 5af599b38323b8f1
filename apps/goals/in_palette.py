"""Goals and places in the palette, and what to do about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.addresses import address
from apps.core.findings import MOST, Errand, Finder, Finding, by_words
from apps.core.fold import search_words, tokens
from apps.goals.models import Goal, Place

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_GOALS = 200
"""Newest first; a goal is a matter of years."""


def goals(member: Member, query: str) -> list[Finding]:
    """Those whose sentence or role has words that begin so; what is pursued before what has ended."""
    words = search_words(query)
    rows = Goal.objects.of(member).only("sentence", "role", "held_at", "paused_at", "reached_at", "let_go_at")
    found = [each for each in rows.order_by("-created_at")[:MOST_GOALS] if _has(each, words)]
    found.sort(key=lambda goal: not goal.is_open)
    return [Finding(each.sentence, address("goals:goal", each.pk), _standing(each)) for each in found[:MOST]]


def _has(goal: Goal, words: list[str]) -> bool:
    own = tokens(f"{goal.sentence} {goal.role}")
    return all(any(each.startswith(word) for each in own) for word in words)


def _standing(goal: Goal) -> str:
    if goal.reached_at:
        return _("reached")
    if goal.let_go_at:
        return _("let go")
    if goal.paused_at:
        return _("paused")
    return _("waits") if goal.held_at else ""


def places(member: Member, query: str) -> Sequence[Finding]:
    """Those whose name has words that begin so."""
    rows = by_words(Place.objects.of(member), "folded", search_words(query)).only("name", "kind", "city")
    return [
        Finding(
            row.name,
            address("goals:place", row.pk),
            " · ".join(filter(None, (row.get_kind_display(), row.city))),
        )
        for row in rows[:MOST]
    ]


GOALS = Finder("goal", gettext_lazy("Goals"), goals)
PLACES = Finder("place", gettext_lazy("Places"), places)
ERRANDS = (
    Errand(
        gettext_lazy("Write down a gathering"),
        "goals:plan",
        gettext_lazy("new plan event evening meeting party conference"),
        ("/", "/goals/", "/commitments/"),
    ),
    Errand(
        gettext_lazy("Say a new goal"),
        "goals:new",
        gettext_lazy("field begin add wish"),
        ("/goals/",),
    ),
    Errand(
        gettext_lazy("Gatherings of the week"),
        "goals:gatherings",
        gettext_lazy("events evenings calendar week"),
        ("/goals/", "/commitments/"),
    ),
    Errand(
        gettext_lazy("Your employer"),
        "goals:employer",
        gettext_lazy("settings company work compete serves"),
        ("/goals/",),
    ),
)
