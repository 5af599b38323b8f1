"""The sentences of acts: what History and notices say was done, by verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext

acts: dict[str, str | Promise] = {}
"""Verb → sentence with places for the act's facts; filled from `config/wiring.py`."""


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def say(verb: str, facts: dict[str, Any]) -> str:
    """The sentence of an act in the reader's language, e.g. "Was in touch with Ana"."""
    if "count" in facts:
        facts = facts | {"count": number_format(facts["count"], force_grouping=True)}
    return str(acts.get(verb, gettext("Changed something"))).format_map(_Facts(facts))


def told(names: Sequence[str]) -> dict[str, Any]:
    """The facts of a deed about one or several: all but the last with commas, the last behind the "and"."""
    if len(names) == 1:
        return {"name": names[0]}
    return {"name": ", ".join(names[:-1]), "others": names[-1]}
