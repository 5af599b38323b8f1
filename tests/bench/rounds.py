"""Measuring two things side by side on a machine that others use too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

LEAST_ROUNDS = 3
MOST_ROUNDS = 9
DISTURBED = 1.4  # a round whose floor took so much longer than the best one's is void


@dataclass(frozen=True, slots=True)
class Row:
    """What we take beside what the floor takes, in `unit`; the goal holds for ours ÷ floor.

    `at_least` where more is better (rates), otherwise less is (times, counts).
    """

    name: str
    unit: str
    ours: float
    floor: float
    goal: float
    at_least: bool = False
    remark: str = ""

    @property
    def ratio(self) -> float:
        """Ours ÷ floor."""
        return self.ours / self.floor

    @property
    def passed(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def as_json(self) -> dict[str, Any]:
        """For `var/bench.json`."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": round(self.ours, 3),
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 3),
            "goal": f"{'≥' if self.at_least else '≤'} {self.goal:g}",
            "passed": self.passed,
            "remark": self.remark,
        }

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "reached" if self.passed else "MISSED"
        return (
            f"{self.name}: {self.ours:,.1f} {self.unit} beside {self.floor:,.1f}, "
            f"{self.ratio:.2f} × (goal {sign} {self.goal:g}: {verdict}) {self.remark}"
        )


def interleaved(
    ours: Callable[[], float], floor: Callable[[], float], *, at_least: bool = False
) -> tuple[float, float]:
    """Medians of ours and floor over at least three undisturbed rounds, one of each in turn.

    Both return seconds, or with `at_least` a rate. A first round of each warms up and counts nothing.
    """
    ours(), floor()
    rounds: list[tuple[float, float]] = []
    while len(rounds) < MOST_ROUNDS:
        rounds.append((floor(), ours()))
        floors = [pair[0] for pair in rounds]
        best = max(floors) if at_least else min(floors)
        calm = [pair for pair in rounds if max(pair[0] / best, best / pair[0]) < DISTURBED]
        if len(calm) >= LEAST_ROUNDS:
            break
    return median(pair[1] for pair in calm), median(pair[0] for pair in calm)
