"""Days in a line: "yesterday", "on Monday", "3 days ago", "12 May", "2026-11-20"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from apps.contacts.capturing.vocabulary import ALL, LANGUAGES
from apps.core.fold import fold

EARLIEST_YEAR = 1900
MOST_AGO = 3650


@dataclass(frozen=True, slots=True)
class Said:
    """Where in the line a day stands, which it is, and its year if that was said."""

    start: int
    end: int
    on: date
    year: int | None = None


def days_in(line: str, today: date) -> list[Said]:
    """Every day the line names, in its order. What is no day of the calendar is none.

    Without a year it is the latest one that was; a weekday the last one, today included.
    """
    found = sorted(_found(line, today), key=lambda said: (said.start, -said.end))
    days: list[Said] = []
    for said in found:
        if not days or said.start >= days[-1].end:
            days.append(said)
    return days


def no_days_in(line: str, today: date) -> list[str]:
    """What reads like a day of the calendar and is none: "30 February"."""
    return [match[0] for pattern, read in DATED for match in pattern.finditer(line) if not read(match, today)]


def _found(line: str, today: date) -> Iterator[Said]:
    for pattern, read in READERS:
        for match in pattern.finditer(line):
            if said := read(match, today):
                yield said


def _said(match: re.Match[str], on: date | None, year: int | None = None) -> Said | None:
    return Said(match.start(), match.end(), on, year) if on else None


def _counted(match: re.Match[str], today: date) -> Said | None:
    return _said(match, today + timedelta(days=ALL.days[_plain(match[0])]))


def _ago(match: re.Match[str], today: date) -> Said | None:
    number, unit = _plain(match["number"]), ALL.units.get(_plain(match["unit"]))
    count = int(number) if number.isdecimal() and len(number) < 5 else ALL.numbers.get(number, 0)
    if not unit or not 0 < count * unit <= MOST_AGO:
        return None
    return _said(match, today - timedelta(days=count * unit))


def _weekday(match: re.Match[str], today: date) -> Said | None:
    back = (today.weekday() - ALL.weekdays[_plain(match["day"])]) % 7
    before = _plain(match["before"] or "")
    is_last = back == 0 and before not in ("on", "this", "am", "")
    return _said(match, today - timedelta(days=7 if is_last else back))


def _next_weekday(match: re.Match[str], today: date) -> Said | None:
    ahead = (ALL.weekdays[_plain(match["day"])] - today.weekday()) % 7 or 7
    return _said(match, today + timedelta(days=ahead))


def _of_month(match: re.Match[str], today: date) -> Said | None:
    month, year = ALL.months[_plain(match["month"])], match["year"]
    return _said(match, *_dated(int(match["day"]), month, year, today))


def _in_figures(match: re.Match[str], today: date) -> Said | None:
    return _said(match, *_dated(int(match["day"]), int(match["month"]), match["year"], today))


def _dated(day: int, month: int, year: str | None, today: date) -> tuple[date | None, int | None]:
    """That day in its year, else in the latest year in which it was."""
    if year:
        return _exact(int(year), month, day), int(year)
    years = range(today.year, today.year - 9, -1)
    past = (on for each in years if (on := _exact(each, month, day)) and on <= today)
    return next(past, None), None


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= EARLIEST_YEAR else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    return fold(text)


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(_spelled, names), key=len, reverse=True))


def _spelled(word: str) -> str:
    """The word as people write it: the tables have no accents."""
    return re.escape(word).replace("u", "[uü]").replace("a", "[aä]").replace(r"\ ", r"\s")


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{pattern})(?![\w'’-])", re.IGNORECASE)


MONTHS, WEEKDAYS = _any(ALL.months), _any(ALL.weekdays)
DAY, YEAR = r"(?P<day>[0-3]?[0-9])", r"(?P<year>[0-9]{4})"
ON = r"(?:(?:on|am)\s(?:the\s)?)?"
Reader = Callable[[re.Match[str], date], Said | None]
DATED: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_whole(rf"{ON}{DAY}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<month>{MONTHS})\.?(?:,?\s{YEAR})?"), _of_month),
    (_whole(rf"{ON}(?P<month>{MONTHS})\.?\s{DAY}(?:st|nd|rd|th)?(?:,?\s{YEAR})?"), _of_month),
    (_whole(rf"{ON}{YEAR}-(?P<month>[0-1][0-9])-{DAY}"), _in_figures),
    (_whole(rf"{ON}{DAY}\.\s?(?P<month>[0-1]?[0-9])\.(?:\s?{YEAR})?"), _in_figures),
)
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_whole(_any(ALL.days)), _counted),
    *((_whole(language.ago.replace(" ", r"\s")), _ago) for language in LANGUAGES),
    (_whole(rf"(?:(?P<before>{ALL.before_weekday})\s)?(?P<day>{WEEKDAYS})"), _weekday),
    (_whole(rf"(?:next|n[aä]chsten)\s(?P<day>{WEEKDAYS})"), _next_weekday),
    *DATED,
)
