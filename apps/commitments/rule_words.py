"""The rule of a series in words: "every second Tuesday", "on the last Friday of every month"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.commitments.recurrence import LAST
from apps.core import dates
from apps.goals.ranking import listed

if TYPE_CHECKING:
    from apps.commitments.models import Series

NTH: tuple[str | Promise, ...] = (
    *(gettext_lazy("first"), gettext_lazy("second"), gettext_lazy("third"), gettext_lazy("fourth")),
    *(gettext_lazy("fifth"), gettext_lazy("sixth"), gettext_lazy("seventh"), gettext_lazy("eighth")),
    *(gettext_lazy("ninth"), gettext_lazy("tenth"), gettext_lazy("eleventh"), gettext_lazy("twelfth")),
)
EVERY_DAY = 0b1111111
LONGEST_MONTH = 31


def rule_said(series: Series) -> str:
    """How often it comes, without its hours."""
    facts: dict[str, str] = {"nth": str(NTH[series.every - 1])}
    if series.unit == series.Unit.WEEK:
        return _weekly(series, facts)
    facts["day"] = _day_of_month(series)
    if series.every == 1:
        return _("%(day)s of every month") % facts
    return _("%(day)s of every %(nth)s month") % facts


def _weekly(series: Series, facts: dict[str, str]) -> str:
    names = [str(WEEKDAYS[day]) for day in range(7) if series.weekdays >> day & 1]
    facts["days"] = listed(names, 7)
    if series.every == 1:
        return _("every day") if series.weekdays == EVERY_DAY else _("every %(days)s") % facts
    if len(names) == 1:
        return _("every %(nth)s %(days)s") % facts
    return _("every %(nth)s week on %(days)s") % facts


def _day_of_month(series: Series) -> str:
    if series.unit == series.Unit.NTH:
        nth = series.nth or 1
        facts = {"weekday": WEEKDAYS[series.weekday or 0]}
        if nth == LAST:
            return _("on the last %(weekday)s") % facts
        return _("on the %(nth)s %(weekday)s") % (facts | {"nth": NTH[nth - 1]})
    if series.month_day == LONGEST_MONTH:
        return _("on the last day")
    return _("on the %(day)s") % {"day": ordinal(series.month_day)}


def hours_of_series(series: Series) -> str:
    """ "18:00–20:00" on its own clocks."""
    minutes = series.begins.hour * 60 + series.begins.minute + series.minutes
    ends = series.begins.replace(hour=minutes // 60 % 24, minute=minutes % 60)
    return f"{dates.clock(series.begins)}–{dates.clock(ends)}"
