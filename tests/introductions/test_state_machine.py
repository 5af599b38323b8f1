"""Any order of what requester, friends, the one to meet and the calendar do: only legal states come of it."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from apps.core.scope import acting_as
from apps.introductions import clock, verbs
from apps.introductions.models import Door, IntroductionRequest, Letter, TargetAnswer, Transition
from tests.conftest import NOW
from tests.introductions.making import WORDS, doors, make_request
from tests.making import make_contact, make_member

LEGAL = {
    "draft": {"asked", "withdrawn"},
    "asked": {"waiting", "with_target", "withdrawn", "expired"},
    "waiting": {"asked", "withdrawn"},
    "with_target": {"yes", "introduced", "closed", "withdrawn"},
    "yes": {"introduced", "met"},
    "introduced": {"met"},
    "met": {"told"},
}
WHICH = st.integers(0, 2)
NOS = ("knows_not", "someone_else", "rather_not")
YESES = ("knows_well", "has_met")


class Introduction(RuleBasedStateMachine):
    """One request, three friends, and a plain model of it beside the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.maya = make_member("machine@example.org", name="Maya Ortega", time_zone="Pacific/Auckland")
        friends = [
            make_contact(self.maya, name, email=f"{name[:3].lower()}@example.org")
            for name in ("Ben Silva", "Carl Roth", "Dora Ek")
        ]
        self.request = make_request(self.maya, *friends)
        self.now: datetime = NOW
        self.state, self.closes_on = "draft", None
        self.friends: list[str] = ["new"] * 3
        self.last_day: list[date | None] = [None] * 3
        self.agreed = self.thanked = self.by_itself = False
        self.tried_on: date | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @property
    def today(self) -> date:
        return self.maya.day(self.now)

    def own(self) -> IntroductionRequest:
        return IntroductionRequest.objects.of(self.maya).select_related("owner").get()

    def does(self, may: bool, verb: Any, *args: Any, **more: Any) -> bool:
        """Call it in the member's scope: it works exactly where the model says so."""
        before = self.rows()
        try:
            with acting_as(self.maya):
                verb(*args, now=self.now, **more)
        except verbs.NotNow:
            assert not may
            assert self.rows() == before
            return False
        assert may, (verb.__name__, self.state, self.friends)
        return True

    def rows(self) -> list[Any]:
        """Everything anybody could read of it: rows of the requester, and letters."""
        kinds = (IntroductionRequest, Door, Transition, Letter)
        return [list(kind.objects.order_by("pk").values()) for kind in kinds]

    def can_ask(self, which: int) -> bool:
        return self.state in ("draft", "waiting") and self.friends[which] == "new"

    def is_asked(self, which: int) -> bool:
        last = self.last_day[which]
        return self.friends[which] == "open" and last is not None and self.today <= last

    def opened(self, which: int) -> None:
        self.state, self.friends[which] = "asked", "open"
        self.last_day[which] = self.closes_on = self.today + timedelta(days=10)

    @rule(which=WHICH)
    def prepares(self, which: int) -> None:
        self.does(self.can_ask(which), verbs.prepare, doors(self.request)[which])

    @rule(which=WHICH)
    def asks(self, which: int) -> None:
        if self.does(self.can_ask(which), verbs.ask, doors(self.request)[which]):
            self.opened(which)

    @rule(which=WHICH, answer=st.sampled_from(NOS))
    def friend_says_no(self, which: int, answer: str) -> None:
        may = self.can_ask(which) or self.is_asked(which)
        if self.does(may, verbs.friend_says, doors(self.request)[which], answer):
            self.friends[which], self.state, self.closes_on = "no", "waiting", None

    @rule(which=WHICH, answer=st.sampled_from(YESES))
    def friend_says_yes(self, which: int, answer: str) -> None:
        may = self.can_ask(which) or self.is_asked(which)
        if self.does(may, verbs.friend_says, doors(self.request)[which], answer):
            self.friends = ["cancelled" if each == "new" else each for each in self.friends]
            self.friends[which], self.state = "yes", "with_target"
            self.closes_on = self.today + timedelta(days=10)

    @rule(which=WHICH)
    def friend_takes_back(self, which: int) -> None:
        may = self.friends[which] == "yes" and self.state == "with_target"
        if self.does(may, verbs.friend_takes_back, doors(self.request)[which]):
            self.friends[which] = "taken_back"

    @rule(which=WHICH)
    def target_says_no(self, which: int) -> None:
        """It changes nothing that anybody can read."""
        before, link = self.rows(), doors(self.request)[which].target_link
        if link:
            TargetAnswer.objects.bulk_create(
                [TargetAnswer(link=link, answer="not_now", answered_at=self.now)]
            )
        assert self.rows() == before

    def may_agree(self, which: int) -> bool:
        is_open = self.state == "with_target" and self.friends[which] == "yes"
        return is_open and self.closes_on is not None and self.today <= self.closes_on

    @rule(which=WHICH)
    def target_will_write(self, which: int) -> None:
        if self.does(self.may_agree(which), verbs.target_will_write, doors(self.request)[which]):
            self.state, self.closes_on, self.agreed = "yes", None, True

    @rule(which=WHICH)
    def target_is_introduced(self, which: int) -> None:
        if self.does(self.may_agree(which), verbs.target_is_introduced, doors(self.request)[which]):
            self.state, self.closes_on, self.agreed = "introduced", None, True

    @rule()
    def happens(self) -> None:
        if self.does(self.state == "yes", verbs.happened, self.own()):
            self.state = "introduced"

    @rule()
    def meets(self) -> None:
        if self.does(self.state in ("yes", "introduced"), verbs.met, self.own()):
            self.state = "met"

    @rule()
    def thanks(self) -> None:
        may = self.state in ("yes", "introduced", "met", "told") and not self.thanked
        if self.does(may, verbs.thanked, self.own()):
            self.thanked = True

    @rule()
    def tells(self) -> None:
        if self.does(self.state == "met", verbs.told, self.own()):
            self.state = "told"

    @rule()
    def withdraws(self) -> None:
        may = self.state in ("draft", "asked", "waiting", "with_target")
        if self.does(may, verbs.withdraw, self.own()):
            self.state, self.closes_on = "withdrawn", None
            over = {"open": "over", "new": "cancelled"}
            self.friends = [over.get(each, each) for each in self.friends]

    @rule(hours=st.integers(1, 260))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(does=st.booleans())
    def tells_kith_to_ask_the_next(self, does: bool) -> None:
        self.by_itself = does
        IntroductionRequest.objects.filter(pk=self.request.pk).update(by_itself=does)

    @rule(times=st.integers(1, 2))
    def the_calendar_goes_on(self, times: int) -> None:
        """As the planner does, as owner of the tables; a second time at once changes nothing."""
        for _time in range(times):
            clock.run(now=self.now)
        is_over = self.closes_on is not None and self.closes_on < self.today
        if self.state == "asked" and is_over:
            self.friends = ["over" if each == "open" else each for each in self.friends]
            self.state, self.closes_on = "waiting" if "new" in self.friends else "expired", None
        elif self.state == "with_target" and is_over:
            self.state, self.closes_on = "closed", None
            assert not TargetAnswer.objects.exists()
        if self.is_to_ask_by_itself():
            self.tried_on = self.today
            self.opened(self.friends.index("new"))

    def is_to_ask_by_itself(self) -> bool:
        is_day = self.now.astimezone(self.maya.zone).hour in clock.DAYLIGHT
        may = self.by_itself and self.state == "waiting" and "new" in self.friends
        return may and is_day and self.tried_on != self.today

    @invariant()
    def rows_are_as_the_model(self) -> None:
        own = self.own()
        assert (own.state, own.closes_on) == (self.state, self.closes_on)
        assert bool(own.thanked_on) == self.thanked

    @invariant()
    def one_door_is_open_at_most(self) -> None:
        is_open = [each for each in doors(self.request) if each.opened_at and not each.ended_at]
        assert len(is_open) == (self.state == "asked")

    @invariant()
    def every_step_was_legal(self) -> None:
        steps = Transition.objects.of(self.maya).order_by("pk").values_list("state", flat=True)
        for before, after in itertools.pairwise(["draft", *steps]):
            assert after in LEGAL[before]

    @invariant()
    def no_detail_before_a_yes_asked_for_it(self) -> None:
        shown = [str(letter.shown) for letter in Letter.objects.all()]
        has_detail = [each for each in shown if WORDS["address"] in each or self.maya.email in each]
        assert len(has_detail) == self.agreed

    @invariant()
    def letters_open_only_what_stands(self) -> None:
        for door, stands in zip(doors(self.request), self.friends, strict=True):
            if door.target_link:
                is_good = not door.target_link.has_ended(self.now)
                is_alive = stands == "yes" and self.state not in ("withdrawn", "closed")
                assert not is_good or is_alive
            if door.link and stands in ("cancelled", "over"):
                assert door.link.has_ended(self.now)


@pytest.mark.django_db
def test_any_order_of_events_keeps_the_rules() -> None:
    run_state_machine_as_test(
        Introduction,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
