"""The same said in two tabs at one moment, in two transactions: kept once, and no error."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.turns import in_turn
from apps.contacts.models import Contact
from apps.core.scope import acting_as
from apps.goals.models import GoalPlace, Target
from tests.goals.rooms import make_gathering, make_goal, make_place

pytestmark = pytest.mark.django_db(transaction=True)
A_WHILE = 0.4  # seconds: far more than a view takes to come to its first write
PRESSED = {
    "people/new/": {"names": "Joan Ferrer"},
    "places/add/": {"places": "The guild"},
    "seen/": {"names": "Joan Ferrer", "newcomers": "on", "seen_on": "2026-01-05"},
    "met/": {"names": "Joan Ferrer"},
}


@pytest.mark.parametrize("what", PRESSED)
def test_what_two_tabs_say_at_once_is_kept_once(maya, client_of, what):
    goal = make_goal(maya)
    hall = make_place(maya, "The hall", goal)
    evening = make_gathering(maya, starts_at=datetime(2026, 1, 5, 18, tzinfo=UTC), place=hall)
    above = {"seen/": f"places/{hall.pk}/", "met/": f"gatherings/{evening.pk}/"}.get(what, f"{goal.pk}/")
    answers: list[int] = []
    tabs = [(client_of(maya), Event()) for _ in range(2)]

    def press(client: Client, event: Event) -> None:
        try:
            answers.append(client.post(f"/goals/{above}{what}", PRESSED[what]).status_code)
        finally:
            connection.close()
            event.set()

    with acting_as(maya):
        in_turn(maya.pk)
        for tab in tabs:
            Thread(target=press, args=tab, daemon=True).start()
        assert not any(event.wait(A_WHILE) for _client, event in tabs)  # both wait their turn
    assert all(event.wait(20) for _client, event in tabs)

    assert max(answers) < 500 and 302 in answers
    assert Contact.objects.filter(name="Joan Ferrer").count() == (what != "places/add/")
    assert Target.objects.count() == (what in ("people/new/", "seen/"))
    assert GoalPlace.objects.count() == 1 + (what == "places/add/")
