"""Birthdays and other days out of the cells of one row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from apps.contacts.imports.card import DatedLabel, PartialDate
from apps.contacts.imports.partial_dates import UnreadableDate
from apps.contacts.imports.table.cells import Cell
from apps.contacts.imports.table.dates import day_of, month_named, read_day
from apps.contacts.imports.table.draft import Draft
from apps.contacts.imports.table.linkedin import read_connected

# Left out of the card and kept as text beside its title, for the member may know which day is meant.
_KEPT = {"date_ambiguous", "date_partial", "date_unreadable"}


def birthday_of(draft: Draft) -> PartialDate | None:
    """The first birthday that is a day; else the one that three columns make."""
    for cell in draft.all("birthday"):
        if day := _day(draft, cell):
            return day
    return _of_three(draft)


def _of_three(draft: Draft) -> PartialDate | None:
    day, month, year = (draft.one(f"birthday_{part}") for part in ("day", "month", "year"))
    if not (day or month or year):
        return None
    text = "/".join((year, month, day))
    if not (_is_number(day) and month_named(month)):
        if any(map(_is_told, (day, month, year))):
            draft.say("date_partial", text)
            draft.extras.append(("birthday", text))
        return None
    try:
        return day_of(int(year) if _is_number(year) and int(year) else None, month_named(month), int(day))
    except UnreadableDate as problem:
        draft.say(problem.code, text)
        return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _is_told(text: str) -> bool:
    return bool(text.strip("0"))


def dates_of(draft: Draft) -> tuple[DatedLabel, ...]:
    """Anniversaries and other days, each with what it is called."""
    found: dict[DatedLabel, None] = {}
    for field in ("anniversary", "date"):
        for cell in draft.all(field):
            label = "anniversary" if field == "anniversary" else draft.named(cell).label
            for text in draft.parts(cell):
                if text and (day := _day(draft, cell._replace(text=text))):
                    found[DatedLabel(day, label or ("" if draft.habits.is_exact else cell.title))] = None
    return tuple(found)


def met_on(draft: Draft) -> date | None:
    """The day the two met."""
    return _first(draft, "met_on", _connected if draft.is_linkedin else _whole)


def died_on(draft: Draft) -> date | None:
    """The day they died."""
    return _first(draft, "died_on", _whole)


def _first(draft: Draft, field: str, read: Callable[[Draft, Cell], date | None]) -> date | None:
    days = [read(draft, cell) for cell in draft.all(field)]
    return next((day for day in days if day), None)


def _connected(draft: Draft, cell: Cell) -> date | None:
    day = read_connected(cell.text)
    if day is None:
        draft.say("date_unreadable", cell.text)
        draft.keep(cell)
    return day


def _whole(draft: Draft, cell: Cell) -> date | None:
    """A day with its year; one without is kept as text."""
    day = _day(draft, cell)
    if day is not None and day.year is None:
        draft.say("date_partial", cell.text)
        draft.keep(cell)
    return date(day.year, day.month, day.day) if day and day.year else None


def _day(draft: Draft, cell: Cell) -> PartialDate | None:
    try:
        return read_day(cell.text, cell.order)
    except UnreadableDate as problem:
        draft.say(problem.code, cell.text)
        if problem.code in _KEPT:
            draft.keep(cell)
        return None


def whole_day(draft: Draft, text: str) -> date | None:
    """A day with its year, or None; what is none is said."""
    try:
        day = read_day(text, "") if text else None
    except UnreadableDate as problem:
        draft.say(problem.code, text)
        return None
    return date(day.year, day.month, day.day) if day and day.year else None
