"""Rooms in Review and over time: by people met there for the first time per hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.core.scope import acting_as
from apps.dashboard.review.rooms import ROOMS, rooms
from tests.contacts.counting import nodes_of
from tests.goals.rooms import make_gathering, make_met, make_place
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
FRIDAY_NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def test_rooms_are_ranked_by_people_met_for_the_first_time_per_hour(maya):
    quick = make_gathering(maya, "Quick", place=make_place(maya, "Press club"), **_evening(2, hours=1))
    slow = make_gathering(maya, "Slow", place=make_place(maya, "Guild"), **_evening(3, hours=4))
    for number in range(2):
        make_met(quick, make_contact(maya, f"Q{number}", origin="gathering"))
        make_met(slow, make_contact(maya, f"S{number}", origin="gathering"))
    twice = make_contact(maya, "Met Before", origin="gathering")
    make_touch(maya, twice, date(2026, 10, 1), kind="met")
    make_met(quick, twice)  # their first meeting was elsewhere
    make_met(quick, make_contact(maya, "An Old Friend"))  # not somebody who counts
    with acting_as(maya):
        found = rooms(maya, 52, now=FRIDAY_NOON)
    assert [(room.name, room.people, room.minutes, room.rate) for room in found] == [
        ("Press club", 2, 60, ""),
        ("Guild", 2, 240, ""),
    ]
    assert found[0].said == "2 met for the first time in 1 hour"


def test_a_rate_is_said_from_ten_first_meetings_on(maya):
    evening = make_gathering(maya, "Fair", place=make_place(maya, "Fair"), **_evening(2, hours=5))
    for number in range(10):
        make_met(evening, make_contact(maya, f"Person {number}", origin="gathering"))
    with acting_as(maya):
        (room,) = rooms(maya, 52, now=FRIDAY_NOON)
    assert room.rate == "about one every ½ hour"


@time_machine.travel(FRIDAY_NOON, tick=False)
def test_over_time_draws_rooms_with_their_table(client_of, maya):
    guild = make_place(maya, "Guild <of> makers")
    evening = make_gathering(maya, "Fair", place=guild, **_evening(2, hours=5))
    make_met(evening, make_contact(maya, "Ana Lima", origin="gathering"))
    page = client_of(maya).get(reverse("over_time")).content.decode()
    assert "Of your rooms, Guild &lt;of&gt; makers: one met for the first time in 5 hours." in page
    assert "Rooms, as a table" in page


def test_first_meetings_are_worked_out_once_whatever_postgres_knows_of_the_tables(maya, monkeypatch):
    """Without statistics, as in a new site, it took them for few and worked them out for each gathering."""
    guild = make_place(maya, "Guild")
    for day in range(1, 13):
        evening = make_gathering(maya, f"Evening {day}", place=guild, **_evening(day, hours=2))
        make_met(evening, make_contact(maya, f"Person {day}", origin="gathering"))
    monkeypatch.setattr("apps.dashboard.review.rooms.ROOMS", "explain (analyze, format json) " + ROOMS)
    monkeypatch.setattr("apps.dashboard.review.rooms._room", lambda *row: row)
    with acting_as(maya):
        [[[plan]]] = rooms(maya, 52, now=FRIDAY_NOON)
    read = [node for node in nodes_of(plan["Plan"]) if node.get("Relation Name") == "contacts_participation"]
    assert read
    assert sum(node["Actual Loops"] for node in read) <= 12


def _evening(day: int, *, hours: int) -> dict[str, datetime]:
    starts = datetime(2026, 11, day, 17, tzinfo=UTC)
    return {"starts_at": starts, "ends_at": starts + timedelta(hours=hours)}
