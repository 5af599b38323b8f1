"""Places: written one a line, found again, kept once; the page of one; changing and deleting."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.forms.places import PlacesField
from apps.goals.models import Evidence, Goal, GoalPlace, Opportunity, Place
from apps.goals.places import UnfitPlace, add_places, places_in
from apps.goals.portrait import Portrait
from apps.goals.sections import places as section
from tests.conftest import NOW
from tests.goals.rooms import make_evidence, make_gathering, make_goal, make_met, make_place, make_target

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


def test_the_page_adds_places_and_says_which_were_there(goal, client_of):
    client = client_of(goal.owner)
    url = f"/goals/{goal.pk}/places/add/"
    client.post(url, {"places": "The guild, second Tuesdays"})
    page = client.post(url, {"places": "the guild\nThe fair"}, follow=True).content.decode()

    assert whys(goal) == {"The guild": "second Tuesdays", "The fair": ""}
    assert "The guild was there already." in page
    assert "Put The fair with the places of" in page


def test_a_line_that_cannot_be_kept_loses_nothing(goal, client_of):
    answer = client_of(goal.owner).post(
        f"/goals/{goal.pk}/places/add/", {"places": "The guild, Tuesdays\n, nowhere"}
    )

    assert answer.status_code == 422
    assert "The guild, Tuesdays\n, nowhere" in answer.content.decode()
    assert whys(goal) == {}


def test_a_place_says_what_it_is_and_where(goal, client_of):
    place = make_place(goal.owner, "The guild", goal, why="they all come")
    client = client_of(goal.owner)
    answer = client.post(
        f"/goals/places/{place.pk}/edit/",
        {
            "name": "Trail makers’ guild",
            "kind": "association",
            "city": "Oakland",
            "address": "12 Pier Road",
            "site": "guild.example",
            "belongs_to": "Guild of Makers",
            "notes": "",
        },
    )
    assert answer.status_code == 302
    page = client.get(f"/goals/places/{place.pk}/").content.decode()
    for said in (
        "Trail makers’ guild",
        "association",
        "Oakland",
        "12 Pier Road",
        "Guild of Makers",
        "they all",
    ):
        assert said in page
    assert '<a href="https://guild.example" rel="noopener noreferrer nofollow">guild.example</a>' in page


@pytest.mark.parametrize("site", ["javascript:alert(1)", "data:text/html,x", "ftp://guild.example"])
def test_only_pages_of_the_web_become_links(goal, client_of, site):
    place = make_place(goal.owner, "The guild", goal, site=site)
    client = client_of(goal.owner)
    assert f'href="{site}' not in client.get(f"/goals/places/{place.pk}/").content.decode()

    answer = client.post(f"/goals/places/{place.pk}/edit/", {"name": "X", "kind": "other", "site": site})
    assert answer.status_code == 422
    assert site in answer.content.decode()


def test_the_name_of_another_place_is_refused_with_a_way_to_it(goal, client_of):
    place, other = make_place(goal.owner, "The guild", goal), make_place(goal.owner, "Café")
    answer = client_of(goal.owner).post(f"/goals/places/{place.pk}/edit/", {"name": "CAFE", "kind": "other"})

    assert answer.status_code == 422
    assert f"/goals/places/{other.pk}/" in answer.content.decode()
    place.refresh_from_db()
    assert place.name == "The guild"


def test_why_here_is_said_changed_and_taken_away(goal, client_of):
    place, other = make_place(goal.owner, "The guild", goal), make_goal(goal.owner, "Another goal")
    client = client_of(goal.owner)
    client.post(f"/goals/places/{place.pk}/goals/{goal.pk}/", {"why": "second Tuesdays"})
    client.post(f"/goals/places/{place.pk}/put/", {"goal": other.pk, "why": "the bar"})
    client.post(f"/goals/places/{place.pk}/put/", {"goal": other.pk, "why": "not this"})
    assert (whys(goal), whys(other)) == ({"The guild": "second Tuesdays"}, {"The guild": "the bar"})

    client.post(f"/goals/places/{place.pk}/goals/{goal.pk}/take/")
    assert whys(goal) == {}
    assert Place.objects.filter(pk=place.pk).exists()
    assert client.get(f"/goals/places/{place.pk}/goals/{goal.pk}/").status_code == 404


def test_anothers_goal_cannot_be_put_at_my_place(goal, stranger, client_of):
    place, theirs = make_place(goal.owner, "The guild", goal), make_goal(stranger, "Theirs")
    answer = client_of(goal.owner).post(f"/goals/places/{place.pk}/put/", {"goal": theirs.pk})

    assert answer.status_code == 422
    assert GoalPlace.objects.filter(goal=theirs).count() == 0


def test_deleting_a_place_keeps_its_gatherings_and_can_be_taken_back(goal, client_of):
    place = make_place(goal.owner, "The guild", goal, why="Tuesdays")
    evening = make_gathering(goal.owner, place=place)
    make_evidence(place, make_target(goal, "Ana"), NOW.date())
    client_of(goal.owner).post(f"/goals/places/{place.pk}/delete/")

    evening.refresh_from_db()
    assert evening.place_id is None
    assert not Place.objects.exists() and not Evidence.objects.exists()
    with acting_as(goal.owner):
        take_back(goal.owner, Act.objects.filter(verb="delete_place").get(), now=NOW)
    evening.refresh_from_db()
    assert evening.place_id == place.pk
    assert whys(goal) == {"The guild": "Tuesdays"}
    assert Evidence.objects.count() == 1


def test_what_came_of_it_there_stands_on_its_page(goal, client_of):
    place = make_place(goal.owner, "The guild", goal)
    evening = make_gathering(goal.owner, place=place)
    with acting_as(goal.owner):
        made = {"owner": goal.owner, "goal": goal, "happened_on": NOW.date()}
        Opportunity.objects.create(**made, what="A first client", place=place)
        Opportunity.objects.create(**made, what="An invitation", gathering=evening)
        Opportunity.objects.create(**made, what="Elsewhere")
    page = client_of(goal.owner).get(f"/goals/places/{place.pk}/").content.decode()

    assert "A first client" in page and "An invitation" in page and "Elsewhere" not in page


def test_a_strangers_place_is_not_there(goal, stranger, client_of):
    place = make_place(goal.owner, "The guild", goal)
    client = client_of(stranger)
    paths = ("", "edit/", "delete/", "put/", f"goals/{goal.pk}/", f"goals/{goal.pk}/take/", "seen/")
    for path in paths:
        assert client.post(f"/goals/places/{place.pk}/{path}").status_code in (404, 405), path
        assert Client().post(f"/goals/places/{place.pk}/{path}").status_code in (302, 405), path
    assert client.get(f"/goals/{goal.pk}/places/").status_code == 404


def section_of(goal):
    portrait = Portrait(goal.owner, goal, NOW.date(), NOW)
    assert portrait.targets is not None
    return portrait


def test_the_goals_page_shows_the_first_eight_with_their_evidence(goal, client_of):
    for number in range(9):
        place = make_place(goal.owner, f"Place {number}", goal, why=f"reason {number}")
        for seen in range(9 - number):
            person = make_target(goal, f"Person {number} {seen}")
            make_evidence(place, person, NOW.date(), source=f"page {number}")
    client = client_of(goal.owner)
    page = client.get(f"/goals/{goal.pk}/").content.decode()
    every = client.get(f"/goals/{goal.pk}/places/").content.decode()

    assert page.index("Place 0") < page.index("Place 7")
    assert "Place 8" not in page and "Place 8" in every
    assert "reason 7" in page and "(page 7)" in page
    assert "All their places" in page


def test_somebody_met_at_a_gathering_stands_among_how_it_is_known(goal):
    place = make_place(goal.owner, "The guild", goal)
    make_met(make_gathering(goal.owner, place=place), make_target(goal, "Ana"), NOW.date())
    with acting_as(goal.owner):
        [row] = section.facts(section_of(goal))["rows"]

    assert [seen.name for seen in row.seen] == ["Ana"]


def test_the_three_newest_are_shown_wherever_they_are_known_from(goal):
    place = make_place(goal.owner, "The guild", goal)
    ana, ben = (make_target(goal, name) for name in ("Ana", "Ben"))
    for days in (1, 5, 9, 13):
        make_evidence(place, ana, NOW.date() - timedelta(days=days))
    make_evidence(place, make_target(goal, "Cara"), NOW.date() - timedelta(days=20))
    make_met(make_gathering(goal.owner, place=place), ben, NOW.date() - timedelta(days=3))
    with acting_as(goal.owner):
        [row] = section.facts(section_of(goal))["rows"]

    assert [seen.name for seen in row.seen] == ["Ana", "Ben", "Ana"]


def test_one_query_at_50_places_and_1000_pieces_of_evidence(goal, django_assert_num_queries):
    people = [make_target(goal, f"Person {number}") for number in range(20)]
    places = [make_place(goal.owner, f"Place {number}", goal) for number in range(50)]
    with acting_as(goal.owner):
        Evidence.objects.bulk_create(
            Evidence(
                owner=goal.owner,
                place=places[number % 50],
                contact=people[number % 20],
                seen_on=NOW.date() - timedelta(days=number),
            )
            for number in range(1000)
        )
        portrait = section_of(goal)
        with django_assert_num_queries(1):
            found = section.facts(portrait)

    assert len(found["rows"]) == 8
    assert found["is_cut"]
    assert all(len(row.seen) == 3 for row in found["rows"])
