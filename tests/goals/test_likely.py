"""Who is likely at a gathering, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.contacts.models import Affiliation, Organisation
from apps.core.scope import acting_as
from apps.goals.likely import likely_at, people_likely_at
from tests.conftest import NOW
from tests.goals.rooms import make_evidence, make_gathering, make_met, make_place
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
EARLIER = datetime(2026, 10, 1, 18, tzinfo=UTC)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def bank(maya):
    with acting_as(maya):
        return Organisation.objects.create(owner=maya, name="Food Bank", folded="food bank", kind="nonprofit")


@pytest.fixture
def hall(maya):
    return make_place(maya, "The hall")


def names(gathering, on=TODAY) -> list[str]:
    with acting_as(gathering.owner):
        return [person.name for person in likely_at(gathering.owner, [gathering], on)[gathering.pk]]


def test_seen_at_its_place_within_24_months(maya, hall):
    evening = make_gathering(maya, place=hall)
    for name, days in (("Ana", 0), ("Ben", 729), ("Cara", 730), ("Dev", -1)):
        make_evidence(hall, make_contact(maya, name), ago(days))
    make_evidence(hall, None, ago(1))
    make_evidence(make_place(maya, "Elsewhere"), make_contact(maya, "Eve"), ago(1))

    assert names(evening) == ["Ana", "Ben"]


def test_met_at_earlier_gatherings_at_its_place_or_organisation(maya, hall, bank):
    tonight = make_gathering(maya, place=hall, organisation=bank)
    make_met(make_gathering(maya, place=hall, starts_at=EARLIER), make_contact(maya, "Ana"))
    make_met(make_gathering(maya, organisation=bank, starts_at=EARLIER), make_contact(maya, "Ben"))
    make_met(make_gathering(maya, starts_at=EARLIER), make_contact(maya, "Cara"))
    make_met(tonight, make_contact(maya, "Dev"), ago(0))

    assert names(tonight) == ["Ana", "Ben"]


def test_of_its_organisation_now_or_of_its_places(maya, bank):
    alone = make_gathering(maya, organisation=bank)
    at_home = make_gathering(maya, place=make_place(maya, "The depot", organisation=bank))
    spans = {"Ana": (None, None), "Ben": (None, ago(1)), "Cara": (ago(-1), None), "Dev": (ago(9), ago(0))}
    for name, (since, until) in spans.items():
        person = make_contact(maya, name)
        with acting_as(maya):
            Affiliation.objects.create(
                owner=maya, contact=person, organisation=bank, from_on=since, until_on=until
            )

    assert names(alone) == names(at_home) == ["Ana", "Dev"]


def test_this_season_first_then_whoever_was_there_more_often(maya, hall, bank):
    evening = make_gathering(maya, place=hall, organisation=bank)
    once, often, before = (make_contact(maya, name) for name in ("Once", "Often", "Before"))
    make_evidence(hall, once, ago(2))
    for days in (20, 21, 22):
        make_evidence(hall, often, ago(days))
    for days in range(100, 120):
        make_evidence(hall, before, ago(days))
    with acting_as(maya):
        member = make_contact(maya, "Aaron, of the house")
        Affiliation.objects.create(owner=maya, contact=member, organisation=bank)

    assert names(evening) == ["Often", "Once", "Before", "Aaron, of the house"]


def test_without_those_who_died_or_are_let_be_and_only_six(maya, hall):
    evening = make_gathering(maya, place=hall)
    make_evidence(hall, make_contact(maya, "Gone", died_on=ago(1)), ago(1))
    make_evidence(hall, make_contact(maya, "Left", let_be_at=NOW), ago(1))
    for number in range(8):
        make_evidence(hall, make_contact(maya, f"Person {number}"), ago(5))

    assert names(evening) == [f"Person {number}" for number in range(6)]
    with acting_as(maya):
        assert len(people_likely_at(maya, evening, TODAY, most=50)) == 8


def test_one_statement_for_many_gatherings_and_none_for_none(maya, hall, stranger, django_assert_num_queries):
    make_evidence(hall, make_contact(maya, "Ana"), ago(1))
    theirs = make_gathering(stranger, place=make_place(stranger, "Theirs"))
    evenings = [make_gathering(maya, f"Evening {n}", place=hall) for n in range(5)]
    with acting_as(maya):
        with django_assert_num_queries(1):
            found = likely_at(maya, [*evenings, theirs], TODAY)
        with django_assert_num_queries(0):
            assert likely_at(maya, [], TODAY) == {}

    assert [[p.name for p in found[each.pk]] for each in evenings] == [["Ana"]] * 5
    assert found[theirs.pk] == []
    assert found[evenings[0].pk][0].seen_there_on == ago(1)
