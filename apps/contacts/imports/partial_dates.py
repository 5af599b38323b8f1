"""Days as people's files write them, with or without a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from apps.contacts.imports.card import PartialDate

# Apple's stand-in for "no year" (X-APPLE-OMIT-YEAR): the first leap year of the Gregorian calendar's 400.
APPLE_NO_YEAR = 1604
_LEAP = 2000
# Somebody is known to have died, but nothing says when.
UNKNOWN_DAY = date(1900, 1, 1)

# A full day, with or without a time behind it (RFC 2426 section 3.1.5, RFC 6350 section 4.3).
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_YEARLESS = re.compile(r"--?([0-9]{2})-?([0-9]{2})(?![0-9])")
_BARE = re.compile(r"([0-9]{2})-([0-9]{2})$")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})$")
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})$")
_PARTIAL = re.compile(r"([0-9]{4}(-[0-9]{2})?|--[0-9]{2}|---[0-9]{2})$")
_YEAR_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?$")
# "No date" as various programs write it.
_NOTHING = {"", "-", "--", "---", "----", "0", "00000000", "0000-00-00", "0/0/00", "0001-01-01"}


class UnreadableDate(ValueError):
    """`code` is a remark's code: date_impossible, date_partial or date_unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_date(text: str, omitted: str = "") -> PartialDate | None:
    """The day that `text` names, None where it names none ("--"); raises UnreadableDate.

    `omitted` is the value of X-APPLE-OMIT-YEAR: that year stands for no year.
    """
    text = text.strip()
    if text in _NOTHING or text.startswith("0001-01-01"):
        return None
    for pattern in (_YEAR_FIRST, _COMPACT):
        if match := pattern.match(text):
            year, month, day = map(int, match.groups())
            return _day(month, day, None if _is_omitted(year, omitted) else year)
    for pattern in (_YEARLESS, _BARE):
        if match := pattern.match(text):
            return _day(int(match[1]), int(match[2]), None)
    if match := _DOTTED.match(text):
        return _day(int(match[2]), int(match[1]), int(match[3]))
    if match := _SLASHED.match(text):
        return _slashed(*map(int, match.groups()))
    raise UnreadableDate("date_partial" if _PARTIAL.match(text) else "date_unreadable")


def full_day(text: str) -> date | None:
    """The day that `text` names with its year, or None."""
    try:
        found = read_date(text)
    except UnreadableDate:
        return None
    return date(found.year, found.month, found.day) if found and found.year else None


def last_day(text: str) -> date:
    """The last day of the year or month that `text` names, as in 2019 or 2019-05; else UNKNOWN_DAY."""
    match = _YEAR_MONTH.match(text.strip())
    if match is None or not int(match[1]):
        return UNKNOWN_DAY
    year, month = int(match[1]), int(match[2] or 12)
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else UNKNOWN_DAY


def _is_omitted(year: int, omitted: str) -> bool:
    return year in (0, APPLE_NO_YEAR) or omitted.strip() == str(year)


def _slashed(first: int, second: int, year: int) -> PartialDate:
    """3/14/1980 and 14/3/1980 can only be one day; 3/4/1980 is two, and is not guessed at."""
    if first == second or second > 12:
        return _day(first, second, year)
    if first > 12:
        return _day(second, first, year)
    raise UnreadableDate("date_unreadable")


def _day(month: int, day: int, year: int | None) -> PartialDate:
    try:
        date(_LEAP if year is None else year, month, day)
    except ValueError:
        raise UnreadableDate("date_impossible") from None
    return PartialDate(month, day, year)
