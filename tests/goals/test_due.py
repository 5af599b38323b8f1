"""What of goals is due: gatherings, whom the member met there, a look at a goal, somebody gone quiet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.contacts.models import Contact, Organisation
from apps.core.dates import add_months
from apps.core.due import Kind, Rest, Section, gather, still_due
from apps.core.scope import acting_as
from apps.goals.evenings import tell
from apps.goals.meeting import meet
from apps.goals.models import Gathering, Goal, Target
from tests.goals.rooms import make_evidence, make_gathering, make_goal, make_place, make_target
from tests.making import make_contact, make_member, make_touch

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)


def at(day: int, hour: int = 12, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_gathering_is_tomorrows_then_tonights_then_asked_about_until_told(maya):
    """The evening before, tonight, the morning after; told it is gone, taken back it is there again."""
    evening = make_gathering(maya)
    assert due(maya, at(22, 23)) == []
    assert due(maya, at(23, 7)) == [("gathering", evening.pk, TUESDAY)]
    assert not facts(maya, at(23, 7))["is_tonight"]
    assert due(maya, at(24, 7)) == due(maya, at(24, 19, 59)) == [("gathering", evening.pk, TUESDAY)]
    assert facts(maya, at(24, 7))["is_tonight"]
    assert due(maya, at(24, 20)) == due(maya, at(24, 23)) == []
    for morning in range(25, 30):
        assert due(maya, at(morning, 7)) == [("whom_met", evening.pk, date(2026, 11, 25))]
    assert len(due(maya, at(1, 23, month=12))) == 1 and due(maya, at(2, 0, month=12)) == []
    with acting_as(maya):
        meet(evening, maya, [], now=at(25, 8))
    assert due(maya, at(25, 9)) == []


@pytest.mark.parametrize("left", ["cancel", "stay_away"])
def test_cancelled_or_stayed_away_from_it_is_neither_announced_nor_asked_about(maya, left):
    evening = make_gathering(maya)
    with acting_as(maya):
        getattr(evening, left)(now=at(23))
    assert [due(maya, at(day, 7)) for day in (23, 24, 25)] == [[], [], []]
    with acting_as(maya):
        evening.go()
    assert [len(due(maya, at(day, 7))) for day in (23, 24, 25)] == [1, 1, 1]


def test_over_midnight_it_is_tonights_while_under_way_and_asked_about_that_morning(maya):
    evening = make_gathering(maya, starts_at=at(24, 22), ends_at=at(25, 2))
    assert due(maya, at(25, 1)) == [("gathering", evening.pk, date(2026, 11, 25))]
    assert facts(maya, at(25, 1))["is_tonight"]
    assert due(maya, at(25, 2)) == [("whom_met", evening.pk, date(2026, 11, 25))]


def test_of_several_days_it_is_each_days_and_asked_about_after_the_last(maya):
    make_gathering(maya, starts_at=at(24, 9), ends_at=at(26, 17))
    assert [kinds(maya, at(day, 20)) for day in range(23, 28)] == [
        ["gathering"], ["gathering"], ["gathering"], [], ["whom_met"]
    ]  # fmt: skip
    assert [facts(maya, at(day, 8))["is_tonight"] for day in (23, 24, 25, 26)] == [False, True, True, True]


@pytest.mark.parametrize(
    ("zone", "elsewhere", "starts_at", "tomorrow", "tonight", "asked"),
    [
        # six in the evening of the 24th in Los Angeles, three in the morning of the 25th in Berlin
        ("Europe/Berlin", "America/Los_Angeles", at(25, 2), at(23, 6), at(24, 6), at(25, 6)),
        # six in the morning of the 25th in Auckland, six in the evening of the 24th in Berlin
        ("Europe/Berlin", "Pacific/Auckland", at(24, 17), at(23, 6), at(24, 6), at(25, 6)),
        # noon of the 24th in London, one in the morning of the 25th in Auckland: heard of on their 24th
        ("Pacific/Auckland", "Europe/London", at(24, 12), at(22, 18), at(23, 18), at(24, 18)),
        ("Pacific/Pago_Pago", "Pacific/Apia", at(24, 5), at(22, 17), at(23, 17), at(24, 17)),
    ],
)
def test_in_another_zone_it_counts_for_the_earlier_day(zone, elsewhere, starts_at, tomorrow, tonight, asked):
    member = make_member("far@example.org", time_zone=zone)
    make_gathering(member, starts_at=starts_at, time_zone=elsewhere)
    assert kinds(member, tomorrow) == ["gathering"] and not facts(member, tomorrow)["is_tonight"]
    assert kinds(member, tonight) == ["gathering"] and facts(member, tonight)["is_tonight"]
    assert kinds(member, asked) == ["whom_met"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 47),
    st.integers(1, 40),
    st.sampled_from(["Pacific/Auckland", "Pacific/Pago_Pago", "Europe/Berlin", "America/New_York"]),
    st.sampled_from(["Pacific/Kiritimati", "UTC", "America/Los_Angeles"]),
)
def test_whatever_the_zones_it_is_announced_before_it_ends_and_asked_about_afterwards(
    maya, hour, hours, zone, elsewhere
):
    """Looked at every hour it is tonight's until it is over, without a gap, and told of within two days."""
    maya.time_zone = zone
    starts = at(24) + timedelta(hours=hour)
    ends = starts + timedelta(hours=hours)
    made = make_gathering(maya, starts_at=starts, ends_at=ends, time_zone=elsewhere)
    seen = [kinds_of_evenings(maya, at(22) + timedelta(hours=number)) for number in range(24 * 7)]
    with acting_as(maya):
        made.delete()
    ahead = [number for number, found in enumerate(seen) if found == ["gathering"]]
    after = [number for number, found in enumerate(seen) if found == ["whom_met"]]
    begins, over = 48 + hour, 48 + hour + hours
    assert ahead == list(range(ahead[0], over)) and ahead[0] <= begins - 24
    assert over <= after[0] <= over + 48


def test_every_kind_rests_under_its_own_subject(maya):
    goal = make_goal(maya, began_on=date(2026, 10, 1))
    target = quiet_target(goal)
    coming, past = make_gathering(maya), make_gathering(maya, starts_at=at(22, 18))
    subjects = {f"gathering:{coming.pk}", f"met:{past.pk}", f"goal:{goal.pk}", f"target:{target.pk}"}
    assert {item.subject for item in gather([maya], now=at(23))[maya.pk]} == subjects
    with acting_as(maya):
        for subject in subjects:
            Rest.until(maya, subject, TUESDAY)
    assert due(maya, at(23, 23, 59)) == []
    assert len(due(maya, at(24))) == 4


def test_a_month_after_it_was_said_a_goal_is_looked_at(maya):
    goal = make_goal(maya, began_on=date(2026, 10, 24))
    assert due(maya, at(23)) == []
    assert due(maya, at(24)) == [("goal_look", goal.pk, TUESDAY)]
    with acting_as(maya):
        goal.looked(TUESDAY)
    assert due(maya, at(24)) == due(maya, at(23, month=12)) == []
    assert due(maya, at(24, month=12)) == [("goal_look", goal.pk, date(2026, 12, 24))]


@pytest.mark.parametrize("column", ["held_at", "paused_at", "reached_at", "let_go_at"])
def test_nothing_is_asked_about_a_goal_that_is_not_pursued(maya, column):
    goal = make_goal(maya, began_on=date(2025, 1, 1), **{column: at(1)})
    quiet_target(goal)
    assert due(maya, at(23)) == []


days = st.sampled_from(
    [date(2025, 11, 22), date(2025, 11, 23), date(2025, 11, 24), date(2026, 10, 22), date(2026, 10, 23)]
) | st.dates(date(2025, 9, 1), date(2026, 11, 23))


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days, st.none() | days, days, st.none() | days, st.sampled_from(["", "let_be_at", "died_on", "paused_at"])
)
@example(date(2025, 9, 1), date(2025, 11, 23), date(2026, 10, 24), None, "")
@example(date(2025, 9, 1), date(2025, 11, 22), date(2026, 10, 23), None, "")
@example(date(2025, 11, 23), None, date(2026, 10, 23), date(2026, 10, 24), "")
@example(date(2025, 11, 22), None, date(2025, 1, 31), date(2026, 10, 23), "")
def test_rules_are_those_of_the_models(maya, added_on, touched_on, began_on, looked_on, gone):
    columns = {gone: at(1)} if gone == "paused_at" else {}
    goal = make_goal(maya, began_on=began_on, looked_on=looked_on, **columns)
    person = make_target(goal, "Eve Lindqvist")
    with acting_as(maya):
        Target.objects.update(added_at=datetime.combine(added_on, datetime.min.time(), UTC))
        column = {"died_on": date(2026, 11, 1), "let_be_at": at(1)}.get(gone)
        Contact.objects.filter(pk=person.pk).update(
            last_touch_on=touched_on, **({gone: column} if column else {})
        )
        today = date(2026, 11, 23)
        wanted = {f"target:{pk}" for pk in Target.objects.gone_quiet(today).values_list("pk", flat=True)}
        wanted |= {f"goal:{each.pk}" for each in Goal.objects.all() if each.is_to_be_looked_at(today)}
    found = {item.subject for item in gather([maya], now=at(23))[maya.pk]}
    with acting_as(maya):
        goal.delete()
        person.delete()
    assert found == wanted


def test_what_is_said_of_an_evening(maya):
    food_bank = make_organisation(maya, "Harbour Food Bank", Organisation.Kind.NONPROFIT)
    hall = make_place(maya, "Harbour hall", organisation=food_bank)
    joan = make_contact(maya, "Joan Ferrer", ask_next="about the regatta")
    make_evidence(hall, joan, date(2026, 11, 10))
    make_gathering(maya, "Food bank", place=hall)
    said = of(maya, at(24, 7))
    assert (said.when, said.hours, said.name, said.place) == (
        "tonight",
        "18:00–20:00",
        "Food bank",
        "Harbour hall",
    )
    assert [(each.called, each.ask, each.asks_on) for each in said.likely] == [
        ("Joan", "about the regatta", True)
    ]
    assert [of(maya, moment).when for moment in (at(23, 7), at(24, 19), at(25, 7), at(26, 7))] == [
        "tomorrow", "now", "yesterday", "2 days ago"
    ]  # fmt: skip
    assert of(maya, at(25, 7)).stood_beside and of(maya, at(25, 7)).likely == ()


def test_before_the_evening_it_is_today_and_elsewhere_has_both_clocks(maya):
    make_gathering(maya, starts_at=at(24, 9))
    assert of(maya, at(24, 7)).when == "today"
    with acting_as(maya):
        Gathering.objects.all().delete()
    make_gathering(maya, starts_at=at(24, 23), time_zone="America/New_York")
    said = of(maya, at(24, 7))
    assert (said.hours, said.here) == ("18:00–20:00 in New York", "23:00–1:00")


def test_five_hundred_members_cost_the_queries_of_one():
    members = [make_member(f"m{number}@example.org") for number in range(30)]
    for member in members:
        quiet_target(make_goal(member, began_on=date(2026, 1, 1)))
        make_gathering(member)
        make_gathering(member, starts_at=at(22, 18))
    with CaptureQueriesContext(connection) as one:
        gather(members[:1], now=at(23))
    with CaptureQueriesContext(connection) as every:
        found = gather(members, now=at(23))
    assert len(one) == len(every) == 1
    assert [len(items) for items in found.values()] == [4] * 30
    assert {item.member_id for items in found.values() for item in items} == {each.pk for each in members}


def test_saying_it_costs_two_queries_and_none_where_nothing_is_ahead(maya, django_assert_num_queries):
    make_goal(maya, began_on=date(2026, 1, 1))
    for hour in range(8):
        make_gathering(maya, starts_at=at(24, hour + 10))
    items = gather([maya], now=at(23))[maya.pk]
    assert len(items) == 9
    with django_assert_num_queries(2):
        tell(maya, items, now=at(23))
    with django_assert_num_queries(0):
        tell(maya, [item for item in items if item.section is Section.GOALS], now=at(23))


def test_tonights_come_first_in_the_order_of_the_day(maya):
    late, early = make_gathering(maya, starts_at=at(24, 21)), make_gathering(maya, starts_at=at(24, 18))
    tomorrow, past = make_gathering(maya, starts_at=at(25, 8)), make_gathering(maya, starts_at=at(23, 18))
    found = [pk for _kind, pk, _on in due(maya, at(24, 7))]
    assert found == [early.pk, late.pk, tomorrow.pk, past.pk]


def quiet_target(goal: Goal) -> Target:
    """Somebody added two years ago and never heard of again."""
    eve = make_target(goal, "Eve Lindqvist")
    with acting_as(goal.owner):
        Target.objects.filter(contact=eve).update(added_at=at(1) - timedelta(days=730))
        target: Target = Target.objects.get(contact=eve)
    return target


def make_organisation(member, name, kind):
    with acting_as(member):
        made = Organisation.meant(member, name)
        Organisation.objects.filter(pk=made.pk).update(kind=kind)
        made.refresh_from_db()
    return made


def due(member, now):
    return [(item.kind.value, item.pk, item.due_on) for item in gather([member], now=now)[member.pk]]


def kinds(member, now):
    return [kind for kind, _pk, _on in due(member, now)]


def kinds_of_evenings(member, now):
    """Without asking what other things are due, for whoever asks thousands of times."""
    found = still_due(member, (Kind.GATHERING, Kind.WHOM_MET), now=now)
    return [item.kind.value for item in found.values()]


def facts(member, now):
    return gather([member], now=now)[member.pk][0].facts


def of(member, now):
    [item] = gather([member], now=now)[member.pk]
    return tell(member, [item], now=now)[item.subject]


def test_quiet_since_is_the_last_touch(maya):
    goal = make_goal(maya, began_on=date(2026, 11, 1))
    target = quiet_target(goal)
    assert due(maya, at(23)) == [("to_meet_quiet", target.pk, add_months(date(2024, 11, 1), 12))]
    make_touch(maya, target.contact, date(2025, 6, 1))
    assert due(maya, at(23)) == [("to_meet_quiet", target.pk, date(2026, 6, 1))]
    make_touch(maya, target.contact, date(2026, 6, 1))
    assert due(maya, at(23)) == []
