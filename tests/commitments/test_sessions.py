"""A gathering of a commitment: hours given, which commitment, what its page adds; the month; a busy week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.commitments.forms.hours import GivenForm
from apps.commitments.models import Session
from apps.commitments.month import month_of
from apps.commitments.portrait import Portrait
from apps.commitments.sections import gatherings as section
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.goals.rooms import make_gathering, make_met, make_place
from tests.making import make_contact

pytestmark = pytest.mark.django_db
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bank(maya):
    return make_commitment(maya, "Food bank")


def make_session(commitment, title="Evening shift", **columns) -> Session:
    gathering = make_gathering(commitment.owner, title, **columns)
    with acting_as(commitment.owner):
        return Session.join(gathering, commitment)


def given_at(session: Session) -> int | None:
    session.refresh_from_db()
    return session.given_minutes


def test_hours_are_as_planned_until_one_tap_says_otherwise(maya, bank, client_of):
    session, client = make_session(bank, starts_at=YESTERDAY), client_of(maya)
    url = f"/goals/gatherings/{session.gathering_id}/"
    assert "You gave 2 hours, as planned." in client.get(url).content.decode()

    assert client.post(f"/commitments/sessions/{session.pk}/hours/", {"hours": "2½"}).status_code == 302
    page = client.get(url).content.decode()
    assert given_at(session) == 150
    assert "You gave 2½ hours." in page and 'value="2"' in page
    assert "2½ hours" in client.get(f"/commitments/{bank.pk}/").content.decode()

    client.post(f"/commitments/sessions/{session.pk}/planned/")
    assert given_at(session) is None
    with acting_as(maya):
        take_back(maya, Act.objects.get(verb="give_as_planned"), now=NOW)
    assert given_at(session) == 150


def test_thirty_hours_in_a_day_are_refused_in_a_sentence(maya, bank, client_of):
    session = make_session(bank, starts_at=YESTERDAY)
    answer = client_of(maya).post(f"/commitments/sessions/{session.pk}/hours/", {"hours": "30"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A day has 24 hours." in page and 'value="30"' in page
    assert given_at(session) is None


def test_a_fair_may_take_more_than_a_day(maya, bank, client_of):
    fair = make_session(bank, starts_at=NOW - timedelta(days=3), ends_at=YESTERDAY)
    client = client_of(maya)
    assert client.post(f"/commitments/sessions/{fair.pk}/hours/", {"hours": "40"}).status_code == 302
    refused = client.post(f"/commitments/sessions/{fair.pk}/hours/", {"hours": "80"})
    assert "no more than 72 hours" in refused.content.decode()
    assert given_at(fair) == 2400


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2", 120), ("2.5", 150), ("2,25", 135), ("2½", 150), ("½", 30), ("2 ¾", 165), ("2:20", 140), ("0", 0),
     ("1h", 60), ("0:05", 5), ("24", 1440), (".5", 30), ("1.3333", 80)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(typed, minutes):
    form = GivenForm({"hours": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hours"] == minutes


@pytest.mark.parametrize("typed", ["", "two", "-1", "2:70", "2.5½", "24:01", "9" * 40, "½½", ":", "."])
def test_hours_that_are_none_are_refused(typed):
    assert not GivenForm({"hours": typed}).is_valid()


def test_a_gathering_joins_a_commitment_and_leaves_it(maya, bank, client_of):
    club, evening = make_commitment(maya, "The club", "alumni"), make_gathering(maya)
    client, url = client_of(maya), f"/commitments/gatherings/{evening.pk}/join/"
    assert "Part of a commitment?" in client.get(f"/goals/gatherings/{evening.pk}/").content.decode()
    for commitment in (bank, club):
        client.post(url, {"commitment": commitment.pk})
        assert Session.objects.get().commitment_id == commitment.pk
    client.post(url, {"commitment": ""})
    assert not Session.objects.exists()
    for wrong in ("x", "999999", "9" * 30):
        assert client.post(url, {"commitment": wrong}).status_code == 404


def test_without_commitments_a_gathering_says_nothing_of_them(maya, client_of):
    evening = make_gathering(maya)
    page = client_of(maya).get(f"/goals/gatherings/{evening.pk}/").content.decode()
    assert "Part of" not in page and "part of" not in page


def test_scenario_15_the_next_one_of_the_commitment_is_the_follow_up(maya, bank, client_of):
    hall = make_place(maya, "The hall")
    past = make_session(bank, "Shift", starts_at=YESTERDAY, place=hall).gathering
    make_gathering(maya, "Elsewhere at the hall", place=hall)
    make_session(bank, "Van round", starts_at=NOW + timedelta(days=5))
    make_met(past, make_contact(maya, "Joan", email="joan@example.org"))
    with acting_as(maya):
        past.tell([], NOW.date())
    page = client_of(maya).get(f"/goals/gatherings/{past.pk}/").content.decode()
    assert "You may see them again:" in page and "Van round" in page
    assert "Elsewhere at the hall" not in page


def test_the_section_costs_three_queries_at_3_and_at_30(maya, bank, django_assert_num_queries):
    for count in (3, 30):
        for days in range(-count, count):
            make_session(bank, f"Evening {count} {days}", starts_at=NOW + timedelta(days=days, hours=3))
        with acting_as(maya), django_assert_num_queries(3):
            shown = section.facts(Portrait(maya, bank, NOW.date(), NOW))
    assert (len(shown["coming"]), len(shown["past"])) == (3, 5)


def test_a_gatherings_page_costs_the_same_with_30_commitments(maya, bank):
    session = make_session(bank, starts_at=YESTERDAY)
    url = f"/goals/gatherings/{session.gathering_id}/"
    few = counted(maya, url)[1]
    for number in range(30):
        make_commitment(maya, f"Club {number}", "alumni")
    assert counted(maya, url)[1] == few <= 10


def test_a_month_with_300_gatherings_costs_at_most_nine_queries(maya, bank):
    costs = []
    for count in (3, 300):
        for number in range(count):
            starts = datetime(2026, 11, number % 30 + 1, 18, number % 60, tzinfo=UTC)
            make_session(bank, f"Evening {count} {number}", starts_at=starts)
        answer, cost = counted(maya, "/commitments/month/")
        costs.append(cost)
    assert costs[0] == costs[1] <= 9
    page = answer.content.decode()
    assert page.count("and 6 more") >= 25 and "November 2026" in page


def test_the_month_shows_days_and_the_hours_of_its_weeks(maya, client_of):
    maya.outside_hours_cap = 6
    make_gathering(
        maya, starts_at=datetime(2026, 11, 28, 9, tzinfo=UTC), ends_at=NOW + timedelta(days=6, hours=7)
    )
    make_gathering(
        maya, starts_at=datetime(2026, 11, 27, 22, tzinfo=UTC), ends_at=datetime(2026, 11, 28, 1, tzinfo=UTC)
    )
    make_gathering(maya, cancelled_at=NOW)
    with acting_as(maya), CaptureQueriesContext(connection) as asked:
        weeks = month_of(maya, date(2026, 11, 1), NOW)

    assert [week.monday.day for week in weeks] == [26, 2, 9, 16, 23, 30]
    days = {day.on.day: [hour for hour, _gathering in day.lines] for day in weeks[4].days}
    assert days == {23: [], 24: ["18:00"], 25: [], 26: [], 27: ["22:00"], 28: ["9:00"], 29: [""]}
    assert (weeks[4].count, weeks[4].sum.said, weeks[4].sum.is_over) == (3, "17 of 6 hours", True)
    assert len(asked) <= 3
    assert not weeks[0].days[0].is_inside


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12", "2026-11-03"])
def test_a_month_that_is_none_is_this_one(maya, client_of, month):
    answer = client_of(maya).get("/commitments/month/", {"month": month})
    assert "November 2026" in answer.content.decode()


def test_a_busy_week_in_one_tap(maya, client_of):
    make_contact(maya, "Ana Lima", rhythm_days=30, first_due_on=NOW.date())
    tonight = make_gathering(maya, "Choir", starts_at=NOW + timedelta(hours=9))
    client = client_of(maya)
    assert "Ana Lima" in client.get("/").content.decode()
    assert "A busy week" in client.get("/goals/gatherings/").content.decode()
    assert client.post("/commitments/busy/").status_code == 302
    maya.refresh_from_db()
    assert maya.busy_until_on == date(2026, 11, 29)

    today = client.get("/").content.decode()
    assert "Ana Lima" not in today and tonight.title in today
    assert "Until Sunday 29 November Kith names nobody" in today
    client.post("/commitments/not-busy/", {"next": "/"})
    assert "Ana Lima" in client.get("/").content.decode()


def test_nobody_else_reaches_them(maya, bank, stranger, client_of):
    session = make_session(bank, starts_at=YESTERDAY)
    theirs = make_commitment(stranger, "Theirs")
    paths = (
        f"sessions/{session.pk}/hours/", f"sessions/{session.pk}/planned/",
        f"gatherings/{session.gathering_id}/join/",
    )  # fmt: skip
    for path in paths:
        answer = client_of(stranger).post(f"/commitments/{path}", {"hours": "1", "commitment": theirs.pk})
        assert answer.status_code == 404, path
        assert Client().post(f"/commitments/{path}").status_code == 302
    join = f"/commitments/gatherings/{session.gathering_id}/join/"
    assert client_of(maya).post(join, {"commitment": theirs.pk}).status_code == 404
    assert Client().get("/commitments/month/").status_code == 302
    assert "Evening shift" not in client_of(stranger).get("/commitments/month/").content.decode()
