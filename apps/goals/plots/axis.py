"""The axis of days below a plot: months in words, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.dates import MONTHS_3
from django.utils.translation import pgettext

from apps.core.dates import add_months

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months between two names; a plot may reach from any day to any other."""
YEAR = 12
LETTER_WIDTH = 0.62
"""Of a letter, in units of its height; generous, for every system has other letters."""
APART = 4.2
"""The least distance of two months, in letters' heights: "Sept" and air."""


@dataclass(frozen=True, slots=True)
class Size:
    """A width to draw for, the height of letters, and the side of a monogram."""

    width: int
    letter: int
    side: int


NARROW = Size(340, 13, 28)
WIDE = Size(620, 12, 26)


@dataclass(frozen=True, slots=True)
class Words:
    """A word in a plot, around or up to x."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, drawn from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, on: date) -> float:
        """Where a day stands; days outside stand at the nearer end."""
        days = max((self.last - self.first).days, 1)
        part = min(max((on - self.first).days / days, 0.0), 1.0)
        return self.left + part * (self.right - self.left)


def width_of(text: str, letter: float) -> float:
    """About how wide a word is."""
    return len(text) * letter * LETTER_WIDTH


def months_along(span: Span, size: Size, y: float) -> list[Words]:
    """The names of months, the year in the place of January; none leaves the plot or meets another."""
    step = _step(span, size)
    words = []
    for at in _months(_first_month(span.first, step), span.last, step):
        text = f"{at.year:04}" if step >= YEAR or at.month == 1 else str(MONTHS_3[at.month]).title()
        half = width_of(text, size.letter) / 2
        if half <= span.x(at) <= size.width - half:
            words.append(Words(span.x(at), y, text))
    return words


def mondays_along(mondays: Sequence[date], span: Span, size: Size, y: float) -> list[Words]:
    """The days weeks begin on, under their beginning, as many as there is room for from the first on."""
    apart, words, free = size.letter / 2, [], 0.0
    for monday in mondays:
        word = Words(span.x(monday), y, format_date(monday, pgettext("date format", "j M")), "start")
        end = word.x + width_of(word.text, size.letter)
        if word.x >= free and end <= size.width:
            words.append(word)
            free = end + apart
    return words


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """Every so many months from one to the other, counted beforehand: a calendar ends with year 9999."""
    there = (last.year - first.year) * YEAR + last.month - first.month
    return (add_months(first, number) for number in range(0, there + 1, step))


def _step(span: Span, size: Size) -> int:
    """How many months lie between two names."""
    months = max((span.last - span.first).days / 30.44, 0.1)
    of_one = (span.right - span.left) / months
    return next((step for step in STEPS if step * of_one >= APART * size.letter), STEPS[-1])


def _first_month(first: date, step: int) -> date:
    """The first month from that day on, counted so that January is one of them."""
    at = first.replace(day=1)
    while at < first or ((at.month - 1) % step if step < YEAR else at.month != 1):
        at = add_months(at, 1)
    return at
