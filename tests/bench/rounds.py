"""Measuring two things side by side on a machine that others use too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """What we take beside what the floor takes, in `unit`; the goal holds for ours ÷ floor.

    `at_least` where more is better (rates), otherwise less is (times, counts). Without a goal the
    row only tells.
    """

    name: str
    unit: str
    ours: float
    floor: float
    goal: float | None
    at_least: bool = False
    remark: str = ""

    @property
    def ratio(self) -> float:
        """Ours ÷ floor."""
        return self.ours / self.floor

    @property
    def passed(self) -> bool:
        """Whether the goal is reached."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    @property
    def goal_in_words(self) -> str:
        """The goal with its sign; empty without one."""
        return "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g}"

    def as_json(self) -> dict[str, Any]:
        """For `var/bench.json`."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": round(self.ours, 3),
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 3),
            "goal": self.goal_in_words,
            "passed": self.passed,
            "remark": self.remark,
        }

    def __str__(self) -> str:
        verdict = f"goal {self.goal_in_words}: {'reached' if self.passed else 'MISSED'}"
        return (
            f"{self.name}: {self.ours:,.1f} {self.unit} beside {self.floor:,.1f}, {self.ratio:.2f} × "
            f"({verdict if self.goal_in_words else 'no goal'}) {self.remark}"
        )


def interleaved(
    ours: Callable[[], float], floor: Callable[[], float], *, at_least: bool = False
) -> tuple[float, float]:
    """The quietest of five rounds of ours and of the floor, taken in turn.

    Both return seconds, or with `at_least` a rate. What others do on the machine only ever makes a
    round slower, so the best of each is the nearest to the truth. A first round of each warms up.
    """
    ours(), floor()
    rounds = [(floor(), ours()) for _ in range(ROUNDS)]
    quietest = max if at_least else min
    return quietest(pair[1] for pair in rounds), quietest(pair[0] for pair in rounds)
