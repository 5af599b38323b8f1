"""Rooms as bars: the longer, the more people were met there for the first time in an hour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from apps.dashboard.review.rooms import Room
from apps.goals.plots.axis import Size, Words, width_of
from apps.goals.plots.drawing import Plot, draw_weeks
from apps.goals.plots.weekly import EDGE, ROW, Bar, Layout

THICK = 10.0
BETWEEN = 12.0


def draw_rooms(rooms: Sequence[Room], says: str) -> Plot:
    """One bar for each room, with its name above it."""
    return draw_weeks(partial(lay_out_rooms, rooms), says)


def lay_out_rooms(rooms: Sequence[Room], size: Size) -> Layout:
    """Bars from the left edge on, in one scale; the first is the longest."""
    plan = Layout(size.width)
    room_for = size.width - 2 * EDGE
    longest = max((room.per_hour for room in rooms), default=1.0)
    y = 0.0
    for room in rooms:
        plan.words.append(Words(EDGE, y + size.letter, _shortened(room.name, room_for, size), "start"))
        y += size.letter + ROW
        plan.bars.append(Bar(EDGE, y, room_for * room.per_hour / longest, THICK))
        y += THICK + BETWEEN
    plan.axis, plan.height = y - BETWEEN / 2, y
    return plan


def _shortened(name: str, room_for: float, size: Size) -> str:
    """As much of a name as there is room for."""
    longest = int(room_for / width_of("a", size.letter))
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
