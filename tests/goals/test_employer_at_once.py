"""A goal and the employer saved at the same moment, in two transactions: the goal is held all the same."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import connection

from apps.core.scope import acting_as
from apps.goals.models import EmployerProfile, Goal
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
A_WHILE = 0.4  # seconds: far more than a goal takes to be saved where nothing makes it wait


def elsewhere(deed):
    """Does it on a connection of its own; says when it is done."""
    done = Event()

    def run():
        try:
            deed()
        finally:
            connection.close()
            done.set()

    Thread(target=run, daemon=True).start()
    return done


def say_goal(member):
    with acting_as(member):
        Goal.begin(member, field="payments", purpose=Goal.Purpose.CLIENTS, now=NOW)


def say_employer(member):
    with acting_as(member):
        EmployerProfile.rewrite(member, name="", domain="", fields=["payments"], now=NOW)


@pytest.mark.parametrize(("first", "second"), [(say_goal, say_employer), (say_employer, say_goal)])
def test_neither_misses_what_the_other_saves(maya, first, second):
    with acting_as(maya):
        first(maya)
        done = elsewhere(lambda: second(maya))
        assert not done.wait(A_WHILE)  # it waits its turn
    assert done.wait(20)
    with acting_as(maya):
        assert Goal.objects.get().held_at == NOW
