"""Addresses of rows, put together from what was asked for once.

A page holds a hundred links to rows, and Django goes through its patterns anew for each of them: that was
a tenth of what a long page cost. An address differs from the next one of its name by its keys alone.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

FIRST_STAND_IN = 9_000_000_001
"""Stands for the first key while an address is laid out; no part of a path of ours looks like it."""


def address(name: str, *keys: int) -> str:
    """What `reverse` answers for a name and keys; NoReverseMatch where it raises that."""
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    return _laid_out(name, len(keys), urlconf, get_script_prefix()).format(*keys)


@lru_cache(maxsize=1024)
def _laid_out(name: str, count: int, urlconf: str, prefix: str) -> str:
    """The address with {} for each key; `prefix` is where the site stands, which `reverse` knows itself."""
    stand_ins = range(FIRST_STAND_IN, FIRST_STAND_IN + count)
    found = reverse(name, urlconf, args=stand_ins)
    for stand_in in stand_ins:
        found = found.replace(str(stand_in), "{}")
    return found
