"""Places: written one a line, found again, kept once; the page of one; changing and deleting."""

from __future__ import annotations

import pytest
import time_machine
from django.core.exceptions import ValidationError

from apps.core.scope import acting_as
from apps.goals.forms.places import PlacesField
from apps.goals.models import Goal, GoalPlace, Place
from apps.goals.places import UnfitPlace, add_places, places_in
from tests.conftest import NOW
from tests.goals.rooms import make_goal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goal(maya) -> Goal:
    return make_goal(maya)


def whys(goal: Goal) -> dict[str, str]:
    links = GoalPlace.objects.filter(goal=goal).select_related("place").order_by("pk")
    return {link.place.name: link.why for link in links}


def test_places_are_written_one_a_line_with_why_behind_the_comma(goal):
    with acting_as(goal.owner):
        placed = add_places(
            goal, "Trail makers' guild, meets on second Tuesdays\n\n  OutDoor fair\n", now=NOW
        )

        assert [place.name for place in placed.places] == ["Trail makers' guild", "OutDoor fair"]
        assert placed.again == []
        assert whys(goal) == {"Trail makers' guild": "meets on second Tuesdays", "OutDoor fair": ""}


def test_a_place_is_found_again_by_its_folded_name_and_kept_once(goal):
    other = make_goal(goal.owner, "Another")
    with acting_as(goal.owner):
        add_places(other, "Café Zürich", now=NOW)
        placed = add_places(goal, "cafe zurich, the makers' table\nCAFÉ ZÜRICH", now=NOW)

        assert Place.objects.of(goal.owner).count() == 1
        assert [place.name for place in placed.places] == ["Café Zürich"]
        assert placed.again == ["Café Zürich"]
        assert whys(goal) == {"Café Zürich": "the makers' table"}


def test_a_why_comes_late_and_never_over_another(goal):
    with acting_as(goal.owner):
        add_places(goal, "The guild\nThe fair, every May", now=NOW)
        placed = add_places(goal, "The guild, second Tuesdays\nThe fair, nobody knows", now=NOW)

        assert placed.places == []
        assert placed.again == ["The guild", "The fair"]
        assert whys(goal) == {"The guild": "second Tuesdays", "The fair": "every May"}


@pytest.mark.parametrize("line", [", every May", "…, why", "x" * 201, "The fair, " + "y" * 301])
def test_a_line_that_cannot_be_kept_is_named(line):
    with pytest.raises(UnfitPlace):
        places_in(f"The guild\n{line}")
    with pytest.raises(ValidationError):
        PlacesField().clean(f"The guild\n{line}")


def test_fifty_places_at_a_time():
    PlacesField().clean("\n".join(f"Place {number}" for number in range(50)))
    with pytest.raises(ValidationError):
        PlacesField().clean("\n".join(f"Place {number}" for number in range(51)))


def test_many_places_cost_the_statements_of_one(goal, django_assert_max_num_queries):
    with acting_as(goal.owner), django_assert_max_num_queries(8):
        add_places(goal, "\n".join(f"Place {number}, why {number}" for number in range(50)), now=NOW)
