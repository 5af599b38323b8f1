"""An address as a code that a camera reads (ISO/IEC 18004), drawn into the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Modules of white around it; with fewer some cameras do not find it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as SVG draws it: its side in modules with the white around it, and the path of what is black."""

    side: int
    path: str


def code_of(address: str) -> Code:
    """The code of an address; a fifth of it may be smudged."""
    matrix = segno.make_qr(address, error="m").matrix
    return Code(len(matrix) + 2 * QUIET, "".join(_runs(matrix)))


def _runs(matrix: tuple[bytearray, ...]) -> list[str]:
    """Each run of black modules of a row, as a rectangle of a path."""
    drawn = []
    for y, row in enumerate(matrix, QUIET):
        x = QUIET
        for is_black, modules in groupby(row):
            length = len(list(modules))
            if is_black:
                drawn.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return drawn
