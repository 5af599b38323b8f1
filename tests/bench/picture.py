"""The picture of 3,000 people: laid out, and drawn, beside a bare list of the same people.

No database: what is measured is geometry and text.
"""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable, Iterator

from django.template import Context, Engine

from apps.contacts.picture.drawing import Drawing
from apps.contacts.picture.layout import DOT, Placed, lay_out
from apps.contacts.picture.listed import groups_of
from apps.contacts.picture.people import MOST, MOST_NEAR, Acquaintance, Someone
from tests.bench.million import FIRST, GIVEN, LAST
from tests.bench.rounds import Row, interleaved

CIRCLES = 16
ROUNDS = 5
BARE = Engine(libraries={}).from_string(
    '<ul>{% for person in people %}<li><a href="/contacts/{{ person.pk }}/">{{ person.name }}</a></li>'
    "{% endfor %}</ul>"
)


def rows() -> Iterator[Row]:
    """CPU of the layout, and of the whole drawing; what the page of it weighs on its way."""
    known = acquaintance()
    floor = cpu_of(lambda: BARE.render(Context({"people": known.people})))
    placed = [Placed(p.pk, next(iter(p.circles), None), p.pk in known.near) for p in known.people]
    yield Row(
        "layout of 3,000 people",
        "ms CPU",
        *interleaved(cpu_of(lambda: lay_out(placed, DOT)), floor),
        0.5,
        remark="beside a bare list of 3,000 rows",
    )
    yield Row(
        "picture of 3,000 people, laid out and drawn",
        "ms CPU",
        *interleaved(cpu_of(lambda: Drawing.of(known).svg("Maya Ortega")), floor),
        2,
        remark="beside a bare list of 3,000 rows",
    )
    html = Drawing.of(known).svg("Maya Ortega") + "".join(links for _, _, links in groups_of(known))
    yield Row(
        "bytes of picture and list, compressed", "bytes", len(gzip.compress(html.encode(), 6)), 100_000, 1
    )


def acquaintance() -> Acquaintance:
    """Three thousand people of a fixed seed, two thirds of them in sixteen circles."""
    chance = random.Random(3)
    people = [someone(pk, chance) for pk in range(1, MOST + 1)]
    circles = {pk: f"Circle {pk}" for pk in range(1, CIRCLES + 1)}
    near = frozenset(person.pk for person in people[:MOST_NEAR])
    return Acquaintance(people, circles, near, is_cut=False)


def someone(pk: int, chance: random.Random) -> Someone:
    """Somebody of any name, in a circle or none, perhaps introduced by an earlier one."""
    given = chance.choice(GIVEN)
    name = f"{given} {chance.choice(FIRST)}{chance.choice(LAST)}"
    circles = (1 + int(CIRCLES * chance.random() ** 2),) if chance.random() < 2 / 3 else ()
    by = chance.randrange(1, pk) if pk > 1 and chance.random() < 0.1 else None
    return Someone(pk, name, given, by, False, circles)


def cpu_of(work: Callable[[], object]) -> Callable[[], float]:
    """Milliseconds of CPU that this takes once."""

    def measure() -> float:
        started = time.process_time()
        for _ in range(ROUNDS):
            work()
        return (time.process_time() - started) * 1000 / ROUNDS

    return measure
