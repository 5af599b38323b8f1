"""Where everybody stands in the picture: nobody on top of another, all within, each time the same."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.contacts.picture.layout import DOT, SMALL, Layout, Placed, lay_out

books = st.lists(st.tuples(st.none() | st.integers(1, 12), st.booleans()), max_size=300)
sizes = st.sampled_from([SMALL, DOT])


def book(rows: list[tuple[int | None, bool]]) -> list[Placed]:
    return [Placed(pk, circle, is_near) for pk, (circle, is_near) in enumerate(rows, 1)]


def overlapping(layout: Layout) -> list[tuple[int, int]]:
    """Pairs whose squares overlap, by sweeping from left to right."""
    found, open_ones = [], []
    for pk, spot in sorted(layout.spots.items(), key=lambda pair: pair[1].x - pair[1].half):
        open_ones = [each for each in open_ones if each[1].x + each[1].half > spot.x - spot.half]
        found += [(pk, other) for other, there in open_ones if abs(there.y - spot.y) < there.half + spot.half]
        open_ones.append((pk, spot))
    return found


@settings(max_examples=60, deadline=None)
@given(books, sizes)
def test_nobody_stands_on_another_and_all_within(rows, far):
    layout = lay_out(book(rows), far)

    assert len(layout.spots) == len(rows)
    assert overlapping(layout) == []
    assert all(hypot(spot.x, spot.y) + spot.half * 1.5 <= layout.radius for spot in layout.spots.values())
    assert all(hypot(spot.x, spot.y) > 30 for spot in layout.spots.values()), "the member's own place"


@settings(max_examples=60, deadline=None)
@given(books, sizes)
def test_circles_lie_apart_and_hold_their_people(rows, far):
    people = book(rows)
    layout = lay_out(people, far)

    islands = list(layout.islands.values())
    for number, one in enumerate(islands):
        for other in islands[number + 1 :]:
            assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius
    for person in people:
        spot = layout.spots[person.pk]
        for circle, island in layout.islands.items():
            away = hypot(spot.x - island.x, spot.y - island.y)
            assert (away + spot.half <= island.radius) == (circle == person.circle)


@settings(max_examples=30, deadline=None)
@given(books, sizes)
def test_same_people_stand_in_the_same_places(rows, far):
    assert lay_out(book(rows), far) == lay_out(book(rows), far)


@pytest.mark.parametrize("count", [1, 2, 5, 8, 13, 30, 100])
def test_any_number_of_circles_finds_room(count):
    people = [Placed(pk, pk % count, pk % 3 == 0) for pk in range(count * 7)]
    layout = lay_out(people, SMALL)

    assert len(layout.islands) == count
    assert overlapping(layout) == []


def test_one_person_more_seldom_moves_anybody():
    rows: list[tuple[int | None, bool]] = []
    moved, before = 0, lay_out([], SMALL)
    for number in range(200):
        rows.append((number % 4 if number % 5 else None, number % 7 == 0))
        after = lay_out(book(rows), SMALL)
        moved += sum(after.spots[pk] != spot for pk, spot in before.spots.items())
        before = after
    assert moved <= 0.25 * sum(range(200))


def test_whoever_comes_last_moves_nobody_where_there_is_room():
    rows = [(1, False)] * 30
    few, more = lay_out(book(rows), DOT), lay_out(book([*rows, (1, False)]), DOT)

    assert {pk: more.spots[pk] for pk in few.spots} == few.spots


def test_picture_stays_compact():
    """A good part of the ground is taken by places, however circles differ in size."""
    for shares in ((40, 40, 40), (200, 5, 5, 5), (30,) * 20):
        people, pk = [], 0
        for circle, count in enumerate(shares):
            for _ in range(count):
                pk += 1
                people.append(Placed(pk, circle, True))
        layout = lay_out(people, SMALL)
        assert pk * 62**2 >= 0.1 * 3.14 * layout.radius**2, shares


def test_distances_are_those_promised():
    spots = list(lay_out([Placed(pk, None, True) for pk in range(400)], DOT).spots.values())
    nearest = min(
        hypot(one.x - other.x, one.y - other.y) for n, one in enumerate(spots) for other in spots[n + 1 :]
    )
    assert nearest >= 62
