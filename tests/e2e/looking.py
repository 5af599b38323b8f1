"""Looking at a page: axe, sideways scrolling, the browser's complaints, and a picture of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, Response

Scheme = Literal["light", "dark"]
WIDTHS: dict[str, Any] = {
    "wide": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
    "zoomed": {"width": 320, "height": 256},  # 1280 px at 400 % (WCAG 2.2, 1.4.10)
}
SCREENS = Path(settings.BASE_DIR) / "var" / "screens"
# all rules that are on by themselves, and target-size; no rule of them needs style sheets read anew
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""Rules about what may differ between the light and the dark, all else being equal."""
LETTER_AT_MOST = 60_000  # bytes of a letter, its style sheet and its icon
LOOKS: tuple[tuple[str, Scheme, bool], ...] = (
    ("zoomed", "light", False),
    ("wide", "dark", False),
    ("wide", "light", True),
    ("phone", "light", False),
    ("phone", "dark", True),
)
SIDEWAYS = """() => {
  const page = document.scrollingElement, wide = innerWidth;
  if (page.scrollWidth <= wide) return [];
  const all = [...document.querySelectorAll('body *')];
  const out = all.filter(each => each.getBoundingClientRect().right > wide + 1);
  return [`${page.scrollWidth} px`, ...out.slice(-5).map(e => e.outerHTML.slice(0, 160))];
}"""
# words of the margin that were broken in the middle: more line boxes than a line per word could give
BROKEN_WORDS = """() => {
  const broken = [];
  for (const margin of document.querySelectorAll('.when')) {
    const walker = document.createTreeWalker(margin, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""


@cache
def axe_script() -> str:
    """axe-core, as its package carries it."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def accessible(page: Page, only: tuple[str, ...] = ()) -> None:
    """No violation of any rule axe knows, or of these only, on the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_script())
    # axe knows no top layer: to it what a popover covers lies above the popover's buttons
    covers = page.evaluate("() => document.querySelector(':popover-open') !== null")
    rules = {"runOnly": only} if only else {"rules": {"target-size": {"enabled": not covers}}}
    options = AXE_OPTIONS | rules
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    told = [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]
    assert not told, "\n".join([page.url, str(page.viewport_size), *told])


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways, and no word of the margin is broken in two."""
    page.wait_for_load_state("domcontentloaded")  # a button just pressed may be leading elsewhere
    sideways, broken = page.evaluate(SIDEWAYS), page.evaluate(BROKEN_WORDS)
    assert not sideways, "\n".join([page.url, str(page.viewport_size), *sideways])
    assert not broken, f"{page.url} {page.viewport_size}: {broken}"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page under var/screens/."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.jpg", full_page=True, type="jpeg", quality=80)


def look(page: Page, name: str) -> None:
    """The page as it stands: wide in the light and as on a phone in the dark with axe, the rest measured."""
    for width, scheme, whole in LOOKS:
        dress(page, width, scheme)
        fits(page)
        if whole:
            accessible(page)
        if width != "zoomed":
            picture(page, f"{name}-{width}-{scheme}")


def meet(page: Page, name: str) -> None:
    """A screen on a journey's way, at its width: axe in the dark, its colours in the light, and pictures."""
    wide = page.viewport_size == WIDTHS["wide"]
    schemes: tuple[Scheme, ...] = ("dark", "light")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        fits(page)
        accessible(page, OF_COLOUR if scheme == "light" else ())
        picture(page, f"journey-{name}-{'wide' if wide else 'phone'}-{scheme}")


def dress(page: Page, width: str, scheme: Scheme) -> None:
    """This width, this colour scheme."""
    page.set_viewport_size(WIDTHS[width])
    page.emulate_media(color_scheme=scheme)


def weighed(page: Page) -> list[int]:
    """Bytes of every answer, as they come."""
    weight: list[int] = []

    def weigh(answer: Response) -> None:
        weight.append(len(answer.body()))

    page.on("response", weigh)
    page.once("close", lambda _: weight.clear())
    page.on("load", lambda _: page.remove_listener("response", weigh) if weight else None)
    return weight


class Complaints:
    """What the browser complains of in a context: script errors, and what the CSP refused."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.on("console", lambda said: self.heard.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda wrong: self.heard.append(str(wrong.error)))

    def none(self) -> None:
        """Fail on any, beside answers of 4xx that the test asked for and requests given up for newer ones;
        forget them.
        """
        expected = re.compile(r"status of 4|^htmx:(afterRequest|sendAbort)\b")
        heard, self.heard[:] = [text for text in self.heard if not expected.search(text)], []
        assert heard == [], heard
