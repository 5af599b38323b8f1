"""`changed_at` moves on with each change that counts, whoever makes it, and never back."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from apps.core.acts import Act, act
from apps.core.revising import sequence
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering
from tests.commitments.feeding import make_gathering
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
FAR = NOW + timedelta(days=36500)


def changed_at(gathering: Gathering):
    return Gathering.objects.values_list("changed_at", flat=True).get(pk=gathering.pk)


def test_each_change_is_a_second_later_at_least(maya):
    gathering = make_gathering(maya)
    with acting_as(maya):
        Gathering.objects.filter(pk=gathering.pk).update(created_at=FAR, changed_at=None)
        seen = [FAR]
        for title in "abc":
            Gathering.objects.filter(pk=gathering.pk).update(title=title)
            seen.append(changed_at(gathering))
    assert [later - before for before, later in pairwise(seen)] == [A_SECOND] * 3
    assert [sequence(FAR, each) for each in seen] == [0, 1, 2, 3]


def test_what_changes_nothing_and_what_does_not_count_leave_it(maya):
    gathering = make_gathering(maya)
    with acting_as(maya):
        gathering.rewrite(title=gathering.title)
        gathering.tell([], NOW.date())
        assert changed_at(gathering) is None


def test_a_statement_that_says_its_own_instant_keeps_it_where_it_is_later(maya):
    gathering = make_gathering(maya)
    with acting_as(maya):
        mine = Gathering.objects.filter(pk=gathering.pk)
        mine.update(title="a", changed_at=FAR)
        assert changed_at(gathering) == FAR
        mine.update(title="b", changed_at=NOW)
        assert changed_at(gathering) == FAR + A_SECOND


def test_taking_back_is_a_change_too_and_gives_the_old_words(maya):
    gathering = make_gathering(maya)
    with acting_as(maya):
        with act(maya, "edit_gathering", now=NOW):
            gathering.rewrite(title="Else")
        then = changed_at(gathering)
        take_back(maya, Act.objects.of(maya).get(), now=NOW)
        gathering.refresh_from_db()
        assert (gathering.title, gathering.changed_at > then) == ("Food bank", True)


def test_a_later_change_of_another_column_does_not_hold_up_taking_back(maya):
    """changed_at differs from what the act wrote; it is computed, and nobody compares it."""
    gathering = make_gathering(maya)
    with acting_as(maya):
        with act(maya, "edit_gathering", now=NOW):
            gathering.rewrite(title="Else")
        gathering.rewrite(notes="later")
        outcome = take_back(maya, Act.objects.of(maya).get(), now=NOW)
        gathering.refresh_from_db()
        assert (gathering.title, gathering.notes, outcome.stayed) == ("Food bank", "later", 0)
