"""Plots as a browser shows them: how large their letters are, and whether anything lies on anything."""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

from playwright.sync_api import Page

LEAST_LETTER = 11
"""CSS pixels, on screen and on paper."""
TOUCHING = 0.5
SHOWN = """() => [...document.querySelectorAll('figure.plot')].map(figure => {
  const svg = [...figure.querySelectorAll('svg')].filter(each => each.getBoundingClientRect().width > 0);
  const box = each => { const b = each.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  const boxes = what => svg.flatMap(each => [...each.querySelectorAll(what)].map(box));
  const one = svg[0], scale = one.getBoundingClientRect().width / one.viewBox.baseVal.width;
  return {
    drawings: svg.length, box: box(one), room: box(figure), bars: boxes('.plot-bar'),
    faces: boxes('.plot-face rect, .plot-ghost'),
    words: [...one.querySelectorAll('.plot-words text')].map(each => [each.textContent, ...box(each)]),
    letters: [...one.querySelectorAll('text')].map(e => scale * parseFloat(getComputedStyle(e).fontSize)),
  };
})"""


class Box(NamedTuple):
    """Where something stands on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > TOUCHING and min(self.bottom, other.bottom) - max(self.top, other.top) > TOUCHING

    def holds(self, other: Box) -> bool:
        """Whether the other one lies within."""
        is_between = self.left - TOUCHING <= other.left and other.right <= self.right + TOUCHING
        return is_between and self.top - TOUCHING <= other.top and other.bottom <= self.bottom + TOUCHING


def legible(page: Page, count: int) -> None:
    """So many plots stand on the page, and each can be read as it stands."""
    plots: list[dict[str, Any]] = page.evaluate(SHOWN)
    assert len(plots) == count
    for plot in plots:
        told = f"{page.url} {page.viewport_size} {plot}"
        assert plot["drawings"] == 1, told
        assert min(plot["letters"]) >= LEAST_LETTER, told
        words = {(text, *box): Box(*box) for text, *box in plot["words"]}
        inked = [Box(*box) for box in (*plot["bars"], *plot["faces"])]
        assert not [pair for pair in combinations(words.values(), 2) if pair[0].meets(pair[1])], told
        assert not [word for word, box in words.items() if any(map(box.meets, inked))], told
        assert not [
            pair for pair in combinations(map(Box._make, plot["faces"]), 2) if pair[0].meets(pair[1])
        ], told
        whole = Box(*plot["box"])
        assert Box(*plot["room"]).holds(whole), told
        assert all(map(whole.holds, [*words.values(), *inked])), told


def legible_everywhere(page: Page, count: int) -> None:
    """Wide, as on a phone, on the narrowest ones, and on a sheet of paper, where its tables stand open."""
    for width in (1280, 620, 390, 340, 320):
        page.set_viewport_size({"width": width, "height": 844})
        legible(page, count)
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    legible(page, count)
    tables = page.locator("details.fold table")
    assert all(tables.nth(number).bounding_box() for number in range(count)), page.url
    page.emulate_media(media="screen")
