"""Plots as SVG: the narrow and the wide one, of which a style sheet shows one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.core.fold import hue, initials
from apps.goals.plots import pace, weekly
from apps.goals.plots.axis import NARROW, WIDE, Size, Words

WHOLE = (
    '<svg class="plot-svg plot-{}" viewBox="0 0 {} {}" width="{}" height="{}" role="img"><title>{}</title>{}'
    '<g class="plot-words" font-size="{}">{}</g></svg>'
)
LINE = '<path class="{}" d="{}"/>'
WORDS = '<text x="{}" y="{}" text-anchor="{}">{}</text>'
BAR = '<rect class="plot-bar" x="{}" y="{}" width="{}" height="{}"/>'
FACE = '<g class="plot-face hue-{}" transform="translate({})"><title>{}</title>{}{}</text></g>'
SQUARE = '<rect x="-{0}" y="-{0}" width="{1}" height="{1}" rx="3"/><text y="{2}" font-size="{3}">'
"""What is the same of every face in a plot; their letters follow."""
GHOST = '<rect class="plot-ghost" x="{}" y="{}" width="{}" height="{}" rx="3"/>'
SINK = 0.35
"""How far below the middle letters stand, in units of their height."""
Corners = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot in both widths, and the sentence that says the same."""

    says: str
    narrow: SafeString
    wide: SafeString


def drawn(says: str, draw: Callable[[Size], SafeString]) -> Plot:
    """The same drawing for a phone and for a page."""
    return Plot(says, draw(NARROW), draw(WIDE))


def draw_pace(said: pace.Pace, by: str, says: str) -> Plot:
    """The pace of people met; `by` is the wished-for date in words."""

    def draw(size: Size) -> SafeString:
        plan = pace.lay_out(said, size, _("today"), by)
        ink = (
            _line("plot-axis", _axis(plan.axis, plan.width, plan.marks))
            + _line("ink-hoped", _path(plan.dashed))
            + _line("ink", _path(plan.solid))
            + _ghost(plan)
            + _faces(plan.faces, size)
        )
        return _whole(size, plan.height, says, ink, plan.words)

    return drawn(says, draw)


def draw_weeks(plan_of: Callable[[Size], weekly.Layout], says: str) -> Plot:
    """Bars in rows, or a step line."""

    def draw(size: Size) -> SafeString:
        plan = plan_of(size)
        bases = "".join(f"M0 {_n(base)}H{size.width}" for base in plan.bases)
        bars = format_html_join("", BAR, ((*map(_n, (b.x, b.y, b.width, b.height)),) for b in plan.bars))
        ink = (
            _line("plot-axis", bases or _axis(plan.axis, plan.width, ()))
            + _line("ink", _path(plan.line))
            + bars
        )
        return _whole(size, plan.height, says, ink, plan.words)

    return drawn(says, draw)


def _whole(size: Size, height: float, says: str, ink: SafeString, words: Iterable[Words]) -> SafeString:
    said = format_html_join("", WORDS, ((_n(word.x), _n(word.y), word.anchor, word.text) for word in words))
    name = "narrow" if size is NARROW else "wide"
    box = (size.width, _n(height), size.width, _n(height))
    return format_html(WHOLE, name, *box, says, ink, size.letter, said)


def _faces(faces: Iterable[pace.Face], size: Size) -> SafeString:
    square = format_html(SQUARE, _n(size.side / 2), size.side, _n(size.letter * SINK), size.letter)
    rows = (
        (hue(face.pk), f"{_n(face.x)} {_n(face.y)}", face.name, square, initials(face.name)) for face in faces
    )
    return format_html_join("", FACE, rows)


def _ghost(plan: pace.Layout) -> SafeString:
    if plan.hoped is None:
        return SafeString("")
    x, y = plan.hoped
    return format_html(GHOST, _n(x - plan.side / 2), _n(y - plan.side / 2), _n(plan.side), _n(plan.side))


def _axis(y: float, width: float, marks: Iterable[float]) -> str:
    return f"M0 {_n(y)}H{_n(width)}" + "".join(f"M{_n(x)} {_n(y - 5)}v10" for x in marks)


def _line(name: str, path: str) -> SafeString:
    return format_html(LINE, name, path) if path else SafeString("")


def _path(corners: Corners) -> str:
    return "".join(f"{'L' if number else 'M'}{_n(x)} {_n(y)}" for number, (x, y) in enumerate(corners))


def _n(number: float) -> str:
    """One decimal at most, in as few signs as it takes."""
    return f"{number:.1f}".removesuffix(".0")
