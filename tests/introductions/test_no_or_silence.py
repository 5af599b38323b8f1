"""Scenario 22: a no on the second day and silence are one and the same to whoever asked and to the friend.

Three histories are lived from the same moment, day by day, until and after the closing day: nobody answers;
she says *not now*; she says *never* and, by a code, to be left alone by all. What both members and whoever
holds a letter can reach is compared byte by byte.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Member
from apps.commitments.models import Feed
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.tidying import tidy
from apps.introductions.address_codes import CODE
from apps.introductions.clock import run as go_by_the_calendar
from apps.introductions.models import AskLimit, Door, TargetAnswer
from apps.nudges.planning import plan
from tests.architecture.world import World, make_world
from tests.conftest import NOW
from tests.introductions import histories
from tests.introductions.histories import Reached
from tests.introductions.making import make_asked
from tests.making import make_contact, make_member

EVE = "eve@example.net"
LAST_DAY = 10
EVERY_PAGE_ON = (3, LAST_DAY + 1)
"""The day after the answer, and the day after the last."""
DAYS = (*range(1, LAST_DAY + 4), LAST_DAY + 35)
Answer = Callable[[Client, str], None]


def silence(eve: Client, token: str) -> None:
    """Nothing: she has not even looked."""


def not_now(eve: Client, token: str) -> None:
    eve.get(reverse("letter", args=[token]))
    assert eve.post(reverse("letter_decline", args=[token]), {"answer": "not_now"}).status_code == 200


def never(eve: Client, token: str) -> None:
    assert eve.post(reverse("letter_decline", args=[token]), {"answer": "never"}).status_code == 200
    eve.post(reverse("letter_alone", args=[token]), {"address": EVE})
    code = Outbox.objects.filter(kind=CODE).latest("pk").secret["code"]
    typed = {"address": EVE, "code": code}
    assert eve.post(reverse("letter_alone_confirm", args=[token]), typed).status_code == 200


class Clock:
    """The instant at which everything happens."""

    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


class Scene:
    """Maya has asked Ben, a member as well, who has passed the letter on."""

    def __init__(self, maya: Member, ben: Member, client_of, clock: Clock) -> None:
        self.clock, self.members = clock, (maya, ben)
        self.worlds: list[World] = [make_world(each, word) for each, word in ((maya, "mayas"), (ben, "bens"))]
        eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
        friend = make_contact(maya, "Ben Silva", email=ben.email)
        self.door = make_asked(maya, friend, "Carl Roth", contact=eve)
        self.clients = [client_of(maya), client_of(ben)]
        letter = reverse("letter_answer", args=[self.door.link.token])
        assert self.clients[1].post(letter, {"answer": "knows_well"}).status_code == 303
        with acting_as(maya):
            self.door.refresh_from_db()
        self.worlds[0].introductions.request = self.door.request
        self.worlds[0].introductions.door = self.door
        with acting_as(maya):
            self.feed = Feed.hand_out(maya, Feed.Kind.values[0], now=NOW).link.token

    def letters(self) -> Reached:
        """Both letters, as anybody sees them who holds their addresses."""
        tokens = (self.door.link.token, self.door.target_link.token)
        pages = [(name, token) for token in tokens for name in ("letter", "letter_stored")]
        pages += [("letter_limit", tokens[0]), ("letter_their_card", tokens[1]), ("calendar", self.feed)]
        return {
            f"{name} {number}": histories.page(Client(), reverse(name, args=[token]))
            for number, (name, token) in enumerate(pages)
        }

    def day(self, number: int) -> Reached:
        """What is reached on that day, after the night's and the morning's work."""
        self.clock.now = datetime(2026, 11, 23, 0, 30, tzinfo=UTC) + timedelta(days=number)
        by_the_calendar(self.clock.now)
        self.clock.now += timedelta(hours=9)
        plan(now=self.clock.now)
        reached = histories.mails(*self.members, now=self.clock.now) | self.letters()
        for world, client in zip(self.worlds, self.clients, strict=True):
            reached |= histories.rows(world.member) | histories.files(world.member, self.clock.now)
            if number in EVERY_PAGE_ON:
                reached |= histories.every_page(world, client)
        return reached

    def live(self, answer: Answer) -> dict[int, Reached]:
        """Day by day, with that answer on the second."""
        lived = {}
        with histories.undone():
            for number in DAYS:
                lived[number] = self.day(number)
                if number == 2:
                    answer(Client(REMOTE_ADDR="192.2.0.1"), self.door.target_link.token)
                    assert TargetAnswer.objects.exists() == (answer is not silence)
            assert not TargetAnswer.objects.exists()
            assert AskLimit.objects.filter(days=None).exists() == (answer is never)
            assert Door.objects.get(pk=self.door.pk).request.state == "closed"
        self.clock.now = NOW
        return lived


def by_the_calendar(now: datetime) -> None:
    """What the planner does in the night, as owner of the tables."""
    go_by_the_calendar(now=now)
    tidy(now=now)


@pytest.fixture
def scene(maya, client_of, clock) -> Scene:
    ben = make_member("ben@example.org", name="Ben Silva", time_zone="America/Los_Angeles")
    return Scene(maya, ben, client_of, clock)


def differing(one: dict[int, Reached], other: dict[int, Reached]) -> list[str]:
    """Where the two are not the same, on which day, and how."""
    found = []
    for number in one:
        names = one[number].keys() | other[number].keys()
        found += [
            f"day {number}: {name}: {first_difference(one[number].get(name), other[number].get(name))}"
            for name in sorted(names)
            if one[number].get(name) != other[number].get(name) and not is_of_all(name, number)
        ]
    return found


def first_difference(one: object, other: object) -> str:
    """The first line of each that the other has not."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return " ".join(first_difference(*each) for each in zip(one, other, strict=True))
    pairs = zip(str(one).splitlines(), str(other).splitlines(), strict=False)
    return next((f"{this[:300]!r}, not {that[:300]!r}" for this, that in pairs if this != that), "")


def is_of_all(name: str, number: int) -> bool:
    """Fingerprints of addresses that no member may ask, once the letter has ended: for all members alike."""
    return name.startswith("asklimit ") and number > LAST_DAY


def test_a_no_and_silence_are_the_same_to_everybody_else(scene):
    with histories.undone():  # a process that has never drawn Today asks one thing more
        scene.clients[0].get(reverse("today"))
    silent = scene.live(silence)
    assert differing(silent, scene.live(not_now)) == []
    assert differing(silent, scene.live(never)) == []


def test_the_comparison_sees_what_a_yes_changes(scene):
    def write(eve: Client, token: str) -> None:
        TargetAnswer.objects.create(link=scene.door.target_link, answer="never", answered_at=NOW)
        assert eve.post(reverse("letter_write", args=[token])).status_code == 303
        TargetAnswer.objects.create(link=scene.door.target_link, answer="never", answered_at=NOW)

    with histories.undone():
        before = scene.day(3)
    with histories.undone():
        write(Client(REMOTE_ADDR="192.2.0.2"), scene.door.target_link.token)
        after = scene.day(3)
    seen = {name.split(" ")[0] for name in before if before[name] != after.get(name)}
    assert {"letter", "introductionrequest", "transition", "link"} <= seen
