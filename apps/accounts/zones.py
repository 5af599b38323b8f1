"""Time zones as people type them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from apps.core import dates


def zone_typed(typed: str) -> str | None:
    """The IANA name meant by `typed`: exact, in any case, or a city that only one zone has.

    None where there is none, or several.
    """
    if dates.zone_named(typed):
        return typed
    wanted = typed.strip().replace(" ", "_").casefold()
    found = _by_spelling().get(wanted, ())
    return found[0] if len(found) == 1 else None


@cache
def _by_spelling() -> dict[str, list[str]]:
    spelled: dict[str, list[str]] = defaultdict(list)
    for name in dates.zone_names():
        for spelling in {name.casefold(), name.rsplit("/", 1)[-1].casefold()}:
            spelled[spelling].append(name)
    return dict(spelled)
