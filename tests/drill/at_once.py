"""Every contest over one letter, many times: who acts at the same instant as whom, and what came of it."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from django.core.cache import cache

from tests.introductions.contests import CONTESTS

ROUNDS = 40


def run() -> dict[str, Any]:
    """Outcomes of each contest by how often; passed when each round ended as one of those it may."""
    cache.clear()
    started, outcomes, wrong = time.monotonic(), {}, []
    for contest in CONTESTS:
        came: Counter[str] = Counter()
        for _ in range(ROUNDS):
            try:
                came[contest()] += 1
            except AssertionError as error:
                wrong.append(f"{contest.__name__}: {error}"[:300])
        outcomes[contest.__name__] = dict(came)
    return {
        "passed": not wrong,
        "rounds_each": ROUNDS,
        **outcomes,
        "wrong": len(wrong),
        "first_wrong": wrong[:5],
        "seconds": round(time.monotonic() - started, 1),
    }
