"""*Ask the next one by itself*: by daylight, once a day, under every limit; else the member has the turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.accounts.models import Member
from apps.contacts.models import Ask
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import asking, clock, sending, verbs
from apps.introductions.models import AskLimit, Door, IntroductionRequest, Received
from tests.conftest import NOW
from tests.introductions.making import doors, make_request
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def carl(maya):
    return make_contact(maya, "Carl Roth", email="carl@example.org")


def ben_says_no(maya: Member, *friends: object, **columns: object) -> IntroductionRequest:
    """Ben was asked first, and does not know her; nobody has the question now."""
    request = make_request(maya, "Ben Silva", *friends, **{"by_itself": True, **columns})
    ben = doors(request)[0]
    with acting_as(maya):
        asking.ask(ben, now=NOW)
        verbs.friend_says(ben, Door.Answer.KNOWS_NOT, now=NOW)
    return request


def asked(request: IntroductionRequest) -> list[str]:
    return [door.called for door in doors(request) if door.opened_at]


def test_the_next_friend_is_asked_by_the_fixed_text(maya, carl):
    request = ben_says_no(maya, carl)
    assert clock.run(now=NOW + AN_HOUR).asked == 1
    assert clock.run(now=NOW + AN_HOUR).asked == 0
    row = Outbox.objects.get()
    assert (row.kind, row.recipient) == (sending.QUESTION, "carl@example.org")
    assert asked(request) == ["Ben Silva", "Carl Roth"]
    door = doors(request)[1]
    assert door.by_mail and door.closes_on == (NOW + 10 * A_DAY).date()
    assert Ask.objects.filter(contact=carl).count() == 1


def test_without_leave_nobody_is_asked(maya, carl):
    request = ben_says_no(maya, carl, by_itself=False)
    clock.run(now=NOW + AN_HOUR)
    assert asked(request) == ["Ben Silva"]
    assert not Outbox.objects.exists()


def test_nobody_is_written_to_at_night(maya, carl):
    request = ben_says_no(maya, carl)
    for hours in range(10, 25):
        clock.run(now=NOW + hours * AN_HOUR - AN_HOUR / 60)
    assert asked(request) == ["Ben Silva"]
    clock.run(now=NOW + A_DAY)
    assert asked(request) == ["Ben Silva", "Carl Roth"]


def test_one_friend_a_day(maya, carl):
    request = ben_says_no(maya, carl, make_contact(maya, "Dora Ek", email="dora@example.org"))
    clock.run(now=NOW + AN_HOUR)
    with acting_as(maya):
        verbs.friend_says(doors(request)[1], Door.Answer.RATHER_NOT, now=NOW + 2 * AN_HOUR)
    clock.run(now=NOW + 3 * AN_HOUR)
    assert asked(request) == ["Ben Silva", "Carl Roth"]
    clock.run(now=NOW + A_DAY)
    assert asked(request) == ["Ben Silva", "Carl Roth", "Dora Ek"]


def lately_asked(maya: Member, carl: object) -> None:
    with acting_as(maya):
        asking.ask(doors(make_request(maya, carl, whom="Finn Berg"))[0], now=NOW - A_DAY)


def never_again(maya: Member, carl: object) -> None:
    AskLimit.tighten("carl@example.org", None, on=NOW.date(), now=NOW)


def just_joined(maya: Member, carl: object) -> None:
    Member.objects.filter(pk=maya.pk).update(joined_at=NOW)


def is_leaving(maya: Member, carl: object) -> None:
    Member.objects.filter(pk=maya.pk).update(leaving_at=NOW + A_DAY)


def address_unconfirmed(maya: Member, carl: object) -> None:
    maya.emailaddress_set.update(verified=False)


@pytest.mark.parametrize("limit", [lately_asked, never_again, just_joined, is_leaving, address_unconfirmed])
def test_no_limit_is_passed_by(maya, carl, limit):
    limit(maya, carl)
    request = ben_says_no(maya, carl)
    clock.run(now=NOW + AN_HOUR)
    assert asked(request) == ["Ben Silva"]
    assert Outbox.objects.filter(kind=sending.QUESTION).count() == 0


def test_where_kith_may_not_the_member_has_the_turn(maya, carl, client_of, on_that_day_for_members):
    ben_says_no(maya, "Carl Anders")
    page = client_of(maya).get(reverse("today")).content.decode()
    assert "You can ask Carl now." not in page
    clock.run(now=NOW + AN_HOUR)
    page = client_of(maya).get(reverse("today")).content.decode()
    assert "You can ask Carl now." in page


def test_a_member_with_that_address_finds_the_letter(maya, carl):
    friend = make_member("carl@example.org", name="Carl Roth")
    ben_says_no(maya, carl)
    clock.run(now=NOW + AN_HOUR)
    with acting_as(friend):
        assert Received.objects.of(friend).count() == 1


@pytest.fixture
def on_that_day_for_members(monkeypatch):
    """Pages read the clock; here it stands two hours after the question."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + 2 * AN_HOUR)
