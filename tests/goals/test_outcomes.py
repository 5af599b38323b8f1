"""What came of it, written down, changed and struck out; and Over time, the page."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Opportunity, Place
from tests.architecture.test_query_counts import queries
from tests.conftest import NOW
from tests.goals.remembering import TODAY, day, make_goal, make_met, make_opportunity, make_target
from tests.goals.test_trail import make_gathering
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goal(maya):
    return make_goal(maya)


def said(**more) -> dict[str, str]:
    plain = {
        "kind": "client",
        "what": "A shop in Porto",
        "happened_on": "2026-10-02",
        "through": "",
        "where": "",
    }
    return plain | {"act": str(uuid.uuid4())} | more


def add(client, goal, **more):
    return client.post(reverse("goals:add_opportunity", args=[goal.pk]), said(**more))


def only(goal) -> Opportunity:
    with acting_as(goal.owner):
        return Opportunity.objects.select_related("contact", "place", "gathering").get()


def test_it_is_written_down_with_person_and_place(client_of, goal, maya):
    make_contact(maya, "Dev Patel")
    with acting_as(maya):
        guild = Place.objects.create(owner=maya, name="The guild", folded="the guild")

    answer = add(client_of(maya), goal, through="dev patel", where=f"place:{guild.pk}")

    assert answer.headers["Location"] == reverse("goals:goal", args=[goal.pk])
    row = only(goal)
    assert (row.kind, row.what, row.happened_on) == ("client", "A shop in Porto", date(2026, 10, 2))
    assert (row.contact.name, row.place, row.gathering, row.goal_id) == ("Dev Patel", guild, None, goal.pk)


def test_where_it_began_may_be_a_gathering(client_of, goal, maya):
    evening = make_gathering(maya)
    add(client_of(maya), goal, where=f"gathering:{evening.pk}")
    assert only(goal).gathering == evening


def test_the_form_shows_gatherings_with_their_day_and_places(client_of, goal, maya):
    make_gathering(maya, "Makers' table")
    page = client_of(maya).get(reverse("goals:add_opportunity", args=[goal.pk])).content.decode()
    assert "Makers&#x27; table · 5 May" in page
    assert 'value="2026-11-23"' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"happened_on": "2026-11-24"}, "That day is still to come."),
        ({"happened_on": "1800-01-01"}, "That is before 1900."),
        ({"through": "Nobody Known"}, "Nobody among your people goes by that name."),
        ({"what": " "}, "This field is required."),
        ({"where": "place:999999"}, "Select a valid choice"),
        ({"kind": "treasure"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(client_of, goal, maya, wrong, sentence):
    answer = add(client_of(maya), goal, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert wrong.get("what") == " " or "A shop in Porto" in page
    assert Opportunity.objects.count() == 0


def test_namesakes_are_asked_about(client_of, goal, maya):
    first, second = make_contact(maya, "Ana Lima", city="Porto"), make_contact(maya, "Ana Lima", city="Faro")
    client = client_of(maya)

    answer = add(client, goal, through="Ana Lima")
    assert answer.status_code == 422
    assert "Ana Lima · Faro" in answer.content.decode()

    add(client, goal, through="Ana Lima", which=second.pk)
    assert only(goal).contact_id == second.pk != first.pk


def test_anothers_person_place_or_gathering_is_no_choice(client_of, goal, maya, stranger):
    theirs = make_contact(stranger, "Theirs")
    evening = make_gathering(stranger)
    client = client_of(maya)
    assert add(client, goal, through="x", which=theirs.pk).status_code == 422
    assert add(client, goal, where=f"gathering:{evening.pk}").status_code == 422
    assert add(client, goal, through="Theirs").status_code == 422


def test_it_is_changed_and_keeps_its_namesake(client_of, goal, maya):
    make_contact(maya, "Ana Lima", city="Porto")
    second = make_contact(maya, "Ana Lima", city="Faro")
    row = make_opportunity(goal, contact=second, gathering=make_gathering(maya))
    client, url = client_of(maya), reverse("goals:edit_opportunity", args=[row.pk])
    assert 'value="Ana Lima"' in client.get(url).content.decode()

    client.post(url, said(what="Two shops", through="Ana Lima"))

    changed = only(goal)
    assert (changed.what, changed.contact_id, changed.gathering) == ("Two shops", second.pk, None)
    client.post(url, said(through=""))
    assert only(goal).contact is None


def test_it_is_struck_out_and_taken_back(client_of, goal, maya):
    row = make_opportunity(goal)
    answer = client_of(maya).post(reverse("goals:delete_opportunity", args=[row.pk]), {"act": uuid.uuid4()})
    assert answer.headers["Location"] == reverse("goals:goal", args=[goal.pk])
    assert Opportunity.objects.count() == 0
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).get(), now=NOW)
        assert Opportunity.objects.get().what == "A first client"


def test_pressed_twice_it_is_written_once(client_of, goal, maya):
    client, key = client_of(maya), str(uuid.uuid4())
    for _ in range(2):
        assert add(client, goal, act=key).status_code == 302
    assert Opportunity.objects.count() == 1


def test_of_a_goal_that_is_gone_it_leads_to_over_time(client_of, goal, maya):
    row = make_opportunity(goal)
    with acting_as(maya):
        Opportunity.objects.update(goal=None)
    answer = client_of(maya).post(reverse("goals:edit_opportunity", args=[row.pk]), said())
    assert answer.headers["Location"] == reverse("over_time")


@pytest.mark.parametrize("name", ["add_opportunity", "edit_opportunity", "delete_opportunity"])
def test_strangers_find_nothing_and_the_anonymous_sign_in(client_of, client, goal, stranger, name):
    row = make_opportunity(goal)
    url = reverse(f"goals:{name}", args=[goal.pk if name == "add_opportunity" else row.pk])
    assert client_of(stranger).post(url, said()).status_code == 404
    assert client.post(url, said()).status_code == 302
    assert only(goal).what == "A first client"


def test_the_goals_page_shows_what_came_with_its_trail(client_of, goal, maya):
    ben = make_contact(maya, "Ben Carter")
    dev = make_contact(maya, "Dev Patel", introduced_by=ben)
    make_opportunity(goal, "A shop in Porto", contact=dev)
    page = client_of(maya).get(reverse("goals:goal", args=[goal.pk])).content.decode()
    assert "A shop in Porto" in page
    assert page.index(">Ben Carter</a>") < page.index(">Dev Patel</a>")


def test_eight_weeks_of_thirty_one_first_meetings_are_counts_and_rates(client_of, maya, goal):
    """Scenario 18."""
    for number in range(31):
        first = day(number % 50 + 1)
        later = [min(first + timedelta(days=1), TODAY)] if number < 12 else []
        make_met(maya, f"P {number}", first, *later, origin="gathering")
    for what in ("One", "Two"):
        make_opportunity(goal, what, happened_on=day(5))

    page = client_of(maya).get(reverse("over_time")).content.decode()

    assert "In the last 8 weeks: 31 first meetings, 12 second meetings, 2 things that came of it." in page
    assert "To a hundred first meetings there were 39 second ones, and 6 things that came of it." in page
    assert page.count("<tr>") == 18, "a table behind each plot"


def test_below_ten_there_are_counts_only(client_of, maya, goal):
    for number in range(9):
        make_met(maya, f"P {number}", day(20), day(10), origin="introduction")
    page = client_of(maya).get(reverse("over_time")).content.decode()
    assert "9 first meetings, 9 second meetings, 0 things" in page
    assert "hundred" not in page


def test_over_time_says_whom_one_could_call_then_and_now(client_of, maya):
    make_met(maya, "Ana Lima", day(300), day(290), day(20))
    make_met(maya, "Ben Carter", day(30), day(20))
    page = client_of(maya).get(reverse("over_time"), {"weeks": "52"}).content.decode()
    assert "If the day came tomorrow, you could call two people." in page
    assert "In May it was one." in page
    assert "0 at first, 2 now" in page
    assert "Ana Lima" in page


@pytest.mark.parametrize("weeks", ["", "9", "-1", "x", "²", "5200000"])
def test_an_odd_range_is_eight_weeks(client_of, maya, weeks):
    page = client_of(maya).get(reverse("over_time"), {"weeks": weeks}).content.decode()
    assert "In the last 8 weeks" in page


def test_over_time_is_ones_own(client_of, client, maya, stranger):
    make_met(stranger, "Theirs", day(20), day(10), origin="gathering")
    page = client_of(maya).get(reverse("over_time")).content.decode()
    assert "Theirs" not in page
    assert "0 first meetings" in page
    assert client.get(reverse("over_time")).status_code == 302


def test_over_time_costs_the_same_for_much(client_of, maya, stranger):
    for member, count in ((maya, 3), (stranger, 30)):
        goal = make_goal(member)
        for number in range(count):
            person = make_met(member, f"P {number}", day(20), day(10))
            make_target(goal, person)
            make_opportunity(goal, contact=person)
    few, many = (queries(client_of(member), reverse("over_time")) for member in (maya, stranger))
    assert len(few) == len(many) <= 10
