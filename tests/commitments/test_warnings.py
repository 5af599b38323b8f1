"""Warned before saving, never kept from it: hours at work, a week over the cap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from apps.commitments.models import Session
from apps.commitments.warnings import of_all
from apps.core.scope import acting_as
from apps.goals.models import Gathering
from tests.commitments.making import make_commitment
from tests.commitments.test_when import onward, refused, said, write
from tests.conftest import NOW
from tests.goals.rooms import make_gathering

pytestmark = pytest.mark.django_db
PLAN = "/goals/gatherings/new/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bank(maya):
    return make_commitment(maya, "Food bank")


@pytest.fixture
def spares_six(maya):
    maya.outside_hours_cap = 6
    maya.save(update_fields=["outside_hours_cap"])
    return maya


def written(**changes: str) -> dict[str, str]:
    fields = {"title": "Fair", "on": "2026-11-26", "begins": "18:00", "ends": "22:00", "place": ""}
    return fields | {"organisation": "", "notes": "", "time_zone": "Europe/Lisbon", "until_on": ""} | changes


def read_of(page: str) -> str:
    return page.split('name="read" value="')[1].split('"')[0]


def test_scenario_3_three_booked_and_four_more_are_seven_of_six(spares_six, client_of):
    make_gathering(spares_six, ends_at=datetime(2026, 11, 24, 21, tzinfo=UTC))
    client = client_of(spares_six)
    answer = client.post(PLAN, written())
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "the week of 23 November comes to 7 of 6 hours" in page
    assert "Save all the same" in page and 'value="Fair"' in page
    assert Gathering.objects.count() == 1
    read = read_of(page)
    assert client.post(PLAN, written(read=read, ends="22:30")).status_code == 422
    assert client.post(PLAN, written(read=read, title="A fair")).status_code == 302
    week = client.get("/goals/gatherings/").content.decode()
    assert "7 of 6 hours" in week


def test_up_to_the_cap_nothing_is_said(spares_six, client_of):
    make_gathering(spares_six)
    assert client_of(spares_six).post(PLAN, written()).status_code == 302


def test_without_a_cap_nothing_is_said_of_hours(maya, client_of):
    assert client_of(maya).post(PLAN, written(begins="17:00", ends="23:59")).status_code == 302


def test_hours_at_work_are_said(maya, client_of):
    page = client_of(maya).post(PLAN, written(begins="16:00", ends="18:00")).content.decode()
    assert "It overlaps your working hours, 9:00–17:00, on Thursday 26 November." in page


def test_the_same_form_sent_twice_finds_no_fault_with_itself(spares_six, client_of):
    client, act = client_of(spares_six), "1b671a64-40d5-491e-99b0-da01ff1f3341"
    for _press in range(2):
        assert client.post(PLAN, written(act=act)).status_code == 302
    assert Gathering.objects.count() == 1


def test_what_is_over_and_what_only_changes_its_name_is_not_warned_of(spares_six, client_of):
    client = client_of(spares_six)
    assert client.post(PLAN, written(on="2026-11-19", begins="09:00")).status_code == 302
    long = make_gathering(spares_six, ends_at=datetime(2026, 11, 25, 3, tzinfo=UTC))
    edit = f"/goals/gatherings/{long.pk}/edit/"
    hours = {"on": "2026-11-24", "begins": "18:00", "past_midnight": "on", "time_zone": "UTC"}
    assert client.post(edit, written(**hours, ends="03:00", title="Ball")).status_code == 302
    page = client.post(edit, written(**hours, ends="02:00")).content.decode()
    assert "8 of 6 hours" in page  # its own nine hours are not counted beside the eight


def test_going_after_all_warns_too_and_once(spares_six, client_of):
    ball = make_gathering(spares_six, ends_at=datetime(2026, 11, 25, 3, tzinfo=UTC), staying_away_at=NOW)
    client, url = client_of(spares_six), f"/goals/gatherings/{ball.pk}/go/"
    answer = client.post(url)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "9 of 6 hours" in page and "Save all the same" in page
    assert client.post(url, {"read": read_of(page)}).status_code == 302
    ball.refresh_from_db()
    assert ball.takes_place


def test_a_gathering_of_an_approved_project_is_the_employers(spares_six, client_of):
    project = make_commitment(spares_six, "Trainees", "project", approver="Ben", approved_on=NOW.date())
    morning = make_gathering(spares_six)
    with acting_as(spares_six):
        Session.join(morning, project)
    edit = f"/goals/gatherings/{morning.pk}/edit/"
    answer = client_of(spares_six).post(edit, written(on="2026-11-24", begins="09:00", ends="17:00"))
    assert answer.status_code == 302


def test_night_shifts_and_other_zones_overlap_by_instants(maya):
    maya.works_from, maya.works_until = maya.works_until, maya.works_from  # from 17:00 to 9:00
    dinner = Gathering(starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=1, hours=2))
    late = Gathering(starts_at=NOW + timedelta(hours=17), ends_at=NOW + timedelta(hours=18))
    with acting_as(maya):
        assert of_all(maya, [dinner], now=NOW) == []
        assert "17:00–9:00, on Monday 23 November" in of_all(maya, [late], now=NOW)[0]


def test_the_first_week_over_the_cap_is_named(maya, bank, client_of):
    maya.outside_hours_cap = 3
    maya.save(update_fields=["outside_hours_cap"])
    client = client_of(maya)
    write(client, bank, repeats="once", on="2026-12-03")
    page = client.post(f"/commitments/{bank.pk}/gatherings/new/", said()).content.decode()

    assert "first that of 30 November: 4 of 3 hours" in page and "Save all the same" in page
    assert Gathering.objects.count() == 1
    read = page.split('name="read" value="')[1].split('"')[0]
    assert write(client, bank, read=read, begins="17:30").status_code == 422  # other hours, another look
    assert write(client, bank, read=read).status_code == 302
    assert Gathering.objects.count() == 6


def test_of_a_series_the_first_overlap_is_said_and_an_approved_project_is_work(maya, bank, client_of):
    client = client_of(maya)
    page = refused(client, bank, begins="16:00", ends="18:30")
    assert "your working hours, 9:00–17:00, first on Tuesday 24 November" in page
    project = make_commitment(maya, "Trainees", "project", approver="Ben", approved_on=NOW.date())
    assert write(client, project, begins="16:00", ends="18:30").status_code == 302


def test_the_same_hours_from_here_on_warn_of_nothing(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    maya.outside_hours_cap = 1
    maya.save(update_fields=["outside_hours_cap"])
    third = Session.objects.order_by("series_on")[2]
    assert onward(client, third, on="2026-12-08", title="Soup").status_code == 302
    assert onward(client, third, on="2026-12-08", begins="17:30").status_code == 422


def test_a_series_pressed_twice_finds_no_fault_with_itself(spares_six, bank, client_of):
    client, act = client_of(spares_six), "1b671a64-40d5-491e-99b0-da01ff1f3341"
    for _press in range(2):
        assert write(client, bank, act=act, ends="23:00").status_code == 302
    assert Gathering.objects.count() == 5
