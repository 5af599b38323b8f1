"""Plots: everything within its box, nobody on top of another, steps that only rise; and the drawing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.goals.plots.axis import NARROW, WIDE, Span, months_along, width_of
from apps.goals.plots.drawing import draw_pace, draw_weeks
from apps.goals.plots.pace import Pace, Step, lay_out
from apps.goals.plots.weekly import lay_out_level, lay_out_weeks

BEGAN = date(2026, 3, 2)
sizes = st.sampled_from([NARROW, WIDE])


@st.composite
def paces(draw):
    length = draw(st.integers(0, 4000))
    days = sorted(draw(st.lists(st.integers(0, length), max_size=200)))
    steps = [Step(n, f"Person {n}", BEGAN + timedelta(days=on)) for n, on in enumerate(days)]
    until = BEGAN + timedelta(days=length)
    by_on = until + timedelta(days=draw(st.integers(-100, 3000)))
    return Pace(BEGAN, until, steps, by_on, draw(st.integers(0, 200)))


def within(x: float, y: float, plan, room: float = 0.0) -> bool:
    return room <= x <= plan.width - room and room <= y <= plan.height - room


def left_and_right(word, letter: int) -> tuple[float, float]:
    width = width_of(word.text, letter)
    left = word.x - {"start": 0, "middle": width / 2, "end": width}[word.anchor]
    return left, left + width


def assert_words_stand_apart(plan, size):
    for word in plan.words:
        left, right = left_and_right(word, size.letter)
        assert left >= 0
        assert right <= plan.width
        assert size.letter <= word.y <= plan.height
    for one, other in combinations(plan.words, 2):
        (left, right), (start, end) = left_and_right(one, size.letter), left_and_right(other, size.letter)
        assert abs(one.y - other.y) >= size.letter or right <= start or end <= left, (one, other)


@settings(max_examples=150, deadline=None)
@given(paces(), sizes)
def test_the_pace_stays_in_its_box_and_nobody_stands_on_another(pace, size):
    plan = lay_out(pace, size, "today", "by June 2027")

    half = size.side / 2
    squares = [(face.x, face.y) for face in plan.faces] + ([plan.hoped] if plan.hoped else [])
    assert all(within(x, y, plan, half) and y + half < plan.axis for x, y in squares)
    assert all(within(x, y, plan) for x, y in plan.solid + plan.dashed)
    assert all(
        abs(one[0] - other[0]) > size.side or abs(one[1] - other[1]) > size.side
        for one, other in combinations(squares, 2)
    )
    assert_words_stand_apart(plan, size)
    assert plan.height <= 540


@settings(max_examples=100, deadline=None)
@given(paces(), sizes)
def test_the_line_only_goes_on_and_up_a_step_for_each(pace, size):
    plan = lay_out(pace, size, "today", "by June 2027")

    assert all(before[0] <= x and before[1] >= y for before, (x, y) in pairwise(plan.solid + plan.dashed))
    rises = [before[1] - after[1] for before, after in pairwise(plan.solid) if after[1] < before[1]]
    assert len(rises) == len(pace.steps)
    assert bool(plan.dashed) is (pace.by_on > pace.until)
    assert not pace.steps or plan.faces[-1].pk == pace.steps[-1].pk, "the newest is always there"


@pytest.mark.parametrize("days_apart", [0, 1, 20])
@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_few_people_are_all_there(days_apart, size):
    steps = [Step(n, f"P {n}", BEGAN + timedelta(days=days_apart * n)) for n in range(9)]
    pace = Pace(BEGAN, BEGAN + timedelta(days=200), steps, BEGAN + timedelta(days=400), 6)
    assert [face.pk for face in lay_out(pace, size, "today", "by May").faces] == list(range(9))


def test_what_is_hoped_goes_on_as_so_far_but_no_further_than_whom_one_would_meet():
    steps = [Step(n, f"P {n}", BEGAN) for n in range(4)]
    day = BEGAN + timedelta(days=100)
    assert Pace(BEGAN, day, steps, day + timedelta(days=50), 9).hoped == 2
    assert Pace(BEGAN, day, steps, day + timedelta(days=500), 9).hoped == 9
    assert Pace(BEGAN, day, steps, day, 9).hoped == 0
    assert Pace(BEGAN, BEGAN, steps, BEGAN + timedelta(days=28), 99).hoped == 4, "a day is no pace"


@settings(max_examples=150, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 9000) | st.integers(0, 2_900_000), sizes)
@example(date(2026, 11, 23), (date.max - date(2026, 11, 23)).days, NARROW)
def test_months_never_meet_and_never_leave(first, days, size):
    span = Span(first, first + timedelta(days=days), 10, size.width - 10)
    words = months_along(span, size, 10)
    sides = [left_and_right(word, size.letter) for word in words]
    assert all(before[1] < after[0] for before, after in pairwise(sides))
    assert all(left >= 0 and right <= size.width for left, right in sides)
    if days > 400:
        assert words


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from([8, 26, 52]), sizes)
def test_weeks_stay_in_their_box(data, count, size):
    mondays = [date(2026, 11, 23) - timedelta(days=7 * n) for n in reversed(range(count))]
    counts = st.lists(st.integers(0, 60), min_size=count, max_size=count)
    rows = [(name, data.draw(counts)) for name in ("31 first meetings", "12 second", "2 things")]

    plan = lay_out_weeks(mondays, rows, size)

    assert len(plan.bars) == sum(bool(count) for _, counts in rows for count in counts)
    assert all(bar.x >= 0 and bar.x + bar.width <= plan.width and bar.y >= 0 for bar in plan.bars)
    for (name, counts), base in zip(rows, plan.bases, strict=True):
        bars = [bar for bar in plan.bars if abs(bar.y + bar.height - base) < 0.01]
        assert len(bars) == sum(map(bool, counts)), name
        assert all(before.x + before.width < after.x for before, after in pairwise(bars))
    assert_words_stand_apart(plan, size)

    level = lay_out_level(mondays, rows[0][1], size)
    assert all(within(x, y, level) for x, y in level.line)
    assert all(before[0] <= after[0] for before, after in pairwise(level.line))
    for word in level.words:
        left, right = left_and_right(word, size.letter)
        assert 0 <= left < right <= level.width


@pytest.mark.parametrize("count", [0, 1, 200])
def test_the_drawing_speaks_and_carries_no_style(count):
    steps = [Step(n, f"<b>P {n}", BEGAN + timedelta(days=n)) for n in range(count)]
    plot = draw_pace(
        Pace(BEGAN, BEGAN + timedelta(days=300), steps, date(2027, 6, 1), 5), "by June", "Nine <i>"
    )

    for svg, width in ((plot.narrow, 340), (plot.wide, 620)):
        assert f'width="{width}"' in svg
        assert 'role="img"><title>Nine &lt;i&gt;</title>' in svg
        assert "style" not in svg
        assert "<b>" not in svg
        assert min(map(float, re.findall(r'font-size="([\d.]+)"', svg))) >= 11


def test_letters_stay_legible_on_the_narrowest_screens():
    """340 px stand in 288 at a width of 320; 620 in no less than 580 (see plot.css)."""
    assert NARROW.letter * 288 / 340 >= 11
    assert WIDE.letter * 580 / 620 >= 11


def test_weeks_are_drawn():
    mondays = [date(2026, 11, 2) + timedelta(days=7 * n) for n in range(3)]
    plot = draw_weeks(lambda size: lay_out_weeks(mondays, [("3 first", [1, 0, 2])], size), "Three")
    assert plot.wide.count('class="plot-bar"') == 2
