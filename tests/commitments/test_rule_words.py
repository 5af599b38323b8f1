"""A rule in words."""

from __future__ import annotations

import pytest

from apps.commitments.rule_words import rule_said
from tests.commitments.test_recurrence import make_series


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, "every Tuesday"),
        ({"every": 2}, "every second Tuesday"),
        ({"weekdays": 0b10011}, "every Monday, Tuesday and Friday"),
        ({"weekdays": 0b10011, "every": 3}, "every third week on Monday, Tuesday and Friday"),
        ({"weekdays": 127}, "every day"),
        ({"unit": "day", "month_day": 24}, "on the 24th of every month"),
        ({"unit": "day", "month_day": 31, "every": 2}, "on the last day of every second month"),
        ({"unit": "nth", "nth": -1, "weekday": 4}, "on the last Friday of every month"),
        ({"unit": "nth", "nth": 2, "weekday": 0, "every": 12}, "on the second Monday of every twelfth month"),
    ],
)
def test_a_rule_is_said_in_words(columns, words):
    assert rule_said(make_series(**columns)) == words
