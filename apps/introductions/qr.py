"""An address as a code that a camera reads (ISO/IEC 18004), drawn into the page itself."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET = 4
"""Modules of white around it; with fewer some cameras do not find it."""


def svg_of(address: str) -> SafeString:
    """The code as SVG, black on white in every colour scheme: cameras expect it so."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=QUIET, omitsize=True, svgclass="code", lineclass=None, light="#fff")
    return mark_safe(drawn)  # noqa: S308 (numbers alone: the address stands in it as squares)
