"""What of commitments is due: promises, seasons, approvals missing, free until a day that has come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.commitments.asked import tell
from apps.commitments.models import Commitment, Promise
from apps.core.due import Rest, gather
from apps.core.scope import acting_as
from tests.commitments.making import make_commitment, make_promise
from tests.conftest import NOW
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 27)
A_DAY = timedelta(days=1)


def at(day: int, hour: int = 12, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_a_promise_is_brought_up_from_two_days_before_until_kept_or_handed_back(maya):
    """Scenario 17: a flyer by Friday, Wednesday and untouched."""
    flyer = make_promise(maya, "A flyer", FRIDAY)
    assert due(maya, at(24, 23)) == []
    assert due(maya, at(25, 0)) == [("promise", flyer.pk, FRIDAY)]
    for verb, undone in (("keep", "take_up"), ("hand_back", "take_up")):
        with acting_as(maya):
            getattr(flyer, verb)(date(2026, 11, 25))
        assert due(maya, at(25)) == due(maya, at(28)) == []
        with acting_as(maya):
            getattr(flyer, undone)()
        assert len(due(maya, at(25))) == 1


def test_on_track_it_is_brought_up_on_its_day_and_once_a_day_from_then_on(maya):
    flyer = make_promise(maya, "A flyer", FRIDAY)
    with acting_as(maya):
        flyer.is_on_track(date(2026, 11, 25))
    assert [len(due(maya, at(day))) for day in (25, 26, 27, 28)] == [0, 0, 1, 1]
    with acting_as(maya):
        flyer.is_on_track(FRIDAY)
    assert [len(due(maya, at(day))) for day in (27, 28)] == [0, 1]


def test_more_time_moves_it_and_it_is_asked_about_anew(maya):
    flyer = make_promise(maya, "A flyer", FRIDAY)
    with acting_as(maya):
        flyer.take_time(date(2026, 12, 4), on=date(2026, 11, 25))
    assert [len(due(maya, at(day))) for day in (25, 27, 30)] == [0, 0, 0]
    assert due(maya, at(2, month=12)) == [("promise", flyer.pk, date(2026, 12, 4))]


def test_what_nobody_answers_is_let_go_after_two_weeks(maya):
    make_promise(maya, "A flyer", FRIDAY)
    make_commitment(maya, "Print making", "class", ends_on=FRIDAY)
    last = at(10, 23, month=12)
    assert len(due(maya, last)) == 2 and due(maya, last + timedelta(hours=1)) == []


def test_a_season_asks_from_a_week_before_its_end_until_it_was_gone_through(maya):
    """Scenario 16: a class ends next week."""
    course = make_commitment(maya, "Print making", "class", ends_on=date(2026, 11, 30))
    assert due(maya, at(22, 23)) == []
    assert due(maya, at(23, 0)) == [("season", course.pk, date(2026, 11, 30))]
    assert len(due(maya, at(1, month=12))) == 1
    with acting_as(maya):
        course.round_off(date(2026, 11, 24))
    assert due(maya, at(24)) == []
    with acting_as(maya):
        course.rewrite(ends_on=date(2026, 12, 2))
    assert len(due(maya, at(25))) == 1, "another last day is another season"
    with acting_as(maya):
        course.finish(date(2026, 11, 25))
    assert due(maya, at(25)) == []


def test_a_project_asks_who_approved_it_until_both_are_written_down(maya):
    project = make_commitment(maya, "The intranet", "project")
    assert due(maya, at(23)) == [("approval", project.pk, date(2026, 11, 23))]
    with acting_as(maya):
        project.approve("Ines", date(2026, 11, 20), "Yes, on Fridays")
    assert due(maya, at(23)) == []


def test_free_until_asks_from_its_day_on(maya):
    site = make_commitment(maya, "The choir’s site", "service", free_until_on=FRIDAY)
    assert due(maya, at(26)) == []
    assert due(maya, at(27)) == [("free_until", site.pk, FRIDAY)]
    with acting_as(maya):
        site.keep_giving(date(2027, 3, 1))
    assert due(maya, at(27)) == []
    with acting_as(maya):
        site.keep_giving(FRIDAY)
        site.start_charging(FRIDAY)
    assert due(maya, at(27)) == []


def test_every_kind_rests_under_its_own_subject(maya):
    rows = one_of_each(maya)
    subjects = {f"{kind}:{row.pk}" for kind, row in rows.items()}
    assert {item.subject for item in gather([maya], now=at(25))[maya.pk]} == subjects
    with acting_as(maya):
        for subject in subjects:
            Rest.until(maya, subject, date(2026, 11, 26))
    assert due(maya, at(25, 23)) == []
    assert len(due(maya, at(26))) == 4


def test_bands_order_them(maya):
    one_of_each(maya)
    first, second, *rest = [kind for kind, _pk, _on in due(maya, at(25))]
    assert (first, second, set(rest)) == ("promise", "season", {"approval", "free_until"})


def test_five_hundred_members_cost_the_queries_of_one():
    members = [make_member(f"m{number}@example.org") for number in range(20)]
    for member in members:
        one_of_each(member)
    with CaptureQueriesContext(connection) as one:
        gather(members[:1], now=at(25))
    with CaptureQueriesContext(connection) as every:
        found = gather(members, now=at(25))
    assert len(one) == len(every) == 1
    assert [len(items) for items in found.values()] == [4] * 20


days = st.dates(date(2026, 10, 1), date(2026, 12, 31)) | st.integers(-16, 9).map(
    lambda away: date(2026, 11, 23) + away * A_DAY
)
maybe = st.none() | days


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days, maybe, st.sampled_from(["", "kept_on", "handed_back_on"]), maybe, maybe, maybe, maybe, maybe)
def test_rules_are_those_of_the_models(maya, due_on, said_on, ended, ends_on, rounded, free, charging, over):
    """SQL against the models' own words, but for what was let go after two weeks."""
    today, long_ago = date(2026, 11, 23), date(2026, 11, 23) - 14 * A_DAY
    promise = make_promise(maya, "A flyer", due_on, on_track_on=said_on, **({ended: today} if ended else {}))
    common = {"ends_on": ends_on, "rounded_on": rounded, "finished_on": over, "approved_on": said_on}
    each = [
        make_commitment(
            maya, kind=kind, free_until_on=free, charging_since_on=charging, approver=approver, **common
        )
        for kind, approver in (("project", "Ines"), ("project", ""), ("class", ""))
    ]
    wanted = set()
    if promise.is_asked_about(today) and promise.due_on > long_ago:
        wanted.add(f"promise:{promise.pk}")
    with acting_as(maya):
        asked = Promise.objects.of(maya).to_ask_about(today).exists()
    assert asked == promise.is_asked_about(today)
    for one in each:
        if one.finished_on is None:
            is_round = one.is_to_be_rounded(today) and one.ends_on and one.ends_on > long_ago
            wanted |= {f"season:{one.pk}"} if is_round else set()
            wanted |= {f"approval:{one.pk}"} if not one.counts else set()
            wanted |= {f"free_until:{one.pk}"} if one.asks_again(today) else set()
    found = {item.subject for item in gather([maya], now=NOW)[maya.pk]}
    with acting_as(maya):
        Commitment.objects.all().delete()
        Promise.objects.all().delete()
    assert found == wanted


def test_what_is_said_of_a_promise(maya):
    joan = make_contact(maya, "Joan Ferrer")
    bank = make_commitment(maya, "Tuesday shift", coordinator=joan)
    make_promise(maya, "A flyer\nfor\u202e December", FRIDAY, commitment=bank)
    said = of(maya, at(25))
    assert (said.name, said.when, said.on, said.whom, said.within) == (
        "A flyer for December", "by Friday", "Friday", "Joan", "Tuesday shift"
    )  # fmt: skip
    assert [of(maya, at(day)).when for day in (26, 27, 28, 30)] == [
        "by tomorrow", "today", "yesterday", "3 days ago"
    ]  # fmt: skip
    assert of(maya, at(28)).is_past and of(maya, at(28)).on == "27 November"


def test_to_somebody_named_or_to_nobody(maya):
    joan, pete = make_contact(maya, "Joan Ferrer"), make_contact(maya, "Pete Ray")
    bank = make_commitment(maya, "Tuesday shift", coordinator=joan)
    promise = make_promise(maya, "A flyer", FRIDAY, commitment=bank, contact=pete)
    assert of(maya, at(25)).whom == "Pete"
    with acting_as(maya):
        promise.rewrite(contact=None, commitment=None)
    assert (of(maya, at(25)).whom, of(maya, at(25)).within) == ("", "")


def test_saying_it_costs_no_query(maya, django_assert_num_queries):
    one_of_each(maya)
    items = gather([maya], now=at(25))[maya.pk]
    with django_assert_num_queries(0):
        assert len(tell(maya, items, now=at(25))) == 4


def one_of_each(member):
    """A promise, a season, an approval that is missing and a free service whose day has come, by kind."""
    return {
        "promise": make_promise(member, "A flyer", FRIDAY),
        "season": make_commitment(member, "Print making", "class", ends_on=date(2026, 11, 30)),
        "approval": make_commitment(member, "The intranet", "project"),
        "free_until": make_commitment(
            member, "The choir’s site", "service", free_until_on=date(2026, 11, 20)
        ),
    }


def due(member, now):
    return [(item.kind.value, item.pk, item.due_on) for item in gather([member], now=now)[member.pk]]


def of(member, now):
    [item] = gather([member], now=now)[member.pk]
    return tell(member, [item], now=now)[item.subject]


def test_nobody_who_has_died_is_named_with_a_promise(maya):
    ben = make_contact(maya, "Ben Okoro", died_on=date(2026, 11, 1))
    make_promise(maya, "A flyer", FRIDAY, contact=ben)
    said = of(maya, at(25))
    assert (said.name, said.whom) == ("A flyer", "")
