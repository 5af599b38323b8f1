"""What narrows the list just now, as chips that can be taken off one by one."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from apps.contacts.narrowing import RHYTHMS, WITHOUT, shown
from apps.contacts.selection import Selection


class Chip(NamedTuple):
    """Words for one filter, and the link to the same list without it."""

    words: str | Promise
    without: str


def chips_of(selection: Selection, circle: str) -> list[Chip]:
    """One for each filter that is set; `circle` is the name of the selected circle, "" where it is gone."""
    return [
        Chip(_words(name, value, circle), selection.without_filter(name).link())
        for name, value in selection.filters.items()
    ]


def _words(name: str, value: str, circle: str) -> str | Promise:
    match name:
        case "show":
            return shown()[value]
        case "circle":
            return circle or _("a circle that is gone")
        case "rhythm":
            return RHYTHMS[value]
        case "organisation":
            return _("at {place}").format(place=value)
        case "city":
            return _("in {place}").format(place=value)
        case "without":
            return WITHOUT[value]
        case _:
            return value
