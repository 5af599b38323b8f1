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
