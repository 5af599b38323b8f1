"""The trail of what came of it: who opened the way to whom, and where the first of them was met."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from apps.contacts.models import Contact, Interaction
from apps.core import panels
from apps.core.scope import acting_as
from apps.goals.models import Gathering, MetAt, Place
from apps.goals.trail import came_of
from tests.conftest import NOW
from tests.goals.remembering import make_goal, make_opportunity
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def make_gathering(member, title="Food bank, Tuesday shift", on=date(2026, 5, 5), **more) -> Gathering:
    at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
    with acting_as(member):
        return Gathering.objects.create(
            owner=member, title=title, starts_at=at, ends_at=at.replace(hour=20), time_zone="UTC",
            created_at=NOW, **more,
        )  # fmt: skip


def met_at(member, person, gathering) -> None:
    with acting_as(member):
        on = gathering.starts_at.date()
        touch = Interaction.log(member, [person], kind="met", on=on, now=NOW)
        MetAt.objects.create(owner=member, interaction=touch, gathering=gathering)


def chain(member, *names) -> list[Contact]:
    people = []
    for name in names:
        people.append(make_contact(member, name, introduced_by=people[-1] if people else None))
    return people


def came(member, goal=None, most=8):
    with acting_as(member):
        return came_of(member, goal and goal.pk, most=most)


@pytest.fixture
def goal(maya):
    return make_goal(maya)


def test_a_client_through_dev_leads_back_to_ben_and_where_he_was_met(maya, goal):
    """Scenario 10, but for what the evening was part of."""
    ben, cara, dev = chain(maya, "Ben", "Cara", "Dev")
    evening, later = make_gathering(maya), make_gathering(maya, "Another evening", date(2026, 6, 2))
    met_at(maya, ben, later)
    met_at(maya, ben, evening)
    met_at(maya, dev, later)
    make_opportunity(goal, "A shop in Porto", kind="client", contact=dev)

    (thing,) = came(maya, goal)

    assert thing.people == [(ben.pk, "Ben"), (cara.pk, "Cara"), (dev.pk, "Dev")]
    assert (thing.kind_said, thing.what) == ("a client", "A shop in Porto")
    assert (thing.where, thing.gathering_on) == ("Food bank, Tuesday shift", date(2026, 5, 5))


def test_what_the_member_said_of_where_it_began_goes_first(maya, goal):
    (ben,) = chain(maya, "Ben")
    met_at(maya, ben, make_gathering(maya))
    with acting_as(maya):
        guild = Place.objects.create(owner=maya, name="The guild", folded="the guild")
    make_opportunity(goal, "One", contact=ben, place=guild)
    make_opportunity(goal, "Two", contact=ben, gathering=make_gathering(maya, "The fair", place=guild))

    assert {thing.what: thing.where for thing in came(maya, goal)} == {
        "One": "The guild",
        "Two": "The fair · The guild",
    }


def test_without_a_person_or_a_place_it_stands_alone(maya, goal):
    make_opportunity(goal, "An idea")
    (thing,) = came(maya, goal)
    assert (thing.people, thing.where, thing.gathering_on) == ([], "", None)


def test_a_circle_of_introductions_ends(maya, goal):
    ben, _cara, dev = chain(maya, "Ben", "Cara", "Dev")
    with acting_as(maya):
        Contact.objects.filter(pk=ben.pk).update(introduced_by=dev)
    make_opportunity(goal, contact=dev)
    assert [name for _pk, name in came(maya, goal)[0].people] == ["Ben", "Cara", "Dev"]


def test_a_higher_app_says_what_the_evening_was_part_of(maya, goal, monkeypatch):
    asked = []

    def labels(member, pks):
        asked.append((member, set(pks)))
        return dict.fromkeys(pks, "Tuesdays at the food bank")

    monkeypatch.setattr(panels, "fillers", [("trail_labels", labels)])
    (ben,) = chain(maya, "Ben")
    evening = make_gathering(maya, "Evening shift")
    met_at(maya, ben, evening)
    make_opportunity(goal, contact=ben)

    assert came(maya, goal)[0].where == "Evening shift · Tuesdays at the food bank"
    assert asked == [(maya, {evening.pk})]


def test_the_newest_of_one_goal_or_of_all(maya, goal):
    other = make_goal(maya, "Another")
    for number in range(4):
        make_opportunity(goal, f"{number}", happened_on=date(2026, 1, 1 + number))
    make_opportunity(other, "Theirs", happened_on=date(2026, 2, 1))

    assert [thing.what for thing in came(maya, goal, most=2)] == ["3", "2"]
    assert [thing.what for thing in came(maya, most=2)] == ["Theirs", "3"]


def test_nothing_of_another_member(maya, stranger, goal):
    make_opportunity(make_goal(stranger), "Theirs")
    assert came(maya) == []


def test_nothing_began_where_somebody_was_met_only_afterwards(maya, goal):
    (ben,) = chain(maya, "Ben")
    met_at(maya, ben, make_gathering(maya, on=date(2026, 6, 2)))
    make_opportunity(goal, "A client", contact=ben, happened_on=date(2026, 6, 1))
    (thing,) = came(maya, goal)
    assert (thing.where, thing.gathering_on) == ("", None)


def test_it_costs_one_statement_and_one_for_what_gatherings_were_part_of(
    maya, goal, django_assert_num_queries
):
    for number in range(10):
        people = chain(maya, *(f"P {number} {step}" for step in range(4)))
        met_at(maya, people[0], make_gathering(maya))
        make_opportunity(goal, f"{number}", contact=people[-1])
    with acting_as(maya), django_assert_num_queries(2):
        assert len(came_of(maya, goal.pk, most=10)) == 10
