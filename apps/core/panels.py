"""What higher apps add to lower apps' pages, handed over once from `config/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Panel:
    """A fragment on a page: `facts(request, subject)` feeds `template`; None shows nothing."""

    page: str
    template: str
    facts: Callable[[HttpRequest, Any], dict[str, Any] | None]


panels: list[Panel] = []


def panels_of(page: str) -> list[Panel]:
    """The panels of one page in the order they were wired."""
    return [panel for panel in panels if panel.page == page]


fillers: list[tuple[str, Callable[..., Any]]] = []
"""Smaller than a panel: what a higher app says at a place that a lower one left open, by its name."""


def fillers_of(slot: str) -> list[Callable[..., Any]]:
    """What fills this slot, in the order it was wired; the lower app says how it is called."""
    return [filler for name, filler in fillers if name == slot]
