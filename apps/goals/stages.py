"""How far it has come with somebody: facts only, never a judgement.

Meetings alone lead from *not met* to *met again*; *in touch* is said of those met twice or more whose
last touch lies within the rhythm: they could be called. A letter makes nobody met.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.goals.meetings import ENOUGH_MEETINGS, History


class Stage(models.TextChoices):
    """In the order in which one comes to know somebody."""

    NOT_MET = "not_met", _("not met")
    MET_ONCE = "met_once", _("met once")
    MET_AGAIN = "met_again", _("met again")
    IN_TOUCH = "in_touch", _("in touch")

    @property
    def is_met(self) -> bool:
        """Whether there was a meeting: ink, no dashes."""
        return self is not Stage.NOT_MET


def stage(history: History, on: date) -> Stage:
    """How far it had come by that day."""
    meetings = history.meetings(on)
    if meetings == 0:
        return Stage.NOT_MET
    if meetings < ENOUGH_MEETINGS:
        return Stage.MET_ONCE
    return Stage.IN_TOUCH if history.could_call(on) else Stage.MET_AGAIN


def last_on(history: History, on: date) -> date | None:
    """The last meeting until that day, or, of somebody never met, the last touch; None without either."""
    days = [day for day in history.met_on if day <= on] or [day for day in history.touched_on if day <= on]
    return days[-1] if days else None
