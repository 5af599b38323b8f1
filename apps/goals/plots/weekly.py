"""What happened week by week: bars in rows above one axis, and a line of steps for a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from apps.goals.plots.axis import Size, Span, Words, mondays_along, months_along, width_of

EDGE = 6.0
BARS = 44.0
"""The height of the highest bar."""
LOWEST = 4.0
A_UNIT = 15.0
"""At most so high for one."""
THICK = 14.0
BETWEEN = 16.0
ROW = 6.0
STEPS = 90.0
A_SEASON = 13
"""Up to so many weeks they are named by their Mondays, for months would be too few."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a row: its left upper corner, breadth and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Layout:
    """Where everything stands; all of it lies within width and height."""

    width: float
    height: float = 0.0
    axis: float = 0.0
    bars: list[Bar] = field(default_factory=list)
    bases: list[float] = field(default_factory=list)
    line: list[tuple[float, float]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def lay_out_weeks(mondays: Sequence[date], rows: Sequence[tuple[str, Sequence[int]]], size: Size) -> Layout:
    """Rows of bars with their name above, all in one scale; `mondays` are the weeks, without a gap."""
    plan = Layout(size.width)
    span = _span(mondays, size.width - EDGE)
    highest = max((count for _name, counts in rows for count in counts), default=0)
    unit = min(A_UNIT, BARS / max(highest, 1))
    slot = (span.right - span.left) / len(mondays)
    y = 0.0
    for name, counts in rows:
        plan.words.append(Words(EDGE, y + size.letter, name, "start"))
        y += size.letter + ROW + max(unit * highest, LOWEST)
        plan.bases.append(y)
        plan.bars += _bars(counts, y, unit, slot)
        y += BETWEEN
    _end(plan, mondays, span, size, y - BETWEEN + EDGE)
    return plan


def lay_out_level(mondays: Sequence[date], levels: Sequence[int], size: Size) -> Layout:
    """A step line of how many there were in each week, with the first and the last number said."""
    first, last = str(levels[0]), str(levels[-1])
    plan = Layout(size.width)
    span = _span(mondays, size.width - EDGE - width_of(last, size.letter) - EDGE)
    unit = min(A_UNIT, STEPS / max(*levels, 1))
    base = 2 * size.letter + ROW + max(unit * max(levels), LOWEST)
    slot = (span.right - span.left) / len(levels)
    for number, level in enumerate(levels):
        y = base - level * unit
        plan.line += [(span.left + number * slot, y), (span.left + (number + 1) * slot, y)]
    plan.words = [
        Words(span.left, plan.line[0][1] - ROW, first, "start"),
        Words(span.right + EDGE, plan.line[-1][1] + size.letter / 3, last, "start"),
    ]
    _end(plan, mondays, span, size, base + EDGE)
    return plan


def _span(mondays: Sequence[date], right: float) -> Span:
    return Span(mondays[0], mondays[-1] + timedelta(days=7), EDGE, right)


def _bars(counts: Sequence[int], base: float, unit: float, slot: float) -> list[Bar]:
    width = min(THICK, slot * 0.7)
    return [
        Bar(EDGE + (number + 0.5) * slot - width / 2, base - height, width, height)
        for number, count in enumerate(counts)
        if count and (height := max(count * unit, LOWEST))
    ]


def _end(plan: Layout, mondays: Sequence[date], span: Span, size: Size, axis: float) -> None:
    plan.axis = axis
    y = axis + size.letter + ROW
    is_short = len(mondays) <= A_SEASON
    plan.words += mondays_along(mondays, span, size, y) if is_short else months_along(span, size, y)
    plan.height = axis + size.letter + 2 * ROW
