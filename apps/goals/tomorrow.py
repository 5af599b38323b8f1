"""The sentence in the middle of it all: "If the day came tomorrow, you could call seven people." """

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.dates.words import IN_MONTH, in_letters

LEAST_DAYS = 28
"""Between then and now; sooner, there is nothing to compare."""


def could(count: int, before: int = 0) -> str:
    """How many one could call; nobody is no reproach. `before`: how many it was then."""
    if count:
        said = ngettext(
            "If the day came tomorrow, you could call one person.",
            "If the day came tomorrow, you could call %(count)s people.",
            count,
        )
        return said % {"count": in_letters(count)}
    if before:
        return _("If the day came tomorrow: nobody just now. A word to one of them is enough to begin again.")
    return _("If the day came tomorrow: nobody yet. That is what this year is for.")


def compared(count: int, before: int, on: date, today: date) -> str:
    """ "In May it was two."; "" where then lies too near, or there was and is nobody."""
    if (today - on).days < LEAST_DAYS or not (count or before):
        return ""
    month = str(IN_MONTH[on.month - 1])
    facts = {"in_month": month[:1].upper() + month[1:], "count": in_letters(before)}
    if count == before:
        return _("%(in_month)s it was as many.") % facts
    if not before:
        return _("%(in_month)s there was nobody yet.") % facts
    return ngettext("%(in_month)s it was one.", "%(in_month)s it was %(count)s.", before) % facts
