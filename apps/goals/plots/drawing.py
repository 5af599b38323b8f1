"""Plots as SVG: the narrow and the wide one, of which a style sheet shows one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.core.fold import hue, initials
from apps.goals.plots import pace, weekly
from apps.goals.plots.axis import NARROW, WIDE, Size, Words

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
    today = _("today")

    def draw(size: Size) -> SafeString:
        plan = pace.lay_out(said, size, today, by)
        ink = (
            _line("plot-axis", _axis(plan.axis, plan.width, plan.marks)),
            _line("ink-hoped", _path(plan.dashed)),
            _line("ink", _path(plan.solid)),
            _ghost(plan),
            *_faces(plan.faces, size),
        )
        return _whole(size, plan.height, says, ink, plan.words)

    return drawn(says, draw)


def draw_weeks(plan_of: Callable[[Size], weekly.Layout], says: str) -> Plot:
    """Bars in rows, or a step line."""

    def draw(size: Size) -> SafeString:
        plan = plan_of(size)
        bases = "".join(f"M0 {_n(base)}H{size.width}" for base in plan.bases)
        ink = (
            _line("plot-axis", bases or _axis(plan.axis, plan.width, ())),
            _line("ink", _path(plan.line)),
            *map(_bar, plan.bars),
        )
        return _whole(size, plan.height, says, ink, plan.words)

    return drawn(says, draw)


def _whole(size: Size, height: float, says: str, ink: Iterable[str], words: Iterable[Words]) -> SafeString:
    """Everything together. Text was escaped where it was put in, all else are numbers and names of ours."""
    name, high = "narrow" if size is NARROW else "wide", _n(height)
    head = (
        f'<svg class="plot-svg plot-{name}" viewBox="0 0 {size.width} {high}" width="{size.width}"'
        f' height="{high}" role="img"><title>{escape(says)}</title>'
    )
    said = f'<g class="plot-words" font-size="{size.letter}">{"".join(map(_word, words))}</g></svg>'
    return SafeString("".join((head, *ink, said)))


def _word(word: Words) -> str:
    return f'<text x="{_n(word.x)}" y="{_n(word.y)}" text-anchor="{word.anchor}">{escape(word.text)}</text>'


def _bar(bar: weekly.Bar) -> str:
    x, y, width, height = map(_n, (bar.x, bar.y, bar.width, bar.height))
    return f'<rect class="plot-bar" x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _faces(faces: Iterable[pace.Face], size: Size) -> Iterator[str]:
    half, side, sunk = _n(size.side / 2), size.side, _n(size.letter * SINK)
    square = (
        f'<rect x="-{half}" y="-{half}" width="{side}" height="{side}" rx="3"/>'
        f'<text y="{sunk}" font-size="{size.letter}">'
    )
    for face in faces:
        name, letters = escape(face.name), escape(initials(face.name))
        yield (
            f'<g class="plot-face hue-{hue(face.pk)}" transform="translate({_n(face.x)} {_n(face.y)})">'
            f"<title>{name}</title>{square}{letters}</text></g>"
        )


def _ghost(plan: pace.Layout) -> str:
    if plan.hoped is None:
        return ""
    x, y, side = _n(plan.hoped[0] - plan.side / 2), _n(plan.hoped[1] - plan.side / 2), _n(plan.side)
    return f'<rect class="plot-ghost" x="{x}" y="{y}" width="{side}" height="{side}" rx="3"/>'


def _axis(y: float, width: float, marks: Iterable[float]) -> str:
    return f"M0 {_n(y)}H{_n(width)}" + "".join(f"M{_n(x)} {_n(y - 5)}v10" for x in marks)


def _line(name: str, path: str) -> str:
    return f'<path class="{name}" d="{path}"/>' if path else ""


def _path(corners: Corners) -> str:
    """From corner to corner; most lines here are steps, and a step is one number."""
    if not corners:
        return ""
    (at_x, at_y), *others = corners
    path = [f"M{_n(at_x)} {_n(at_y)}"]
    for x, y in others:
        path.append(f"H{_n(x)}" if y == at_y else f"V{_n(y)}" if x == at_x else f"L{_n(x)} {_n(y)}")
        at_x, at_y = x, y
    return "".join(path)


def _n(number: float) -> str:
    """One decimal at most, in as few signs as it takes."""
    return f"{number:.1f}".removesuffix(".0")
