"""Days in the cells of a table. Whether the day or the month comes first is told by whole columns.

3/4/1980 is two days. No cell is guessed at: where another cell of its column, or of the file's other
columns, can only be read one way, all are read that way; else the cell is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from apps.contacts.imports.card import PartialDate
from apps.contacts.imports.partial_dates import UnreadableDate, read_date

DAY_FIRST, MONTH_FIRST, BOTH = "dmy", "mdy", "both"
_NUMBERS = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?: +[0-9]{1,2}:.*)?")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})(?: +[0-9]{1,2}:.*)?")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\.?(?: de)?[ -]([^\W\d_]{3,10})\.?(?: de)?,?[ -]([0-9]{4})")
_MONTH_DAY_YEAR = re.compile(r"([^\W\d_]{3,10})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})\.?")
# No date, as Outlook and others write it.
_NOTHING = re.compile(r"0{1,4}[/.-]0{1,2}[/.-]0{1,4}|00?:00|never|none|n/a", re.IGNORECASE)
# The first letters of months in English, German, French, Spanish and Portuguese.
_MONTHS = {
    1: "jan ene", 2: "feb fév fev", 3: "mar mär mrz", 4: "apr avr abr", 5: "may mai", 6: "jun juin",
    7: "jul juil", 8: "aug aou aoû ago", 9: "sep set", 10: "oct okt out", 11: "nov", 12: "dec dez déc dic",
}  # fmt: skip
_MONTH_OF = {word: number for number, words in _MONTHS.items() for word in words.split()}


def month_named(word: str) -> int:
    """The month a word or number means, 0 where it means none."""
    word = word.strip(". ").casefold()
    if word.isascii() and word.isdigit() and len(word) < 3:
        return int(word)
    return _MONTH_OF.get(word[:4]) or _MONTH_OF.get(word[:3], 0)


def read_day(text: str, order: str) -> PartialDate | None:
    """The day a cell names, None where it names none; raises UnreadableDate.

    `order` is "dmy" or "mdy" where the column shows it. A cell that could be two days, in a column that
    does not, raises UnreadableDate with the code date_ambiguous.
    """
    text = " ".join(text.split())
    if _NOTHING.fullmatch(text):
        return None
    if match := _DOTTED.fullmatch(text):
        return day_of(int(match[3]), int(match[2]), int(match[1]))
    if match := _NUMBERS.fullmatch(text):
        return _ordered(int(match[1]), int(match[2]), int(match[3]), order)
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        return day_of(int(match[3]), month_named(match[2]), int(match[1]))
    if match := _MONTH_DAY_YEAR.fullmatch(text):
        return day_of(int(match[3]), month_named(match[1]), int(match[2]))
    if match := _DAY_MONTH.fullmatch(text):
        return _ordered(int(match[1]), int(match[2]), None, DAY_FIRST if "." in text else order)
    return read_date(text)


def _ordered(first: int, second: int, year: int | None, order: str) -> PartialDate:
    """One way only where a number says so or both are one; else as the column has it."""
    if first > 12 or (order == DAY_FIRST and second <= 12):
        return day_of(year, second, first)
    if second > 12 or first == second or order == MONTH_FIRST:
        return day_of(year, first, second)
    raise UnreadableDate("date_ambiguous")


def day_of(year: int | None, month: int, day: int) -> PartialDate:
    """A day of the calendar, or UnreadableDate: there is none like it."""
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        raise UnreadableDate("date_impossible") from None
    return PartialDate(month, day, year)


class Evidence:
    """What the cells of each column show of the order of day and month; feed it every row."""

    def __init__(self, width: int) -> None:
        self._found = [""] * width

    def add(self, cells: Sequence[str]) -> None:
        """One row."""
        for number, cell in enumerate(cells[: len(self._found)]):
            if "0" <= cell[:1] <= "9" and (match := _NUMBERS.fullmatch(cell.strip())):
                self._see(number, int(match[1]), int(match[2]))

    def _see(self, number: int, first: int, second: int) -> None:
        if (first > 12) == (second > 12):
            return
        shown = DAY_FIRST if first > 12 else MONTH_FIRST
        before = self._found[number]
        self._found[number] = shown if before in ("", shown) else BOTH

    @property
    def orders(self) -> list[str]:
        """For each column "dmy", "mdy", "both", or "" where nothing shows."""
        return self._found


def settled(orders: Iterable[str]) -> list[str]:
    """The order to read each column by: its own, else the one that all others agree on, else ""."""
    orders = list(orders)
    shown = {order for order in orders if order}
    common = next(iter(shown)) if len(shown) == 1 else ""
    return ["" if (found := order or common) == BOTH else found for order in orders]
