"""How much work reading is, told without a clock that a busy machine could spoil.

Calls are counted, which come out the same everywhere. Where the work hides in one call (a search, a copy),
the processor time of a large file is set against that of a small one: a curve shows on any machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

Found = TypeVar("Found")

# Eight times the input: eight times the work where it grows in proportion, 64 times where it grows squared.
TIMES = 8
MOST = 3 * TIMES
TRIES = 3
# What opening anything costs; below it nothing can be told.
LEAST_SECONDS = 0.01


def calls(work: Callable[[], object]) -> int:
    """How many functions, Python's own included, one run of `work` calls."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Whether `work(size)` costs about eight times what `work(size // 8)` costs; the best of three counts."""
    small = max(LEAST_SECONDS, min(_seconds(work, size // TIMES) for _ in range(TRIES)))
    return any(_seconds(work, size) <= MOST * small for _ in range(TRIES))


def timed(work: Callable[[], Found], limit: float) -> tuple[Found, float]:
    """What comes of it, and seconds of processor time; above the limit the best of some more tries."""
    began = time.process_time()
    found = work()
    took = time.process_time() - began
    for _ in range(TRIES if took >= limit else 0):
        took = min(took, _seconds(lambda _: work(), 0))
    return found, took


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
