"""How a circle fares, in words: never a percentage, never how many were not reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.contacts.models.contact import LONG_UNTOUCHED_DAYS
from apps.core.dates import add_months

NAMED = 2
"""Of those who have gone quiet; more would read like a list of duties."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody out of touch, by first name, with the day of the last touch."""

    name: str
    last_touch_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a circle: who is in it, whom a rhythm may ask for, who of these is in touch.

    `quiet` are those most lately out of touch, latest first; their last touch is known.
    """

    people: int
    asked_for: int
    in_touch: int
    quiet: Sequence[Quiet] = ()


def in_touch(today: date, prefix: str = "") -> Q:
    """Whose last touch lies within their rhythm, and within a year where they have none."""
    a_year_ago = today - timedelta(days=LONG_UNTOUCHED_DAYS)
    touched = Q(**{f"{prefix}last_touch_on__isnull": False})
    within = Q(**{f"{prefix}due_on__gte": today})
    without = Q(**{f"{prefix}due_on": None, f"{prefix}last_touch_on__gte": a_year_ago})
    return touched & (within | without)


def asked_for(prefix: str = "") -> Q:
    """Whom a rhythm may ask for: neither just remembered nor let be, and alive."""
    return Q(**{f"{prefix}{column}": None for column in ("just_remember_on", "let_be_at", "died_on")})


def in_words(circle: Standing, today: date) -> str:
    """One or two sentences; "" for a circle without people."""
    if not circle.people:
        return ""
    if not circle.asked_for:
        return _("Kept in mind, without a rhythm.")
    if circle.in_touch >= circle.asked_for:
        return _("All in touch.") if circle.asked_for > 1 else _("In touch.")
    return f"{_how_many(circle)} {_since_when(circle.quiet, today)}".strip()


def _how_many(circle: Standing) -> str:
    if circle.in_touch * 3 >= circle.asked_for * 2:
        return _("Mostly in touch.")
    if circle.in_touch:
        return _("In touch with some of them.")
    return _("Quiet for now.") if circle.quiet else _("Nothing is written down yet.")


def _since_when(quiet: Sequence[Quiet], today: date) -> str:
    if not quiet:
        return ""
    when = _month(quiet[0].last_touch_on, today)
    names = [each.name for each in quiet[:NAMED] if _month(each.last_touch_on, today) == when]
    if len(names) == 1:
        return _("Last in touch with %(name)s in %(when)s.") % {"name": names[0], "when": when}
    return _("Last in touch with %(name)s and %(other)s in %(when)s.") % {
        "name": names[0],
        "other": names[1],
        "when": when,
    }


def _month(on: date, today: date) -> str:
    """The month by name within the last twelve, else the year: autumn is not everybody's same season."""
    form = pgettext("date format", "F") if on > add_months(today, -12) else pgettext("date format", "Y")
    return format_date(on, form)
