"""How far it has come with somebody: facts only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from apps.goals.meetings import History
from apps.goals.stages import Stage, last_on, stage
from tests.conftest import NOW

TODAY = NOW.date()


def ago(*days: int) -> tuple[date, ...]:
    return tuple(sorted(TODAY - timedelta(days=each) for each in days))


def history(met: tuple[int, ...] = (), other: tuple[int, ...] = (), rhythm: int | None = None) -> History:
    return History(ago(*met), ago(*met, *other), rhythm)


@pytest.mark.parametrize(
    ("past", "found"),
    [
        (history(), Stage.NOT_MET),
        (history(other=(1, 2, 3)), Stage.NOT_MET),
        (history(met=(10,)), Stage.MET_ONCE),
        (history(met=(10,), other=(1, 2)), Stage.MET_ONCE),
        (history(met=(900, 800)), Stage.MET_AGAIN),
        (history(met=(900, 366)), Stage.MET_AGAIN),
        (history(met=(900, 365)), Stage.IN_TOUCH),
        (history(met=(900, 800), other=(3,)), Stage.IN_TOUCH),
        (history(met=(60, 40), rhythm=30), Stage.MET_AGAIN),
        (history(met=(60, 30), rhythm=30), Stage.IN_TOUCH),
        (history(met=(10, -1)), Stage.MET_ONCE),
    ],
)
def test_how_far_it_has_come(past, found):
    assert stage(past, TODAY) is found


def test_their_words_are_facts():
    assert [str(each.label) for each in Stage] == ["not met", "met once", "met again", "in touch"]


def test_the_last_day_is_of_a_meeting_else_of_a_touch():
    assert last_on(history(met=(10, 30), other=(2,)), TODAY) == TODAY - timedelta(days=10)
    assert last_on(history(other=(2, 5)), TODAY) == TODAY - timedelta(days=2)
    assert last_on(history(), TODAY) is None
