"""What the calendar does to requests: one door at a time, each end on its last day, each thing once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections

from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import asking, clock, copies, verbs
from apps.introductions.models import Door, IntroductionRequest, Letter, State, Transition
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.making import make_contact, make_member

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


def test_what_a_page_showed_goes_once_its_last_day_is_over(maya):
    letter = Letter.objects.get(link=make_asked(maya, "Ben Silva").link)
    for on, shows in ((NOW + 10 * A_DAY, True), (MORNING_AFTER, False)):
        clock.run(now=on)
        copies.wipe_ended(on)
        letter.refresh_from_db()
        assert bool(letter.shown) is shows


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


@pytest.mark.parametrize(
    ("zone", "still", "over"),
    [
        ("Pacific/Kiritimati", "2026-12-03T09:59:00+00:00", "2026-12-03T10:00:00+00:00"),
        ("Pacific/Auckland", "2026-12-03T10:59:00+00:00", "2026-12-03T11:00:00+00:00"),
        ("America/Los_Angeles", "2026-12-04T07:59:00+00:00", "2026-12-04T08:00:00+00:00"),
        ("Pacific/Pago_Pago", "2026-12-03T10:59:00+00:00", "2026-12-03T11:00:00+00:00"),
    ],
)
def test_the_last_day_is_over_when_it_is_for_the_member(db, zone, still, over):
    """Asked at nine in UTC on the 23rd, which is the 22nd in Pago Pago: the tenth day after is the last."""
    member = make_member("far@example.org", name="Far Away", time_zone=zone)
    door = make_asked(member, "Ben Silva")
    clock.run(now=datetime.fromisoformat(still))
    assert state_of(door.request) == State.ASKED
    clock.run(now=datetime.fromisoformat(over))
    assert state_of(door.request) == State.EXPIRED
    door.refresh_from_db()
    assert door.request.closed_on == door.closes_on


def test_one_that_cannot_end_holds_up_nobody(maya):
    first, second = make_asked(maya, "Ben Silva"), make_asked(maya, "Dora Ek", whom="Finn Berg")
    Door.objects.filter(pk=first.pk).update(closes_on=date(2027, 1, 1))  # as no verb would leave it
    assert clock.run(now=MORNING_AFTER).ended == 1
    assert (state_of(first.request), state_of(second.request)) == (State.ASKED, State.EXPIRED)


@pytest.mark.django_db(transaction=True)
def test_of_eight_planners_at_once_each_thing_is_done_by_one():
    member = make_member("maya@example.org", name="Maya Ortega", time_zone="Europe/Lisbon")
    for number in range(6):
        carl = make_contact(member, f"Carl {number}", email=f"carl{number}@example.org")
        make_asked(member, f"Ben {number}", carl, whom=f"Eve {number}", by_itself=True)
    rounds = at_once(lambda: clock.run(now=MORNING_AFTER))
    rounds += at_once(lambda: clock.run(now=MORNING_AFTER))
    assert (sum(each.ended for each in rounds), sum(each.asked for each in rounds)) == (6, 6)
    assert Outbox.objects.count() == 6
    assert Transition.objects.filter(by="clock", state=State.WAITING).count() == 6
    assert Transition.objects.filter(by="clock", state=State.ASKED).count() == 6


def at_once(job: Callable[[], clock.Round]) -> list[clock.Round]:
    """Eight threads at the same instant, each on a connection of its own."""
    start = Barrier(8)

    def one(_number: int) -> clock.Round:
        try:
            start.wait()
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(one, range(8)))
