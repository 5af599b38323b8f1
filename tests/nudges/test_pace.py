"""Pace: so many people a day, so many from before a week; whom a day has no room for comes round again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from apps.contacts.models import Interaction
from apps.core.acts import act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.nudges.answers import Answering
from apps.nudges.models import Answer, Nudge
from apps.nudges.planning import plan
from tests.goals.rooms import make_gathering
from tests.making import make_contact, make_touch
from tests.nudges.noting import asks_for_note, at, make_due, note_days, note_of, plan_each_day

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def noted(maya):
    """Maya, who asked on Sunday for a note at 7:30 every day (her zone is UTC in November)."""
    return asks_for_note(maya, since=at(22))


def test_at_most_the_members_pace_and_the_rest_comes_round_again(noted):
    make_due(noted, *"ABCDE")
    plan_each_day(at(23, 7, 30), 2)
    assert [len(note_of(noted, MONDAY + timedelta(days=day))) for day in range(2)] == [3, 3]
    noted.pace = 5
    noted.save()
    plan(now=at(25, 7, 30))
    assert len(note_of(noted, date(2026, 11, 25))) == 5


def test_person_answered_this_morning_counts_for_the_pace(noted):
    people = make_due(noted, *"ABCDE")
    with acting_as(noted):
        answer(noted, people[0], at(23, 6))
    plan(now=at(23, 7, 30))
    assert len(note_of(noted, MONDAY)) == 2


def test_a_busy_week_has_no_note_about_people_until_the_next_monday(noted):
    make_due(noted, "Ana")
    noted.be_busy(date(2026, 11, 29))
    plan_each_day(at(23, 7, 30), 8)
    assert note_days(noted)[0] == date(2026, 11, 30)
    assert note_of(noted, date(2026, 11, 30)) == ["Ana"]


def test_a_busy_week_still_says_what_is_on(noted):
    make_due(noted, "Ana")
    make_gathering(noted, starts_at=at(23, 18))
    noted.be_busy(date(2026, 11, 29))
    plan(now=at(23, 7, 30))
    assert [line.kind for line in Nudge.objects.filter(digest__on=MONDAY)] == ["gathering"]


def test_140_schoolmates_from_before_come_three_a_week_where_room_is_left(noted):
    """Scenario 8."""
    for number in range(140):
        make_contact(noted, f"Mate {number}", origin="walk")
    due = make_due(noted, "Due on Monday")
    monday = MONDAY - timedelta(days=7)
    weeks = []
    noted.next_digest_at = at(16, 7, 30)
    noted.save()
    for week in range(3):
        plan_each_day(at(16, 7, 30) + timedelta(weeks=week), 7)
        first = monday + timedelta(weeks=week)
        lines = Nudge.objects.filter(digest__on__range=(first, first + timedelta(days=6)), kind="from_before")
        weeks.append({line.contact_id for line in lines})
        assert lines.count() == 3
    assert len(set.union(*weeks)) > 3, "others have their turn in other weeks"
    assert all(len(note_of(noted, day)) <= 3 for day in note_days(noted))
    assert due[0].name in note_of(noted, monday)


def test_no_room_no_people_from_before(noted):
    make_contact(noted, "Mate", origin="walk")
    make_due(noted, *"ABC")
    plan(now=at(23, 7, 30))
    assert set(note_of(noted, MONDAY)) == set("ABC")


def test_nobody_from_before_for_a_member_who_wants_none(noted):
    noted.from_before_a_week = 0
    noted.save()
    make_contact(noted, "Mate", origin="walk")
    assert plan(now=at(23, 7, 30)).planned == 0


def test_logged_touch_leaves_tomorrows_note_and_taking_it_back_returns(noted):
    """Scenario 1, the note's part."""
    ana = make_contact(noted, "Ana", rhythm_days=30)
    make_touch(noted, ana, MONDAY - timedelta(days=31))
    with acting_as(noted), act(noted, "log", now=at(23, 9)) as logged:
        Interaction.log(noted, [ana], kind="talked", on=MONDAY - timedelta(days=3), now=at(23, 9))
    ana.refresh_from_db()
    assert ana.due_on == MONDAY + timedelta(days=27)
    assert plan(now=at(24, 7, 30)).planned == 0
    with acting_as(noted):
        take_back(noted, logged, now=at(24, 9))
    assert plan(now=at(25, 7, 30)).planned == 1
    assert note_of(noted, date(2026, 11, 25)) == ["Ana"]


def answer(member, contact, moment):
    return Answering.about(member, "rhythm", contact.pk, moment).say(Answer.DONE)
