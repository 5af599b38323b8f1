"""What commitments say on goals' pages: the four ways in, what is given for a goal, what could be, trails."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.commitments.house import begin
from apps.commitments.models import Session
from apps.commitments.offers import Offering, open_for
from apps.commitments.serving import Served, serving
from apps.core.panels import Panel
from apps.goals.models import Goal
from apps.goals.sections.causes import Shared
from apps.goals.ways_in import KINDS, Filled

if TYPE_CHECKING:
    from datetime import date

    from apps.accounts.models import Member
    from apps.goals.causes import SharedCause

WAYS_IN = frozenset(kind for kind, _name in KINDS)
MOST_PLACES = 3
MOST_OFFERS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """Where one could begin: an organisation or a cause, and ways to begin there as (words, address)."""

    where: str
    begins: list[tuple[str, str]]


def ways_in(_member: Member, goal: Goal) -> dict[str, list[Filled]]:
    """What fills the four ways in of a goal: commitments under way; one query for the goal's page."""
    found: dict[str, list[Filled]] = {}
    for each in serving(goal).commitments:
        if each.kind in WAYS_IN and each.finished_on is None:
            waits = "" if each.counts else _("counts once somebody has approved it, with a date")
            found.setdefault(each.kind, []).append(Filled(each.title, page_of(each.pk), waits))
    return found


def way_begins(goal: Goal, kind: str) -> str:
    """Where a commitment of this kind is begun for the goal."""
    return begin(goal=goal.pk, kind=kind)


def given(_request: HttpRequest, goal: Goal) -> dict[str, Any] | None:
    """Commitments for this goal that are no way in, and finished ones; None where there are none."""
    served = serving(goal).commitments
    now = [(each, page_of(each.pk)) for each in served if not each.finished_on and each.kind not in WAYS_IN]
    before = [(each, page_of(each.pk)) for each in _latest(each for each in served if each.finished_on)]
    if not now and not before:
        return None
    return {"now": now, "before": before, "begin": begin(goal=goal.pk)}


def could_give(_request: HttpRequest, shared: Shared) -> dict[str, Any] | None:
    """For each shared cause the offers that fit and one step to a commitment; None for a goal that ended."""
    if not shared.goal.is_open:
        return None
    offers = serving(shared.goal).offers
    steps = [step for cause in shared.causes for step in _steps(shared.goal, cause, offers, shared.today)]
    return {"steps": steps, "has_offers": bool(offers)}


def trail_labels(member: Member, gatherings: Collection[int]) -> dict[int, str]:
    """What gatherings were part of, by their keys; one query."""
    mine = Session.objects.of(member).filter(gathering__in=gatherings)
    return dict(mine.values_list("gathering_id", "commitment__title"))


def page_of(pk: int) -> str:
    """The page of a commitment, by its key."""
    return reverse("commitments:commitment", args=[pk])


def _latest(served: Iterable[Served]) -> list[Served]:
    return sorted(served, key=lambda each: (each.finished_on, each.pk), reverse=True)  # type: ignore[arg-type, return-value]


def _steps(goal: Goal, cause: SharedCause, offers: list[Offering], today: date) -> list[Step]:
    fitting = open_for(offers, [cause.folded], today)[:MOST_OFFERS]
    places = sorted(cause.organisations.items(), key=lambda place: place[1])[:MOST_PLACES]
    if not places:
        return [_step(goal, cause.name, fitting, title=cause.name)]
    return [_step(goal, name, fitting, organisation=pk) for pk, name in places]


def _step(goal: Goal, where: str, fitting: list[Offering], **known: Any) -> Step:
    known = {"goal": goal.pk} | known
    begins = [
        (offer.what, begin(**known | {"kind": "service", "offer": offer.pk, "title": offer.what}))
        for offer in fitting
    ]
    other = _("something else") if fitting else _("Begin something there")
    return Step(where, [*begins, (other, begin(**known, kind="volunteering"))])


GOAL = Panel("goal", "commitments/_given.html", given)
GOAL_CAUSES = Panel("goal_causes", "commitments/_could_give.html", could_give)
