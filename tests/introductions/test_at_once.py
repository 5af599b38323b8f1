"""Answers to one letter at the same instant, and against withdrawal, the last day, deletion: one outcome.

A drill runs each contest many times; `contests.py` says what may come of it, and what each is told.
"""

from __future__ import annotations

import pytest

from tests.introductions.contests import CONTESTS


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("contest", CONTESTS, ids=lambda contest: contest.__name__)
def test_of_two_at_once_one_outcome_and_everyone_is_told_it(contest):
    contest()
