"""The sentences of acts: what History and notices say was done, by verb."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

acts: dict[str, str | Promise] = {}
"""Verb → sentence with places for the act's facts; filled from `config/wiring.py`."""


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def say(verb: str, facts: dict[str, Any]) -> str:
    """The sentence of an act in the reader's language, e.g. "Was in touch with Ana"."""
    return str(acts.get(verb, gettext("Changed something"))).format_map(_Facts(facts))
