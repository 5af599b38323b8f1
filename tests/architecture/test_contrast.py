"""Contrast of every pair of colours that meet, recomputed from the tokens (WCAG 2.2: 1.4.3, 1.4.11)."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
Colour = tuple[float, float, float]
SCHEMES = ("light", "dark")
GROUNDS = ("paper", "sheet", "sunk")
OKLCH = r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"

WORDS = ("ink", "ink-2", "plum", "plum-deep", "leaf", "brick", "ochre")
LINES = ("edge", "focus", "plum", "brick", "leaf", "ochre")
TEXT = [(text, ground) for text in WORDS for ground in GROUNDS]
TEXT += [("ink", "mark"), ("ink", "ochre-wash"), ("ochre", "ochre-wash")]
TEXT += [("on-fill", "plum-fill"), ("on-fill", "plum-fill-deep")]
CONTROLS = [(line, ground) for line in LINES for ground in GROUNDS]


def tokens() -> dict[str, dict[str, Colour]]:
    """Each colour token in both schemes, as lightness, chroma and hue."""
    text = (CSS / "tokens.css").read_text()
    both = {
        name: {"light": colour(a), "dark": colour(b)}
        for name, a, b in re.findall(rf"--([\w-]+): light-dark\(({flat(OKLCH)}), ({flat(OKLCH)})\);", text)
    }
    alike = re.findall(rf"--([\w-]+): ({flat(OKLCH)});", text)
    return both | {name: dict.fromkeys(SCHEMES, colour(a)) for name, a in alike}


def flat(pattern: str) -> str:
    return pattern.replace(r"([\d.]+)", r"[\d.]+")


def colour(text: str) -> Colour:
    lightness, chroma, hue = map(float, re.fullmatch(OKLCH, text).groups())
    return lightness, chroma, hue


def luminance(of: Colour) -> float:
    """Relative luminance of an oklch colour, clipped to sRGB; matrices of CSS Color 4, section 9."""
    lightness, chroma, hue = of
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def monogram_colours(scheme: str, hue: int) -> list[Colour]:
    """Ground and letters of a monogram, read from its style sheet."""
    part = r"oklch\(([\d.]+) ([\d.]+) var\(--hue, 0\)\)"
    pairs = re.findall(rf"light-dark\({part}, {part}\)", (CSS / "monogram.css").read_text())
    start = 0 if scheme == "light" else 2
    return [(float(pair[start]), float(pair[start + 1]), float(hue)) for pair in pairs]


def test_the_reckoning_agrees_with_known_pairs():
    assert contrast((1, 0, 0), (0, 0, 0)) == pytest.approx(21, abs=0.01)
    assert contrast(tokens()["ink"]["light"], tokens()["paper"]["light"]) == pytest.approx(15.2, abs=0.1)
    assert contrast(tokens()["on-fill"]["dark"], tokens()["plum-fill"]["dark"]) == pytest.approx(5.1, abs=0.1)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str, scheme: str):
    assert contrast(tokens()[text][scheme], tokens()[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("line", "ground"), CONTROLS)
def test_controls_can_be_seen(line: str, ground: str, scheme: str):
    assert contrast(tokens()[line][scheme], tokens()[ground][scheme]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_monograms_can_be_read_in_every_hue(scheme: str):
    hues = [int(hue) for hue in re.findall(r"--hue: (\d+);", (CSS / "hues.css").read_text())]
    assert len(hues) == 12
    for hue in hues:
        ground, letters = monogram_colours(scheme, hue)
        assert contrast(ground, letters) >= 7
