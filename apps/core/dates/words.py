"""Kith's one language of dates, in the language that is active when a page or mail is rendered.

Words for how far away a day is; the exact date belongs beside them, on hover and for screen readers.
Months rather than seasons: autumn is not the same time of year for every member.
"""

from __future__ import annotations

from datetime import date, time

from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apps.core.dates.yearly import add_months

WEEK = 7
# Up to here weeks say it best: after nine of them two months have passed, whichever months they are.
WEEKS_BACK = 9 * WEEK
# Up to here weeks say it best: after five of them the month is another one.
WEEKS_AHEAD = 5 * WEEK
YEAR = 12

# Whole phrases, for many languages bend the month's name after "in".
IN_MONTH: tuple[str | Promise, ...] = (
    gettext_lazy("in January"),
    gettext_lazy("in February"),
    gettext_lazy("in March"),
    gettext_lazy("in April"),
    gettext_lazy("in May"),
    gettext_lazy("in June"),
    gettext_lazy("in July"),
    gettext_lazy("in August"),
    gettext_lazy("in September"),
    gettext_lazy("in October"),
    gettext_lazy("in November"),
    gettext_lazy("in December"),
)
ON_WEEKDAY: tuple[str | Promise, ...] = (
    gettext_lazy("on Monday"),
    gettext_lazy("on Tuesday"),
    gettext_lazy("on Wednesday"),
    gettext_lazy("on Thursday"),
    gettext_lazy("on Friday"),
    gettext_lazy("on Saturday"),
    gettext_lazy("on Sunday"),
)
IN_LETTERS: tuple[str | Promise, ...] = (
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def in_words(on: date, today: date) -> str:
    """How far `on` is from `today`, either way: "last week", "today", "in December"."""
    return next_in_words(on, today) if on > today else ago(on, today)


def ago(on: date, today: date) -> str:
    """How long ago: "today", "yesterday", "3 days ago", "last week", "5 weeks ago", "4 months ago".

    A day still to come is put as `next_in_words` puts it.
    """
    if on > today:
        return next_in_words(on, today)
    days = (today - on).days
    if days <= 1:
        return _("yesterday") if days else _("today")
    if days < WEEK:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    if days < 2 * WEEK:
        return _("last week")
    if days < WEEKS_BACK:
        weeks = days // WEEK
        return ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
    months = _whole_months(on, today)
    if months < YEAR:
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}
    years = months // YEAR
    return ngettext("a year ago", "%(count)d years ago", years) % {"count": years}


def span_in_words(on: date, today: date) -> str:
    """The time between, for a sentence: "a day", "five weeks", "four months", "eleven years".

    As in "It has been four months since you spoke". The same day, or one to come, is "less than a day".
    """
    days = (today - on).days
    if days < 1:
        return _("less than a day")
    if days < WEEK:
        return ngettext("a day", "%(count)s days", days) % {"count": in_letters(days)}
    if days < WEEKS_BACK:
        weeks = days // WEEK
        return ngettext("a week", "%(count)s weeks", weeks) % {"count": in_letters(weeks)}
    months = _whole_months(on, today)
    if months < YEAR:
        return ngettext("a month", "%(count)s months", months) % {"count": in_letters(months)}
    years = months // YEAR
    return ngettext("a year", "%(count)s years", years) % {"count": in_letters(years)}


def next_in_words(on: date, today: date) -> str:
    """When a day comes: "tomorrow", "on Thursday", "next week", "in 3 weeks", "in December", "in May 2031".

    The year stands where twelve months or more lie between. A day gone by is put as `ago` puts it.
    """
    if on < today:
        return ago(on, today)
    days = (on - today).days
    if days <= 1:
        return _("tomorrow") if days else _("today")
    if days < WEEK:
        return str(ON_WEEKDAY[on.weekday()])
    if days < 2 * WEEK:
        return _("next week")
    if days < WEEKS_AHEAD:
        weeks = days // WEEK
        return ngettext("in %(count)d week", "in %(count)d weeks", weeks) % {"count": weeks}
    in_month = str(IN_MONTH[on.month - 1])
    if (on.year - today.year) * YEAR + on.month - today.month < YEAR:
        return in_month
    return _("%(in_month)s %(year)d") % {"in_month": in_month, "year": on.year}


def day_and_month(on: date, today: date) -> str:
    """ "18 July"; with the year, "18 July 2014", where it is not this one."""
    if on.year == today.year:
        return format_date(on, pgettext("date format", "j F"))
    return format_date(on, pgettext("date format", "j F Y"))


def weekday_date(on: date) -> str:
    """ "Monday 23 November", for titles and subjects."""
    return format_date(on, pgettext("date format", "l j F"))


def exact_date(on: date) -> str:
    """ "Saturday 18 July 2026", for hover and screen readers."""
    return format_date(on, pgettext("date format", "l j F Y"))


def clock(at: time) -> str:
    """ "7:30", "18:00"."""
    return time_format(at, pgettext("time format", "G:i"))


def _whole_months(on: date, today: date) -> int:
    months = (today.year - on.year) * YEAR + today.month - on.month
    return months if add_months(on, months) <= today else months - 1


def in_letters(count: int) -> str:
    """ "two" to "twelve"; one, and more than that, in figures."""
    return str(IN_LETTERS[count - 2]) if 2 <= count <= 12 else str(count)
