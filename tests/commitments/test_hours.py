"""Hours: sums in SQL equal a plain reference; what counts against the cap; words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from apps.commitments.hours import Given, given, hours_said, week_minutes, weeks_minutes
from apps.commitments.models import Session
from apps.core.scope import acting_as
from apps.goals.models import Gathering
from tests.commitments import reference
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.rooms import make_gathering, make_met
from tests.making import make_contact, make_member

MONDAY = date(2026, 11, 23)
ZONES = (
    "Europe/Lisbon", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "America/St_Johns",
    "Australia/Lord_Howe", "Africa/Casablanca", "America/Nuuk", "UTC",
)  # fmt: skip
# three autumn weeks, with both changes of the clocks (Europe 25 October, America 1 November 2026), and March
BEGINNINGS = (datetime(2026, 10, 19, tzinfo=UTC), datetime(2027, 3, 8, tzinfo=UTC))


def place(member, commitment=None, given_minutes=None, **columns):
    """A gathering, and its session where it is a commitment's."""
    gathering = make_gathering(member, **columns)
    if commitment:
        with acting_as(member):
            Session.objects.create(
                owner=member, gathering=gathering, commitment=commitment, given_minutes=given_minutes
            )
    return gathering


@st.composite
def evenings(draw):
    """Columns of a gathering somewhere in three weeks, of minutes to ten days, in any zone."""
    begins = draw(st.sampled_from(BEGINNINGS)) + timedelta(minutes=15 * draw(st.integers(0, 21 * 96)))
    length = draw(st.one_of(st.integers(1, 6 * 60), st.integers(6 * 60, 10 * 1440)))
    off = draw(st.sampled_from((None, None, None, "cancelled_at", "staying_away_at")))
    whose = draw(st.sampled_from(("nobody", "given", "work", "project")))
    columns = {"starts_at": begins, "ends_at": begins + timedelta(minutes=length)}
    columns |= {"time_zone": draw(st.sampled_from(ZONES))} | ({off: NOW} if off else {})
    return columns, whose, draw(st.one_of(st.none(), st.integers(0, 24 * 60)))


class TestSums(TestCase):
    @settings(max_examples=40, deadline=None)
    @given_any(st.lists(evenings(), max_size=8), st.sampled_from(ZONES), st.integers(0, 160))
    def test_week_sums_equal_a_plain_reference(self, drawn, zone, day):
        member = make_member("sums@example.org", time_zone=zone)
        project = {"kind": "project", "approver": "Ben"}
        whose = {
            "nobody": None,
            "given": make_commitment(member),
            "work": make_commitment(member, "Trainees", approved_on=MONDAY, **project),
            "project": make_commitment(member, "Not yet approved", **project),
        }
        for columns, commitment, minutes in drawn:
            place(member, whose[commitment], minutes, **columns)
        now = BEGINNINGS[0] + timedelta(days=day)
        mondays = [date(2026, 10, 12) + timedelta(weeks=n) for n in range(6)]
        mondays += [date(2027, 3, 1) + timedelta(weeks=n) for n in range(5)]
        with acting_as(member):
            found = weeks_minutes(member, mondays, now=now)
            gatherings = {each.pk: each for each in Gathering.objects.of(member)}
            sessions = {s.gathering_id: s for s in Session.objects.of(member).select_related("commitment")}
        rows = [(each, sessions.get(pk)) for pk, each in gatherings.items()]
        assert found == {monday: reference.week(member, monday, rows, now) for monday in mondays}


@pytest.mark.django_db
def test_a_fair_counts_its_days_by_its_daily_hours(maya):
    nine = datetime(2026, 11, 27, 9, tzinfo=UTC)
    fair = make_gathering(maya, starts_at=nine, ends_at=nine + timedelta(days=2, hours=7))
    with acting_as(maya):
        assert week_minutes(maya, MONDAY, now=NOW) == 3 * 7 * 60
        fair.rewrite(starts_at=nine.replace(hour=18), ends_at=fair.ends_at)
        assert week_minutes(maya, MONDAY, now=NOW) == 3 * 8 * 60  # from 18:00 to 16:00 says nothing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "minutes", "planned"),
    [
        (22, 14 * 60, 14 * 60),  # until noon it is one night
        (22, 14 * 60 + 1, 2 * 8 * 60),  # a minute later, two days whose hours say nothing
        (9, 24 * 60, 2 * 8 * 60),
        (9, 24 * 60 + 1, 2 * 1),
        (18, 19 * 60, 2 * 8 * 60),
    ],
)
def test_where_one_night_ends_and_two_days_begin(maya, begins, minutes, planned):
    starts = datetime(2026, 11, 24, begins, tzinfo=UTC)
    gathering = make_gathering(maya, starts_at=starts, ends_at=starts + timedelta(minutes=minutes))
    with acting_as(maya):
        assert week_minutes(maya, MONDAY, now=NOW) == reference.planned(gathering) == planned


@pytest.mark.django_db
def test_what_was_said_counts_once_it_is_over(maya):
    food_bank = make_commitment(maya)
    place(maya, food_bank, 45)
    with acting_as(maya):
        assert week_minutes(maya, MONDAY, now=NOW) == 120
        assert week_minutes(maya, MONDAY, now=NOW + timedelta(days=2)) == 45


@pytest.mark.django_db
def test_what_is_left_out_and_whose_week_it_is(maya, django_assert_num_queries):
    evening = make_gathering(maya)
    make_gathering(maya, cancelled_at=NOW)
    make_gathering(maya, staying_away_at=NOW)
    make_gathering(maya, starts_at=datetime(2026, 11, 29, 23, 30, tzinfo=UTC))  # Sunday, past midnight
    make_gathering(maya, starts_at=datetime(2026, 11, 30, 0, 0, tzinfo=UTC))
    make_gathering(make_member("sam@example.org"), starts_at=evening.starts_at)
    with acting_as(maya), django_assert_num_queries(1):
        next_monday = MONDAY + timedelta(days=7)
        found = weeks_minutes(maya, [MONDAY, next_monday], now=NOW, besides=[evening.pk])
    assert found == {MONDAY: 120, next_monday: 120}


@pytest.mark.django_db
def test_what_was_given_by_commitment(maya, django_assert_num_queries):
    food_bank, club = make_commitment(maya), make_commitment(maya, "The club", "alumni")
    joan, pete = make_contact(maya, "Joan"), make_contact(maya, "Pete")
    for days, minutes in ((-20, None), (-10, 90), (-5, None)):
        evening = place(maya, food_bank, minutes, starts_at=NOW + timedelta(days=days))
        make_met(evening, joan)
    make_met(evening, pete)
    place(maya, club, starts_at=NOW - timedelta(days=1), cancelled_at=NOW)
    place(maya, food_bank, starts_at=NOW + timedelta(days=1))
    from_on, until_on = (NOW - timedelta(days=10)).date(), NOW.date()
    with acting_as(maya), django_assert_num_queries(1):
        assert given(maya, from_on, until_on, now=NOW) == {food_bank.pk: Given(210, 2, 2)}
    with acting_as(maya):
        assert given(maya, from_on, until_on, now=NOW, commitment=club.pk) == {}


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0"), (30, "½"), (240, "4"), (270, "4½"), (345, "5¾"), (260, "4:20"), (5, "0:05"), (6000, "100")],
)
def test_hours_are_said_in_quarters_or_as_on_a_clock(minutes, said):
    assert hours_said(minutes) == said


def test_a_zone_that_nobody_knows_counts_its_real_minutes(maya, client_of):
    """Only a hand-made archive brings one."""
    bank, begins = make_commitment(maya), datetime(2026, 11, 24, 18, tzinfo=UTC)
    evening = {"starts_at": begins, "ends_at": begins + timedelta(minutes=90), "time_zone": "Mars/Phobos"}
    place(maya, bank, **evening)
    with acting_as(maya):
        assert week_minutes(maya, MONDAY, now=NOW) == 90
    for path in ("/goals/gatherings/?week=2026-11-23", "/commitments/month/?month=2026-11"):
        assert client_of(maya).get(path).status_code == 200, path
