"""The ranking of a goal's places: scenario 5, its words, and the statement beside a plain reference."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.core.scope import acting_as
from apps.goals.models import Evidence, GoalPlace, Target
from apps.goals.ranking import in_words, ranked, weight_of
from tests.conftest import NOW
from tests.goals.rooms import (
    make_evidence,
    make_gathering,
    make_goal,
    make_met,
    make_place,
    make_target,
)
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NAMES = ["Ana", "Ben", "Cara", "Dev", "Eve", "Finn", "Gita", "Hugo", "Ines", "Jo", "Kai", "Lea"]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def goal(maya):
    return make_goal(maya)


@pytest.fixture
def twelve(goal):
    return [make_target(goal, name) for name in NAMES]


def test_scenario_5_places_are_ranked_by_how_many_are_seen_there(goal, twelve):
    fair = make_place(goal.owner, "OutDoor fair", goal)
    guild = make_place(goal.owner, "The guild", goal)
    empty = make_place(goal.owner, "A bar", goal)
    for number, person in enumerate(twelve[:3]):
        make_evidence(fair, person, ago(10 + number))
    for number, person in enumerate(twelve[:5]):
        make_evidence(guild, person, ago(40 + number), source="their page")
    with acting_as(goal.owner):
        places = ranked(goal, TODAY)

    assert [place.pk for place in places] == [guild.pk, fair.pk, empty.pk]
    assert [place.weight for place in places] == [5, 3, 0]
    assert [seen.name for seen in places[0].people] == ["Ana", "Ben", "Cara", "Dev", "Eve"]
    assert in_words(places[0], 12, TODAY) == (
        "Five of your twelve people were seen here in the last year: Ana, Ben, Cara, Dev and Eve, "
        "last in October."
    )
    assert in_words(places[1], 3, TODAY).startswith(
        "All of your people were seen here in the last year: Ana, "
    )
    assert in_words(places[2], 12, TODAY) == "Nobody has been seen here yet."


def test_scenario_5_older_evidence_weighs_less(goal, twelve):
    lately, long_ago = make_place(goal.owner, "Lately", goal), make_place(goal.owner, "Long ago", goal)
    make_evidence(lately, twelve[0], ago(365))
    for person in twelve[1:4]:
        make_evidence(long_ago, person, ago(365 * 3))
    with acting_as(goal.owner):
        places = ranked(goal, TODAY)

    assert [(place.name, place.weight) for place in places] == [("Lately", 1), ("Long ago", 0.75)]


@pytest.mark.parametrize(("days", "weight"), [(0, 1), (1, 1), (365, 1), (366, 0.5), (730, 0.5), (731, 0.25)])
def test_a_year_counts_whole_and_each_further_one_half(days, weight):
    assert weight_of(TODAY, ago(days)) == weight


def test_somebody_counts_once_by_the_freshest_day(goal, twelve):
    guild = make_place(goal.owner, "The guild", goal)
    for days in (700, 400, 20, 500):
        make_evidence(guild, twelve[0], ago(days))
    with acting_as(goal.owner):
        [place] = ranked(goal, TODAY)

    assert place.weight == 1
    assert [(seen.name, seen.on) for seen in place.people] == [("Ana", ago(20))]


def test_having_been_met_at_a_gathering_there_is_evidence_and_writing_is_not(goal, twelve):
    guild = make_place(goal.owner, "The guild", goal)
    evening = make_gathering(goal.owner, place=guild, starts_at=datetime(2026, 11, 3, 18, tzinfo=UTC))
    make_met(evening, twelve[0])
    make_met(evening, twelve[1], kind="wrote")
    with acting_as(goal.owner):
        [place] = ranked(goal, TODAY)

    assert [(seen.name, seen.on) for seen in place.people] == [("Ana", date(2026, 11, 3))]


def test_nobody_in_particular_weighs_little_however_often(goal, twelve):
    guild, bar = make_place(goal.owner, "The guild", goal), make_place(goal.owner, "A bar", goal)
    for days in range(1, 9):
        make_evidence(bar, None, ago(days))
    make_evidence(guild, twelve[0], ago(400))
    with acting_as(goal.owner):
        places = ranked(goal, TODAY)

    assert [(place.name, place.weight) for place in places] == [("The guild", 0.5), ("A bar", 0.25)]
    assert in_words(places[0], 12, TODAY) == ("Seen here longer ago: Ana, last in October 2025.")
    assert in_words(places[1], 12, TODAY) == (
        "People of the field were seen here yesterday, none of yours by name."
    )


def test_others_the_dead_and_days_to_come_count_for_nothing(goal, twelve, stranger):
    guild = make_place(goal.owner, "The guild", goal)
    make_evidence(guild, make_contact(goal.owner, "No target"), ago(1))
    make_evidence(guild, make_target(goal, "Gone", died_on=ago(5)), ago(9))
    make_evidence(guild, twelve[0], ago(-1))
    theirs = make_goal(stranger)
    make_evidence(make_place(stranger, "Theirs", theirs), make_target(theirs, "Sal"), ago(1))
    with acting_as(goal.owner):
        assert [(place.name, place.weight) for place in ranked(goal, TODAY)] == [("The guild", 0)]


def test_words_for_one_person_and_for_many(goal):
    guild = make_place(goal.owner, "The guild", goal)
    make_evidence(guild, make_target(goal, "Ana"), ago(0))
    with acting_as(goal.owner):
        [alone] = ranked(goal, TODAY)
    for name in NAMES[1:9]:
        make_evidence(guild, make_target(goal, name), ago(3))
    with acting_as(goal.owner):
        [many] = ranked(goal, TODAY)

    assert in_words(alone, 1, TODAY) == "Ana was seen here in the last year, last today."
    assert in_words(alone, 3, TODAY) == (
        "One of your three people was seen here in the last year: Ana, last today."
    )
    assert "Ana, Ben, Cara, Dev, Eve and four others, last today." in in_words(many, 20, TODAY)


def test_one_statement_at_any_size(goal, twelve, django_assert_num_queries):
    for number in range(30):
        place = make_place(goal.owner, f"Place {number}", goal)
        make_evidence(place, twelve[number % 12], ago(number * 40))
    with acting_as(goal.owner), django_assert_num_queries(1):
        assert len(ranked(goal, TODAY, most=8)) == 8


people, places = st.integers(0, 4), st.integers(0, 3)
days = st.one_of(st.integers(-3, 400), st.sampled_from([364, 365, 366, 729, 730, 731, 1095, 1096, 3000]))
sights = st.lists(st.tuples(places, st.one_of(st.none(), people), days), max_size=25)
meetings = st.lists(
    st.tuples(places, people, days, st.sampled_from(["met", "met", "talked", "wrote"])), max_size=6
)


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sights=sights, meetings=meetings, to_meet=st.sets(people), at=st.sets(places))
def test_the_statement_says_what_a_plain_reference_says(maya, sights, meetings, to_meet, at):
    with transaction.atomic():
        goal = make_goal(maya)
        book = [make_contact(maya, name) for name in "edcba"]
        rooms = [make_place(maya, name) for name in ("d room", "c room", "b room", "a room")]
        seen = [(rooms[where].pk, who is not None and book[who].pk, ago(when)) for where, who, when in sights]
        for where, who, when in sights:
            make_evidence(rooms[where], None if who is None else book[who], ago(when))
        for where, who, when, kind in meetings:
            make_met(make_gathering(maya, place=rooms[where]), book[who], ago(when), kind)
            seen += [(rooms[where].pk, book[who].pk, ago(when))] if kind == "met" else []
        with acting_as(maya):
            for number in to_meet:
                Target.objects.create(owner=maya, goal=goal, contact=book[number], added_at=NOW)
            for number in at:
                GoalPlace.objects.create(owner=maya, goal=goal, place=rooms[number], added_at=NOW)
            found = ranked(goal, TODAY)
        wanted = reference([rooms[n] for n in at], {book[n].pk: book[n].name for n in to_meet}, seen)
        assert [
            (each.pk, each.weight, [(seen.pk, seen.on) for seen in each.people], each.in_general_on)
            for each in found
        ] == wanted
        transaction.set_rollback(True)
    assert Evidence.objects.count() == 0


def reference(rooms, to_meet, seen):
    """The same as the module's first lines say, in Python."""
    answer = []
    for room in rooms:
        freshest: dict[int | bool, date] = {}
        for where, who, when in seen:
            if where == room.pk and when <= TODAY and (who is False or who in to_meet):
                freshest[who] = max(when, freshest.get(who, when))
        in_general = freshest.pop(False, None)
        by_name = sorted(freshest.items(), key=lambda each: (-each[1].toordinal(), to_meet[each[0]]))
        weight = sum(halved(when) for _who, when in by_name)
        weight += 0.25 * halved(in_general) if in_general else 0
        last = max([when for _who, when in by_name] + ([in_general] if in_general else []), default=date.min)
        answer.append((-weight, -last.toordinal(), room.folded, (room.pk, weight, by_name, in_general)))
    return [each[3] for each in sorted(answer, key=lambda each: each[:3])]


def halved(when: date) -> float:
    weight, left = 1.0, (TODAY - when).days
    while left > 365:
        weight, left = weight / 2, left - 365
    return weight
