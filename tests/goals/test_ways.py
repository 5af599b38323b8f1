"""Ways to somebody from one's own book: scenario, refusals, words, and the statement beside a reference."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.contacts.models import Affiliation, Contact, Interaction, Organisation
from apps.core.fold import fold
from apps.core.scope import acting_as
from apps.goals.models import Goal, Target
from apps.goals.ways import ALL, CITY, ONCE, OPENED, TOGETHER, ways_to
from tests.conftest import NOW
from tests.goals.making import make_goal
from tests.goals.rooms import make_target
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
AGO = TODAY - timedelta(days=400)


@pytest.fixture
def goal(maya) -> Goal:
    return make_goal(maya, "To be at home among makers")


@pytest.fixture
def eve(goal) -> Contact:
    return make_target(goal, "Eve Lindqvist", city="Malmö")


def place(person: Contact, name: str, *, kind: str = "company", until: date | None = None) -> None:
    with acting_as(person.owner):
        organisation, _made = Organisation.objects.get_or_create(
            owner=person.owner, folded=fold(name), defaults={"name": name, "kind": kind}
        )
        Affiliation.objects.create(
            owner=person.owner, contact=person, organisation=organisation, until_on=until
        )


def found(goal: Goal, *people: Contact, **more: Any) -> list[tuple[str, int, tuple[str, ...]]]:
    with acting_as(goal.owner):
        ways = ways_to(
            goal.owner, [person.pk for person in people], TODAY, **{"most": ALL, "each": ALL, **more}
        )
    return [(way.name, way.weight, way.reasons) for way in ways]


def test_whoever_is_there_now_comes_before_whoever_was(goal, eve):
    place(eve, "Haglund & Sons")
    ben, cara = make_contact(goal.owner, "Ben"), make_contact(goal.owner, "Cara")
    place(cara, "Haglund & Sons")
    place(ben, "Haglund & Sons", until=AGO)

    assert found(goal, eve) == [
        ("Cara", TOGETHER, ("is at Haglund & Sons too",)),
        ("Ben", ONCE, ("was at Haglund & Sons before",)),
    ]


def test_same_school_same_club_and_where_they_were_are_told_apart(goal, eve):
    place(eve, "Lund", kind="school", until=AGO)
    place(eve, "Trail Club", kind="club")
    place(eve, "Old Mill", until=AGO)
    for name, where, until in (
        ("Ana", "Lund", AGO),
        ("Ben", "Trail Club", None),
        ("Cara", "Old Mill", None),
        ("Dev", "Old Mill", AGO),
    ):
        place(make_contact(goal.owner, name), where, until=until)

    assert found(goal, eve) == [
        ("Ben", TOGETHER, ("in the same club, Trail Club",)),
        ("Ana", ONCE, ("same school, Lund",)),
        ("Cara", ONCE, ("is at Old Mill, where they were",)),
        ("Dev", ONCE, ("was at Old Mill, as they were",)),
    ]


def test_who_introduced_others_from_there_is_a_way(goal, eve):
    ben = make_contact(goal.owner, "Ben")
    cara = make_contact(goal.owner, "Cara", introduced_by=ben, died_on=AGO)
    place(eve, "Haglund")
    place(cara, "Haglund", until=AGO)

    assert found(goal, eve) == [("Ben", OPENED, ("introduced you to Cara, of Haglund",))]


def test_a_city_is_the_least_and_who_was_in_touch_last_comes_first(goal, eve):
    ana, ben = make_contact(goal.owner, "Ana", city="Malmö"), make_contact(goal.owner, "Ben", city="Malmö")
    make_contact(goal.owner, "Nobody", city="Lund")
    make_touch(goal.owner, ben, AGO)
    place(eve, "Haglund")
    place(ana, "Haglund")

    assert found(goal, eve) == [
        ("Ana", TOGETHER + CITY, ("is at Haglund too", "lives in Malmö too")),
        ("Ben", CITY, ("lives in Malmö too",)),
    ]


def test_nobody_let_be_nor_dead_nor_still_to_be_met_is_a_way(goal, eve, stranger):
    make_contact(goal.owner, "Quiet", city="Malmö", let_be_at=NOW)
    make_contact(goal.owner, "Late", city="Malmö", died_on=AGO)
    make_contact(stranger, "Foreign", city="Malmö")
    jo, pim = make_target(goal, "Jo", city="Malmö"), make_target(goal, "Pim", city="Malmö")
    make_touch(goal.owner, pim, AGO, "talked")
    make_touch(goal.owner, jo, AGO, "met")

    assert [name for name, _weight, _reasons in found(goal, eve)] == ["Jo"]


def test_a_goal_shows_two_ways_to_one_person_and_eight_in_all(goal, eve):
    others = [make_target(goal, f"T{number}", city="Lund") for number in range(5)]
    for number in range(4):
        make_contact(goal.owner, f"M{number}", city="Malmö")
        make_contact(goal.owner, f"L{number}", city="Lund")
    with acting_as(goal.owner):
        ways = ways_to(goal.owner, [eve.pk, *(other.pk for other in others)], TODAY)

    assert len(ways) == 8
    assert max(sum(way.to == pk for way in ways) for pk in {way.to for way in ways}) == 2


# --- beside a plain reference ---

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "city": st.sampled_from(["", "Malmö", "Lund"]),
            "posts": st.lists(st.tuples(st.integers(0, 2), st.sampled_from([None, AGO, TODAY])), max_size=3),
            "by": st.none() | st.integers(0, 7),
            "fate": st.sampled_from(["", "", "", "let be", "died"]),
            "to_meet": st.booleans(),
            "touch": st.sampled_from(["", "talked", "met"]),
            "on": st.integers(0, 3),
        }
    ),
    min_size=1,
    max_size=8,
)


def build(goal: Goal, told: list[dict[str, Any]]) -> list[Contact]:
    member = goal.owner
    places = [
        Organisation.objects.create(owner=member, name=f"P{number}", folded=f"p{number}", kind=kind)
        for number, kind in enumerate(("company", "school", "club"))
    ]
    people = [
        Contact.objects.add(member, f"Person {'xyz'[number % 3]}", now=NOW, city=each["city"])
        for number, each in enumerate(told)
    ]
    for person, each in zip(people, told, strict=True):
        by = people[each["by"] % len(people)] if each["by"] is not None else person
        person.introduced_by = by if by != person else None
        person.let_be_at = NOW if each["fate"] == "let be" else None
        person.died_on = AGO if each["fate"] == "died" else None
        person.save()
        for where, until in each["posts"]:
            Affiliation.objects.create(
                owner=member, contact=person, organisation=places[where], until_on=until
            )
        if each["to_meet"]:
            Target.objects.create(owner=member, goal=goal, contact=person, added_at=NOW)
        if each["touch"]:
            on = TODAY - timedelta(days=each["on"])
            Interaction.log(member, [person], kind=each["touch"], on=on, now=NOW)
    return list(Contact.objects.of(member).order_by("pk"))


def reference(goal: Goal, people: list[Contact], wanted: list[Contact], each: int, most: int) -> list[Any]:
    """As one would say it: for each pair of people the reasons, one by one."""
    posts: dict[int, dict[int, bool]] = {person.pk: {} for person in people}
    for post in Affiliation.objects.of(goal.owner):
        before = posts[post.contact_id].get(post.organisation_id, False)
        posts[post.contact_id][post.organisation_id] = before or post.is_there(TODAY)
    met = set(Interaction.objects.filter(kind="met").values_list("participations__contact", flat=True))
    to_meet = set(Target.objects.values_list("contact", flat=True)) - met
    rows = []
    for eve in wanted:
        ways = []
        for way in people:
            if way == eve or way.let_be_at or way.died_on or way.pk in to_meet:
                continue
            weight = 0
            for where, is_there in posts[eve.pk].items():
                if where in posts[way.pk]:
                    weight += TOGETHER if is_there and posts[way.pk][where] else ONCE
                weight += OPENED * any(
                    x.introduced_by_id == way.pk and where in posts[x.pk] for x in people if x != eve
                )
            weight += CITY * bool(eve.city and eve.city == way.city)
            if weight:
                last = -way.last_touch_on.toordinal() if way.last_touch_on else 0
                ways.append(((-weight, last, way.sort_key, way.pk, eve.pk), weight))
        rows += sorted(ways)[:each]
    return [(key[4], key[3], weight) for key, weight in sorted(rows)[:most]]


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=PEOPLE, each=st.integers(1, 4), most=st.integers(1, 9))
def test_the_statement_says_what_a_plain_reading_of_the_book_says(goal, told, each, most):
    with acting_as(goal.owner), transaction.atomic():
        people = build(goal, told)
        wanted = people[: max(1, len(people) // 2)]
        ways = ways_to(goal.owner, [person.pk for person in wanted], TODAY, most=most, each=each)
        assert [(way.to, way.pk, way.weight) for way in ways] == reference(goal, people, wanted, each, most)
        transaction.set_rollback(True)
