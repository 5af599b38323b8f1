"""What commitments say on a gathering's line: what it is part of, and the hours of its week with it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from apps.commitments.hours import week_minutes
from apps.contacts.models import Organisation
from apps.core.due import gather
from apps.core.scope import acting_as
from apps.goals.evenings import tell
from tests.commitments.making import make_commitment, make_evening
from tests.goals.rooms import make_gathering, make_place
from tests.making import make_member

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 18, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def capped(maya):
    maya.outside_hours_cap = 6
    maya.save()
    return maya


def lines(member, now):
    items = [item for item in gather([member], now=now)[member.pk] if "gathering" in item.facts]
    said = tell(member, items, now=now)
    return [(each.part_of, each.hours_said) for each in (said[item.subject] for item in items)]


def test_tonight_with_its_week_so_far(capped):
    shift = make_commitment(capped, "Tuesday shift")
    make_evening(shift, starts_at=at(23))
    make_evening(shift, starts_at=at(24))
    make_evening(shift, starts_at=at(27))
    assert lines(capped, at(24, 7))[0] == ("Tuesday shift", "4 of your 6 hours this week, with tonight.")
    assert week_minutes(capped, date(2026, 11, 23), now=at(24, 7)) == 360, "Friday’s come on Friday"
    assert lines(capped, at(27, 7))[0] == ("Tuesday shift", "6 of your 6 hours this week, with tonight.")


def test_before_the_evening_it_is_with_this_and_on_other_days_nothing(capped):
    make_gathering(capped, "Run", starts_at=at(24, 8))
    assert lines(capped, at(24, 7)) == [("", "2 of your 6 hours this week, with this.")]
    assert lines(capped, at(23, 7)) == lines(capped, at(25, 7)) == [("", "")]


def test_what_was_given_else_what_was_planned(capped):
    shift = make_commitment(capped, "Tuesday shift")
    make_evening(shift, starts_at=at(23), given_minutes=45)
    make_evening(shift, starts_at=at(24), given_minutes=45)
    assert lines(capped, at(24, 7))[0][1].startswith("2¾ of your 6 hours")


@pytest.mark.parametrize("cap", [None, 0])
def test_whoever_keeps_no_count_hears_none(maya, cap):
    maya.outside_hours_cap = cap
    maya.save()
    make_evening(make_commitment(maya, "Tuesday shift"), starts_at=at(24))
    assert lines(maya, at(24, 7)) == [("Tuesday shift", "")]


def test_the_employers_own_hours_are_neither_counted_nor_said(capped):
    work = make_commitment(capped, "Intranet", "project", approver="Ines", approved_on=date(2026, 11, 1))
    make_evening(work, starts_at=at(24, 10))
    make_gathering(capped, "Run", starts_at=at(24, 18))
    assert sorted(lines(capped, at(24, 7))) == [
        ("", "2 of your 6 hours this week, with tonight."), ("Intranet", "")
    ]  # fmt: skip


def test_nothing_is_said_twice(maya):
    with acting_as(maya):
        bank = Organisation.meant(maya, "Harbour Food Bank")
    hall = make_place(maya, "Harbour Food Bank", organisation=bank)
    shift = make_commitment(maya, "Evening shift", organisation=bank)
    make_evening(shift, "Evening shift", place=hall, starts_at=at(24, 18))
    other = make_commitment(maya, "Tuesdays", organisation=bank)
    make_evening(other, "Packing", starts_at=at(24, 19))
    assert [part for part, _hours in lines(maya, at(24, 7))] == ["", "Tuesdays · Harbour Food Bank"]


def test_others_weeks_are_others(capped, stranger):
    make_evening(make_commitment(stranger, "Theirs"), starts_at=at(23))
    make_gathering(capped, "Run", starts_at=at(24))
    assert lines(capped, at(24, 7)) == [("", "2 of your 6 hours this week, with tonight.")]


def test_monday_is_the_members_own(db):
    """Sunday night in Los Angeles is Monday in Greenwich."""
    member = make_member("la@example.org", time_zone="America/Los_Angeles", outside_hours_cap=6)
    make_gathering(member, "Sunday", starts_at=at(23, 4), time_zone="America/Los_Angeles")
    make_gathering(member, "Monday", starts_at=at(24, 4), time_zone="America/Los_Angeles")
    assert ("", "2 of your 6 hours this week, with tonight.") in lines(member, at(24, 2))
