"""Gatherings: writing one down, its instants, the week, the goal's section, and what one does to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from apps.contacts.models import Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering, Place
from apps.goals.portrait import Portrait
from apps.goals.sections import gatherings as section
from tests.conftest import NOW
from tests.goals.rooms import make_evidence, make_gathering, make_goal, make_met, make_place, make_target
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PLAN = "/goals/gatherings/new/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def written(**changes: str) -> dict[str, str]:
    said = {"title": "Food bank", "on": "2026-11-24", "begins": "18:00", "ends": "20:00", "place": ""}
    return said | {"organisation": "", "notes": "", "time_zone": "Europe/Lisbon", "until_on": ""} | changes


def planned(client: Client, **changes: str) -> Gathering:
    answer = client.post(PLAN, written(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return Gathering.objects.get()


def refused(client: Client, **changes: str) -> str:
    answer = client.post(PLAN, written(**changes))
    assert answer.status_code == 422
    assert not Gathering.objects.exists()
    return answer.content.decode()


def test_hours_are_kept_as_instants_of_its_own_zone(maya, client_of):
    client = client_of(maya)
    assert 'value="Europe/Lisbon"' in client.get(PLAN).content.decode()
    evening = planned(client, time_zone="new york", place="The hall", organisation="Food Bank")

    assert evening.time_zone == "America/New_York"
    assert evening.starts_at == datetime(2026, 11, 24, 23, tzinfo=UTC)
    assert evening.ends_at == datetime(2026, 11, 25, 1, tzinfo=UTC)
    assert (evening.place.name, evening.organisation.name) == ("The hall", "Food Bank")
    page = client.get(f"/goals/gatherings/{evening.pk}/").content.decode()
    assert "18:00–20:00" in page and "Tuesday 24 November" in page and "America/New_York" in page


def test_its_place_and_organisation_are_found_again_by_name(maya, client_of):
    hall = make_place(maya, "The hall")
    with acting_as(maya):
        bank = Organisation.objects.create(owner=maya, name="Food Bank", folded="food bank")
    evening = planned(client_of(maya), place="the HALL", organisation="food bank")

    assert (evening.place_id, evening.organisation_id) == (hall.pk, bank.pk)
    assert Place.objects.count() == Organisation.objects.count() == 1


def test_without_an_end_a_guess_is_asked_for_and_nothing_is_lost(maya, client_of):
    page = refused(client_of(maya), ends="", place="The hall", notes="Bring gloves")

    assert "When does it end? A guess is enough." in page
    for said in (
        'value="Food bank"',
        'value="2026-11-24"',
        'value="18:00"',
        'value="The hall"',
        "Bring gloves",
    ):
        assert said in page
    assert not Place.objects.exists()


def test_an_end_before_the_beginning_is_refused_unless_it_goes_past_midnight(maya, client_of):
    client = client_of(maya)
    page = refused(client, begins="22:00", ends="01:00")
    assert "If it goes past midnight, tick the box below." in page
    assert 'name="past_midnight"' in page

    night = planned(client, begins="22:00", ends="01:00", past_midnight="on")
    assert night.ends_at - night.starts_at == timedelta(hours=3)
    form = client.get(f"/goals/gatherings/{night.pk}/edit/").content.decode()
    assert 'name="past_midnight"' in form and "checked" in form


def test_the_box_says_nothing_where_the_hours_need_no_midnight(maya, client_of):
    evening = planned(client_of(maya), past_midnight="on")
    assert evening.ends_at - evening.starts_at == timedelta(hours=2)


def test_a_fair_takes_several_days_and_not_a_month(maya, client_of):
    client = client_of(maya)
    assert "At most two weeks" in refused(client, until_on="2026-12-24")
    assert "before the first day" in refused(client, until_on="2026-11-23")
    fair = planned(client, on="2026-11-28", until_on="2026-11-29", begins="09:00", ends="16:00")
    assert fair.ends_at == datetime(2026, 11, 29, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "starts_at", "ends_at"),
    [
        # Lisbon, 28 March 2027: from 1:00 the clocks go to 2:00
        ("00:30", "02:00", datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        ("01:30", "03:00", datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC)),
    ],
)
def test_hours_the_clocks_leave_out_begin_at_the_next_there_is(
    maya, client_of, begins, ends, starts_at, ends_at
):
    night = planned(client_of(maya), on="2027-03-28", begins=begins, ends=ends)
    assert (night.starts_at, night.ends_at) == (starts_at, ends_at)


def test_hours_that_do_not_come_at_all_are_refused(maya, client_of):
    page = refused(client_of(maya), on="2027-03-28", begins="01:10", ends="01:50")
    assert "those hours do not come" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "…"}, "at least one letter"),
        ({"place": "…"}, "at least one letter"),
        ({"time_zone": "Nowhere"}, "no time zone of that name"),
        ({"on": "2126-11-24"}, "ten years ahead"),
        ({"on": "1826-11-24"}, "before 1900"),
        ({"on": ""}, "required"),
        ({"begins": ""}, "required"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(maya, client_of, changes, said):
    assert said in refused(client_of(maya), **changes)


def test_a_day_gone_by_is_welcome(maya, client_of):
    assert planned(client_of(maya), on="2026-11-02").on == date(2026, 11, 2)


def test_everything_about_it_can_be_changed(maya, client_of):
    evening = make_gathering(maya, place=make_place(maya, "The hall"))
    client_of(maya).post(
        f"/goals/gatherings/{evening.pk}/edit/", written(title="Soup", place="", begins="19:00")
    )
    evening.refresh_from_db()

    assert (evening.title, evening.place_id, evening.starts.hour) == ("Soup", None, 19)


def test_cancelled_without_me_and_after_all(maya, client_of):
    evening, client = make_gathering(maya), client_of(maya)
    for verb, column in (("cancel", "cancelled_at"), ("away", "staying_away_at")):
        client.post(f"/goals/gatherings/{evening.pk}/{verb}/")
        evening.refresh_from_db()
        assert getattr(evening, column) == NOW and not evening.takes_place
    client.post(f"/goals/gatherings/{evening.pk}/go/")
    evening.refresh_from_db()
    assert evening.takes_place


def test_deleting_keeps_whom_one_met_and_can_be_taken_back(maya, client_of):
    evening = make_gathering(maya)
    touch = make_met(evening, make_contact(maya, "Joan"))
    answer = client_of(maya).post(f"/goals/gatherings/{evening.pk}/delete/")

    assert answer.headers["Location"] == "/goals/gatherings/?week=2026-11-23"
    touch.refresh_from_db()
    with acting_as(maya):
        take_back(maya, Act.objects.filter(verb="delete_gathering").get(), now=NOW)
    assert touch.met_at.get().gathering_id == evening.pk


def test_planning_taken_back_leads_to_a_page_that_is_there(maya, client_of):
    client = client_of(maya)
    planned(client)
    [act] = Act.objects.filter(verb="plan_gathering")
    answer = client.post(f"/history/{act.pk}/take-back/", follow=True)

    assert not Gathering.objects.exists()
    assert answer.status_code == 200
    assert answer.redirect_chain == [("/goals/gatherings/?week=2026-11-23", 302)]


def test_its_page_says_who_is_likely_there_and_what_to_ask_them(maya, client_of):
    hall = make_place(maya, "The hall")
    evening = make_gathering(maya, place=hall)
    make_evidence(hall, make_contact(maya, "Joan Ferrer", ask_next="the regatta"), TODAY)
    page = client_of(maya).get(f"/goals/gatherings/{evening.pk}/").content.decode()

    assert "Joan Ferrer" in page and "the regatta" in page


def test_the_section_shows_the_next_few_and_those_still_to_be_told(
    maya, client_of, django_assert_num_queries
):
    goal = make_goal(maya)
    guild = make_place(maya, "The guild", goal)
    for days in range(-20, 8):
        starts = NOW + timedelta(days=days, hours=3)
        told = TODAY if days == -1 else None
        make_gathering(maya, f"Evening {days}", place=guild, starts_at=starts, told_on=told)
    make_gathering(maya, "Off", place=guild, cancelled_at=NOW)
    make_gathering(maya, "Elsewhere", place=make_place(maya, "A bar"))
    make_evidence(guild, make_target(goal, "Ana", ask_next="the boat"), TODAY)
    with acting_as(maya):
        portrait = Portrait(maya, goal, TODAY, NOW)
        with django_assert_num_queries(2):
            found = section.facts(portrait)

    assert [each.gathering.title for each in found["coming"]] == [f"Evening {n}" for n in range(5)]
    assert [each.gathering.title for each in found["past"]] == ["Evening -4", "Evening -3", "Evening -2"]
    page = client_of(maya).get(f"/goals/{goal.pk}/").content.decode()
    assert "Evening -2: whom did you meet?" in page and "ask: the boat" in page


def test_what_is_over_for_two_weeks_is_asked_about_no_more(maya):
    goal = make_goal(maya)
    guild = make_place(maya, "The guild", goal)
    make_gathering(maya, place=guild, starts_at=NOW - timedelta(days=15))
    with acting_as(maya):
        assert section.facts(Portrait(maya, goal, TODAY, NOW)) == {"coming": [], "past": []}


def test_a_goal_that_has_ended_asks_for_no_places_and_gatherings(maya, client_of):
    goal = make_goal(maya)
    with acting_as(maya):
        goal.reach("Four people to eat with.", now=NOW)
        assert section.facts(Portrait(maya, goal, TODAY, NOW)) is None
    page = client_of(maya).get(f"/goals/{goal.pk}/").content.decode()
    assert "When do they meet next?" not in page and "Add places" not in page


def test_a_strangers_gathering_is_not_there(maya, stranger, client_of):
    evening = make_gathering(maya)
    client = client_of(stranger)
    assert client.get(f"/goals/gatherings/{evening.pk}/").status_code == 404
    assert "Food bank" not in client.get("/goals/gatherings/").content.decode()
    for verb in ("edit", "cancel", "away", "go", "delete", "met", "nobody"):
        assert client.post(f"/goals/gatherings/{evening.pk}/{verb}/").status_code == 404, verb
        assert Client().post(f"/goals/gatherings/{evening.pk}/{verb}/").status_code == 302, verb
