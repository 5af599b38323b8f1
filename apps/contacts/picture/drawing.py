"""The picture as SVG: attributes and classes only, for no style may stand in a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, pi

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.contacts.picture.layout import DOT, SMALL, Layout, Placed, Spot, lay_out
from apps.contacts.picture.people import Acquaintance, Someone
from apps.core.fold import hue, initials

FEW_FAR = 400
"""Up to so many, those farther away still have their initials; beyond, they are dots."""
NAME_LENGTH = 9
FEW_OPENERS = 25
"""Up to so many, strokes of ink stand out; beyond, they are the ground and show where one points."""
LETTER = 0.56
"""The width of a letter, in units of its height, for cutting names of circles."""

NEAR = (
    '<a class="near hue-{}{}" href="/contacts/{}/" tabindex="-1"><title>{}</title>'
    '<rect x="{}" y="{}" width="36" height="36" rx="3"/><text class="letters" x="{}" y="{}">{}</text>'
    '<text class="first-name" x="{}" y="{}">{}</text></a>'
)
FAR = (
    '<a class="far hue-{}{}" href="/contacts/{}/" tabindex="-1"><title>{}</title>'
    '<rect x="{}" y="{}" width="20" height="20" rx="2"/><text class="letters" x="{}" y="{}">{}</text></a>'
)
SPECK = '<a href="/contacts/{}/" tabindex="-1"><title>{}</title><path d="M{} {}h0"/></a>'
GROUND = '<circle cx="{}" cy="{}" r="{}"/><path d="M0 0L{} {}"/>'
TITLE = (
    '<path class="arc" id="circle-{0}" d="M{1} {2}a{3} {3} 0 1 1 .1 0" data-radius="{3}"/>'
    '<a href="/contacts/?circle={0}" tabindex="-1"><title>{4}</title><text>'
    '<textPath href="#circle-{0}" startOffset="50%">{5}</textPath></text></a>'
)
STROKE = '<path data-by="{}" data-to="{}" d="M{} {}Q{} {} {} {}"/>'
WHOLE = (
    '<svg class="picture-svg" viewBox="{0} {0} {1} {1}" role="group" aria-label="{2}">'
    '<g class="grounds">{3}</g><g class="opened{11}">{4}</g><g class="specks">{5}</g>{6}'
    '<g class="me"><title>{7}</title><rect x="-24" y="-24" width="48" height="48" rx="4"/>'
    '<text class="letters" y="8">{8}</text></g><g class="circle-names" font-size="{9}">{10}</g></svg>'
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """People and where they stand."""

    known: Acquaintance
    layout: Layout
    are_dots: bool

    @classmethod
    def of(cls, known: Acquaintance) -> Drawing:
        """Everybody in the circle they came into first, or outside."""
        far = len(known.people) - len(known.near)
        placed = (
            Placed(person.pk, next(iter(person.circles), None), person.pk in known.near)
            for person in known.people
        )
        are_dots = far > FEW_FAR
        return cls(known, lay_out(placed, DOT if are_dots else SMALL), are_dots)

    def svg(self, my_name: str) -> SafeString:
        """The whole picture as one element."""
        side, letter = 2 * self.layout.radius, self._letter_height()
        squares, dots = self._people()
        return format_html(
            WHOLE,
            _n(-side / 2),
            _n(side),
            _("My people as a picture. The same stands below as a list."),
            format_html_join("", GROUND, self._grounds()),
            format_html_join("", STROKE, self._strokes()),
            dots,
            squares,
            _("You"),
            initials(my_name),
            _n(letter),
            format_html_join("", TITLE, self._titles(letter)),
            " opened-many" if len(self.known.opened) > FEW_OPENERS else "",
        )

    def _letter_height(self) -> float:
        return max(13.0, min(24.0, self.layout.radius * 0.034))

    def _grounds(self) -> Iterator[tuple[str, ...]]:
        for island in self.layout.islands.values():
            away = hypot(island.x, island.y)
            edge = (away - island.radius) / away
            yield _n(island.x), _n(island.y), _n(island.radius), _n(island.x * edge), _n(island.y * edge)

    def _strokes(self) -> Iterator[tuple[object, ...]]:
        for by, others in self.known.opened:
            for other in others:
                line = _stroke(self.layout.spots[by.pk], self.layout.spots[other.pk])
                yield (by.pk, other.pk, *line)

    def _people(self) -> tuple[SafeString, SafeString]:
        near = [person for person in self.known.people if person.pk in self.known.near]
        far = [person for person in self.known.people if person.pk not in self.known.near]
        squares = format_html_join("", NEAR, (self._near(person) for person in near))
        if self.are_dots:
            return squares, format_html_join("", SPECK, (self._speck(person) for person in far))
        return format_html("{}{}", format_html_join("", FAR, map(self._far, far)), squares), SafeString("")

    def _near(self, person: Someone) -> tuple[object, ...]:
        spot = self.layout.spots[person.pk]
        x, below = _n(spot.x), _n(spot.y + spot.half + 12)
        return (*self._square(person, spot, 5.4), x, below, _cut(person.first_name, NAME_LENGTH))

    def _far(self, person: Someone) -> tuple[object, ...]:
        return self._square(person, self.layout.spots[person.pk], 3.1)

    def _square(self, person: Someone, spot: Spot, sink: float) -> tuple[object, ...]:
        died = " died" if person.has_died else ""
        corner = _n(spot.x - spot.half), _n(spot.y - spot.half)
        letters = _n(spot.x), _n(spot.y + sink), initials(person.name)
        return (hue(person.pk), died, person.pk, _titled(person), *corner, *letters)

    def _speck(self, person: Someone) -> tuple[object, ...]:
        spot = self.layout.spots[person.pk]
        return person.pk, _titled(person), _n(spot.x), _n(spot.y)

    def _titles(self, letter: float) -> Iterator[tuple[object, ...]]:
        for pk, island in self.layout.islands.items():
            name = self.known.circles.get(pk, "")
            radius = island.radius + letter * 0.3
            fitting = int(pi * radius / (letter * LETTER))
            yield pk, _n(island.x), _n(island.y + radius), _n(radius), name, _cut(name, fitting)


def _stroke(by: Spot, to: Spot) -> tuple[str, ...]:
    """A line of ink bent towards the middle: x and y of where it begins, is drawn to, and ends."""
    length = hypot(to.x - by.x, to.y - by.y)
    x, y = (by.x + to.x) / 2, (by.y + to.y) / 2
    pull = 1 - min(0.35, length / 4 / (hypot(x, y) or 1.0))
    return tuple(map(_n, (by.x, by.y, x * pull, y * pull, to.x, to.y)))


def _titled(person: Someone) -> str:
    return _("%(name)s, who has died") % {"name": person.name} if person.has_died else person.name


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: max(1, length - 1)].rstrip() + "…"


def _n(number: float) -> str:
    """One decimal at most, in as few signs as it takes."""
    return f"{number:.1f}".removesuffix(".0")
