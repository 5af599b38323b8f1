"""The pace of people met: a step line of ink, and each step is a person.

Solid to today, for it happened; dashed on to the wished-for date, for it is hoped: the pace so far goes
on, no further than there are people still to meet. Nothing says how many it should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from apps.goals.plots.axis import Size, Span, Words, months_along, width_of

AT_EASE = 15
"""Up to so many steps each is as high as a monogram; with more people they become lower."""
LEAST_STEPS = 1
AIR = 2.0
APART = 1.6
"""Of a side, from the middle of one monogram to the next one's, so that ink is seen between them."""
A_HAIR = 0.01
"""By which sums of parts may miss the whole."""
ROW = 5.0
"""Between two rows of words."""
A_PACE_TAKES = 28
"""Days before which a pace would be chance."""


class Step(NamedTuple):
    """Somebody met for the first time, and when."""

    pk: int
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Pace:
    """Steps from the beginning on, in their order; `until` is today or the end; `by_on` is wished for."""

    began_on: date
    until: date
    steps: Sequence[Step]
    by_on: date
    to_meet: int = 0

    @property
    def hoped(self) -> float:
        """How many more, should it go on so until the wished-for date."""
        ahead = max((self.by_on - self.until).days, 0)
        so_far = max((self.until - self.began_on).days, A_PACE_TAKES)
        return min(len(self.steps) * ahead / so_far, float(self.to_meet))


class Face(NamedTuple):
    """The middle of a monogram."""

    pk: int
    name: str
    x: float
    y: float


@dataclass(slots=True)
class Layout:
    """Where everything stands; all of it lies within width and height."""

    width: float
    height: float
    axis: float
    side: float
    solid: list[tuple[float, float]]
    dashed: list[tuple[float, float]]
    faces: list[Face]
    hoped: tuple[float, float] | None
    words: list[Words] = field(default_factory=list)
    marks: list[float] = field(default_factory=list)


def lay_out(pace: Pace, size: Size, today: str, by: str) -> Layout:
    """Places for all of it; `today` and `by` are the words under those two days.

    A monogram that would lie on another's is left out, the newer one stays; its step is still there.
    """
    half = size.side / 2
    last = max(pace.by_on, pace.until, pace.began_on + timedelta(days=A_PACE_TAKES))
    span = Span(pace.began_on, last, half + AIR, size.width - half - AIR)
    levels = max(len(pace.steps) + pace.hoped, LEAST_STEPS)
    rise = (size.side + AIR) * min(1.0, AT_EASE / levels)
    base = half + AIR + levels * rise
    solid = _steps(pace, span, base, rise)
    axis = base + half + 2 * AIR
    plan = Layout(
        width=size.width,
        height=axis + 2 * (size.letter + ROW) + AIR,
        axis=axis,
        side=size.side,
        solid=solid,
        dashed=[],
        faces=_faces(pace, solid, size.side),
        hoped=None,
        words=months_along(span, size, axis + size.letter + ROW),
        marks=[span.x(pace.until)],
    )
    _hope(plan, pace, span, base - (len(pace.steps) + pace.hoped) * rise)
    _say(plan, size, today, by if plan.dashed else "")
    return plan


def _steps(pace: Pace, span: Span, base: float, rise: float) -> list[tuple[float, float]]:
    """The corners of the line, from the beginning to today."""
    corners = [(span.left, base)]
    for number, step in enumerate(pace.steps, 1):
        x = span.x(step.on)
        corners += [(x, corners[-1][1]), (x, base - number * rise)]
    return [*corners, (span.x(pace.until), corners[-1][1])]


def _faces(pace: Pace, solid: Sequence[tuple[float, float]], side: float) -> list[Face]:
    """Everybody's monogram on their step where all have room; else the newest, and ink between them."""
    tops = solid[2:-1:2]
    faces = [Face(step.pk, step.name, x, y) for step, (x, y) in zip(pace.steps, tops, strict=True)]
    if all(_are_apart(one, other, side + AIR) for one, other in pairwise(tops)):
        return faces
    return _thinned(faces, side * APART)


def _thinned(faces: Sequence[Face], apart: float) -> list[Face]:
    """Those that meet none newer. The line only rises, so the nearest is the one placed last."""
    placed: list[Face] = []
    for face in reversed(faces):
        if not placed or _are_apart((face.x, face.y), (placed[-1].x, placed[-1].y), apart):
            placed.append(face)
    return placed[::-1]


def _are_apart(one: tuple[float, float], other: tuple[float, float], apart: float) -> bool:
    room = apart - A_HAIR
    return abs(one[0] - other[0]) >= room or abs(one[1] - other[1]) >= room


def _hope(plan: Layout, pace: Pace, span: Span, y: float) -> None:
    """The dashed part, and at its end a square for somebody hoped for."""
    if pace.by_on <= pace.until:
        return
    end = (span.x(pace.by_on), y)
    plan.dashed = [plan.solid[-1], end]
    plan.marks.append(end[0])
    newest = plan.solid[-2] if plan.faces else None
    if pace.hoped > 0 and (newest is None or _are_apart(end, newest, plan.side + AIR)):
        plan.hoped = end


def _say(plan: Layout, size: Size, today: str, by: str) -> None:
    """ "today" and the wished-for date below the months, beside each other."""
    y = plan.height - AIR - 2
    room = size.width - AIR
    if by:
        plan.words.append(Words(room, y, by, "end"))
        room -= width_of(by, size.letter) + size.letter
    width = width_of(today, size.letter)
    if width <= room - AIR:
        right = min(max(plan.marks[0] + width / 2, AIR + width), room)
        plan.words.append(Words(right, y, today, "end"))
