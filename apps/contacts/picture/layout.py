"""Where everybody stands: pure geometry, the same for the same people, each time.

The member stands in the middle, circles around, whoever is in none in a quiet ring outside. Within a
circle people stand as seeds do in a sunflower (H. Vogel, 1979): the next one comes at the edge and moves
nobody. Circles grow in steps, so that one person more seldom moves another circle. The time grows with
the number of people, and with the square of the number of circles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin, sqrt

GOLDEN = pi * (3 - sqrt(5))
CLOSEST = 1.54
"""The distance of the two nearest seeds, in units of their scale, wherever the flower begins."""
CORE = 48.0
"""The radius that is kept free around the member."""
EDGE = 24.0
"""Around each circle, where its name stands, and around the whole."""
BETWEEN = 4.0
BALANCE = 40.0
"""How much farther out a circle goes for the sake of balance, in units of the drawing."""
MOST_DIRECTIONS = 72
STEPS = (1, 3, 6, 10, 15)
GROWTH = 1.3


@dataclass(frozen=True, slots=True)
class Size:
    """How large somebody is drawn: half a side, and how far from the next."""

    half: float
    apart: float


NEAR = Size(18, 60)
SMALL = Size(10, 29)
DOT = Size(3.6, 13)


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody to be placed: in a circle or in none, near or far. Who comes first stands further in."""

    pk: int
    circle: int | None
    is_near: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of somebody's place and half its side; the member is at (0, 0)."""

    x: float
    y: float
    half: float


@dataclass(frozen=True, slots=True)
class Island:
    """A circle's place: its middle and radius."""

    x: float
    y: float
    radius: float


@dataclass(slots=True)
class Layout:
    """Everybody's spot and every circle's island by pk; all of it lies within `radius` of the middle."""

    radius: float = CORE
    spots: dict[int, Spot] = field(default_factory=dict)
    islands: dict[int, Island] = field(default_factory=dict)


@dataclass(slots=True)
class Bed:
    """The people of one circle, or of none."""

    near: list[int] = field(default_factory=list)
    far: list[int] = field(default_factory=list)

    def radius(self, far: Size, inner: float = 0.0) -> float:
        """How far it reaches, with the room it keeps for more."""
        outer = _reach(_room(len(self.near)), NEAR, inner)
        return _reach(_room(len(self.far)), far, outer)

    def seeds(self, far: Size, inner: float = 0.0) -> Iterator[tuple[int, Spot]]:
        """Everybody's place around (0, 0), beyond `inner`."""
        yield from _flower(self.near, NEAR, inner)
        yield from _flower(self.far, far, _reach(_room(len(self.near)), NEAR, inner))


def lay_out(people: Iterable[Placed], far: Size) -> Layout:
    """Places for all of these people; `far` is the size of those who are not near."""
    beds, alone = _beds(people)
    layout = Layout()
    radii = {circle: bed.radius(far) + EDGE for circle, bed in beds.items()}
    for circle, (x, y) in _around(radii).items():
        layout.islands[circle] = Island(x, y, radii[circle] - EDGE)
        for pk, seed in beds[circle].seeds(far):
            layout.spots[pk] = Spot(x + seed.x, y + seed.y, seed.half)
    inner = max((hypot(i.x, i.y) + i.radius + 1.5 * EDGE for i in layout.islands.values()), default=CORE)
    layout.spots |= dict(alone.seeds(far, inner))
    layout.radius = max(alone.radius(far, inner), inner) + EDGE
    return layout


def _beds(people: Iterable[Placed]) -> tuple[dict[int, Bed], Bed]:
    beds: dict[int, Bed] = {}
    alone = Bed()
    for person in people:
        bed = alone if person.circle is None else beds.setdefault(person.circle, Bed())
        (bed.near if person.is_near else bed.far).append(person.pk)
    return dict(sorted(beds.items())), alone


def _room(count: int) -> int:
    """The next step of a ladder at or above `count`."""
    step = next((step for step in STEPS if step >= count), STEPS[-1]) if count else 0
    while step < count:
        step = int(step * GROWTH)
    return step


def _flower(pks: Sequence[int], size: Size, inner: float) -> Iterator[tuple[int, Spot]]:
    if len(pks) == 1 and not inner:
        yield pks[0], Spot(0.0, 0.0, size.half)
        return
    scale, begin = _scale(size, inner)
    for number, pk in enumerate(pks):
        radius, angle = scale * sqrt(begin**2 + number + 0.5), number * GOLDEN
        yield pk, Spot(radius * cos(angle), radius * sin(angle), size.half)


def _reach(count: int, size: Size, inner: float) -> float:
    """The radius of a flower of so many; what lies within `inner` stays free."""
    if not count:
        return inner
    if count == 1 and not inner:
        return size.apart * 0.7
    scale, begin = _scale(size, inner)
    return scale * sqrt(begin**2 + count - 0.5) + size.apart / 2


def _scale(size: Size, inner: float) -> tuple[float, float]:
    """Units of the drawing to one of the flower, and where in it the first seed stands."""
    scale = size.apart / CLOSEST
    return scale, (inner + size.half if inner else 0.0) / scale


def _around(radii: dict[int, float]) -> dict[int, tuple[float, float]]:
    """The middle of each circle, one after another as near to the member as the earlier ones let it."""
    placed: list[tuple[float, float, float]] = []
    for radius in radii.values():
        placed.append((*_nearest_free(radius, placed, _directions(len(radii))), radius))
    return {pk: (x, y) for pk, (x, y, _radius) in zip(radii, placed, strict=True)}


def _directions(circles: int) -> list[tuple[float, float]]:
    """Of many circles fewer directions are tried, since each is weighed against all others."""
    count = max(12, min(MOST_DIRECTIONS, 5000 // circles))
    angles = (2 * pi * number / count - pi / 2 for number in range(count))
    return [(cos(angle), sin(angle)) for angle in angles]


def _nearest_free(
    radius: float, placed: list[tuple[float, float, float]], directions: list[tuple[float, float]]
) -> tuple[float, float]:
    """The nearest place, and of equally near ones the one that keeps the whole in balance."""
    lean_x, lean_y = _lean(placed)

    def cost(place: tuple[float, float, float, float]) -> tuple[float, float]:
        distance, x, y, order = place
        return distance + BALANCE * (x * lean_x + y * lean_y), order

    places = ((_first_gap(radius, placed, x, y), x, y, order) for order, (x, y) in enumerate(directions))
    distance, x, y, _order = min(places, key=cost)
    return x * distance, y * distance


def _lean(placed: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Towards where most lies so far, as a direction of at most unit length."""
    weight = sum(radius * hypot(x, y) for x, y, radius in placed) or 1.0
    return sum(r * x for x, _y, r in placed) / weight, sum(r * y for _x, y, r in placed) / weight


def _first_gap(radius: float, placed: list[tuple[float, float, float]], x: float, y: float) -> float:
    """How far out, in this direction, the first place lies where a circle of this radius meets none."""
    taken = []
    for other_x, other_y, other in placed:
        along, across = other_x * x + other_y * y, other_x * y - other_y * x
        apart = radius + other + BETWEEN
        if abs(across) < apart:
            half = sqrt(apart**2 - across**2)
            taken.append((along - half, along + half))
    distance = CORE + radius
    for begin, end in sorted(taken):
        if begin < distance < end:
            distance = end
    return distance
