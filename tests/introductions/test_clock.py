"""What the calendar does to requests: one door at a time, each end on its last day, each thing once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import asking, clock, verbs
from apps.introductions.models import Door, IntroductionRequest, State, Transition
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
MORNING_AFTER = NOW + 11 * A_DAY


def state_of(request: IntroductionRequest) -> str:
    return IntroductionRequest.objects.get(pk=request.pk).state


def test_scenario_13_one_door(maya):
    """Ben's request open, fallback Carl: asked when Ben's ends or he says no, never two at once."""
    ben, carl = doors(make_request(maya, "Ben Silva", "Carl Roth"))
    with acting_as(maya):
        asking.ask(ben, now=NOW)
        with pytest.raises(verbs.NotNow):
            asking.ask(carl, now=NOW)
    clock.run(now=NOW + 10 * A_DAY)
    assert state_of(ben.request) == State.ASKED
    assert clock.run(now=MORNING_AFTER).ended == 1
    assert state_of(ben.request) == State.WAITING
    assert not Door.objects.filter(pk=carl.pk, opened_at__isnull=False).exists()
    assert not Outbox.objects.exists()
    with acting_as(maya):
        carl = doors(carl.request)[1]
        asking.ask(carl, now=MORNING_AFTER)
    assert state_of(ben.request) == State.ASKED


def test_a_yes_ends_all_asking(maya):
    ben, carl = doors(make_request(maya, "Ben Silva", "Carl Roth", by_itself=True))
    with acting_as(maya):
        asking.ask(ben, now=NOW)
        verbs.friend_says(ben, Door.Answer.HAS_MET, now=NOW)
    for number in range(15):
        clock.run(now=NOW + number * A_DAY)
    carl.refresh_from_db()
    assert (carl.opened_at, carl.end) == (None, Door.End.CANCELLED)
    assert not Outbox.objects.exists()


def test_after_three_days_away_each_thing_has_happened_once_on_its_day(maya):
    alone, passed_on = make_asked(maya, "Ben Silva"), make_passed_on(maya, "Dora Ek", whom="Finn Berg")
    late = NOW + 14 * A_DAY
    assert clock.run(now=late).ended == 2
    assert clock.run(now=late).ended == 0
    last_day = date(2026, 12, 3)
    ended = {row.pk: (row.state, row.closed_on) for row in IntroductionRequest.objects.all()}
    assert ended[alone.request_id] == ("expired", last_day)
    assert ended[passed_on.request_id] == ("closed", last_day)
    assert Transition.objects.filter(by="clock").count() == 2
