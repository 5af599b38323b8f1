"""The places of the house, as the rail and the phone's bar show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from apps.core.addresses import address


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail; active where the path begins with its prefix, or with one of several."""

    name: str | Promise
    url_name: str
    prefix: str | tuple[str, ...]
    short: str | Promise = ""
    """What a phone's bar has room for, where the name is long."""
    in_bar: bool = True
    """Whether it stands in a phone's bar; else it is in the menu there."""


all_places: list[Place] = []
"""Filled from `config/wiring.py`; a place that does not exist yet is not listed."""


def places(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `places` for base.html."""
    return {
        "places": [
            {
                "name": place.name,
                "short": place.short or place.name,
                "in_bar": place.in_bar,
                "url": address(place.url_name),
                "active": _is_active(place, request.path),
            }
            for place in all_places
        ]
    }


def _is_active(place: Place, path: str) -> bool:
    return path == "/" if place.prefix == "/" else path.startswith(place.prefix)
