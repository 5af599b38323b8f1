"""If the day came tomorrow: whom of the goal's people one could call, then and now; and how they were met."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.dates.words import in_letters
from apps.goals.calling import then
from apps.goals.listed import Somebody
from apps.goals.plots.drawing import Plot, draw_pace
from apps.goals.plots.pace import Pace, Step
from apps.goals.portrait import Portrait
from apps.goals.tomorrow import compared, could

MOST_FACES = 12
MOST_MET = 12


def facts(portrait: Portrait) -> dict[str, Any]:
    """The sentence, faces, and the pace plot where a day is wished for; no query beyond the portrait's."""
    callable_now = people_to_call(portrait, portrait.today)
    on = then(portrait.goal.began_on, portrait.today)
    before = sum(portrait.history(pk).could_call(on) for pk in portrait.people)
    called = {person.pk for person in callable_now}
    hoped = (target.contact for target in portrait.still_there if target.contact_id not in called)
    met = people_met(portrait)
    return {
        "says": could(len(callable_now), before),
        "then": compared(len(callable_now), before, on, portrait.today),
        "callable": callable_now[:MOST_FACES],
        "has_more": len(callable_now) > MOST_FACES,
        "hoped": [(person, portrait.has_met(person.pk)) for person in islice(hoped, MOST_FACES)],
        "met": met[: -MOST_MET - 1 : -1],
        "has_more_met": len(met) > MOST_MET,
        "plot": pace_of(portrait, met),
    }


def people_to_call(portrait: Portrait, on: date) -> list[Somebody]:
    """Those among its people to meet or in its circle whom one could call that day, by name."""
    there = [person for pk, person in portrait.people.items() if portrait.history(pk).could_call(on)]
    return sorted(there, key=lambda person: (person.sort_key, person.pk))


def people_met(portrait: Portrait) -> list[Step]:
    """Whom of them one has met, by the day of the first meeting; none that lies ahead."""
    days = ((pk, portrait.history(pk).met_on) for pk in portrait.people)
    steps = [
        Step(pk, portrait.people[pk].name, met_on[0])
        for pk, met_on in days
        if met_on and met_on[0] <= portrait.today
    ]
    return sorted(steps, key=lambda step: (step.on, step.pk))


def pace_of(portrait: Portrait, met: list[Step]) -> Plot | None:
    """The pace of people met since the goal began; None where no day is wished for."""
    goal = portrait.goal
    if goal.by_on is None:
        return None
    ended_at = goal.reached_at or goal.let_go_at
    until = portrait.member.day(ended_at) if ended_at else portrait.today
    known = {step.pk for step in met}
    to_meet = sum(target.contact_id not in known for target in portrait.still_there)
    pace = Pace(
        began_on=min(goal.began_on, until),
        until=until,
        steps=[step for step in met if goal.began_on <= step.on <= until],
        by_on=until if ended_at else goal.by_on,
        to_meet=to_meet,
    )
    by = _("by %(month)s") % {"month": _month(goal.by_on)}
    return draw_pace(pace, by, _says(pace))


def _says(pace: Pace) -> str:
    count = len(pace.steps)
    said = _("The line begins in %(month)s; nobody stands on it yet.")
    if count:
        said = ngettext(
            "One person met for the first time since %(month)s.",
            "%(count)s people met for the first time since %(month)s.",
            count,
        )
    words = in_letters(count)
    facts = {"count": words[:1].upper() + words[1:], "month": _month(pace.began_on)}
    if pace.by_on <= pace.until:
        return said % facts
    hope = _("The dashed part is what may come until %(by)s.") % {"by": _month(pace.by_on)}
    return f"{said % facts} {hope}"


def _month(on: date) -> str:
    return format_date(on, pgettext("date format", "F Y"))
