"""Limits of asking: once in sixty days a friend, six months for the same person, and a friend's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.contacts.models import Ask
from apps.core.scope import acting_as
from apps.core.suppression import fingerprint
from apps.introductions import asking, verbs
from apps.introductions.models import AskLimit, Door
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.making import make_contact

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def ben(maya):
    return make_contact(maya, "Ben Silva", email="ben@example.org")


def ask(door: Door, now=NOW) -> None:
    with acting_as(door.owner):
        asking.ask(door, now=now)


def test_a_friend_is_asked_once_in_sixty_days_whatever_for(maya, ben):
    make_asked(maya, ben)
    other = doors(make_request(maya, ben, whom="Somebody at Haglund"))[0]

    with pytest.raises(asking.MayNotAsk, match="from 22 January you may ask again"):
        ask(other, NOW + 59 * A_DAY)
    ask(other, NOW + 60 * A_DAY)


def test_the_link_too_waits_for_the_limit(maya, ben):
    make_asked(maya, ben)
    other = doors(make_request(maya, ben, whom="Somebody at Haglund"))[0]

    with pytest.raises(asking.MayNotAsk), acting_as(maya):
        asking.prepare(other, now=NOW + A_DAY)


def test_nobody_is_asked_for_again_within_six_months_of_an_end_in_vain(maya):
    eve = make_contact(maya, "Eve Lindqvist")
    closed = make_passed_on(maya, "Ben Silva", contact=eve).request
    with acting_as(maya):
        closed.refresh_from_db()
    verbs.close(closed, now=NOW + 11 * A_DAY)
    again = doors(make_request(maya, "Carl Roth", contact=eve, whom="Eve L."))[0]

    with pytest.raises(asking.MayNotAsk, match="From 3 June"):
        ask(again, NOW + 100 * A_DAY)
    ask(again, NOW + 200 * A_DAY)


def test_withdrawing_what_was_passed_on_does_not_get_round_it(maya):
    eve = make_contact(maya, "Eve Lindqvist")
    first = make_passed_on(maya, "Ben Silva", contact=eve).request
    with acting_as(maya):
        first.refresh_from_db()
        verbs.withdraw(first, now=NOW + A_DAY)
    again = doors(make_request(maya, "Carl Roth", contact=eve))[0]

    with pytest.raises(asking.MayNotAsk):
        ask(again, NOW + 2 * A_DAY)


def test_deleting_the_person_does_not_get_round_it(maya):
    eve = make_contact(maya, "Eve Lindqvist")
    first = make_passed_on(maya, "Ben Silva", contact=eve).request
    with acting_as(maya):
        first.refresh_from_db()
        verbs.withdraw(first, now=NOW + A_DAY)
        eve.delete()
    again = doors(make_request(maya, "Carl Roth", contact=make_contact(maya, "Eve Lindqvist")))[0]

    with pytest.raises(asking.MayNotAsk):
        ask(again, NOW + 2 * A_DAY)


def test_what_nobody_passed_on_may_be_asked_anew(maya):
    eve = make_contact(maya, "Eve Lindqvist")
    first = make_asked(maya, "Ben Silva", contact=eve).request
    with acting_as(maya):
        first.refresh_from_db()
        verbs.withdraw(first, now=NOW + A_DAY)

    ask(doors(make_request(maya, "Carl Roth", contact=eve))[0], NOW + 2 * A_DAY)


def test_the_same_person_is_asked_for_by_one_request_at_a_time(maya):
    eve = make_contact(maya, "Eve Lindqvist")
    make_asked(maya, "Ben Silva", contact=eve)

    with pytest.raises(asking.MayNotAsk, match="already"):
        ask(doors(make_request(maya, "Carl Roth", contact=eve))[0])


def test_a_friends_own_limit_binds_all_members_together(maya, stranger, ben):
    AskLimit.objects.create(fingerprint=fingerprint("Ben@example.org"), days=365, created_at=NOW)
    make_door = lambda member, friend: doors(make_request(member, friend))[0]  # noqa: E731
    ask(make_door(stranger, make_contact(stranger, "Ben", email="ben@example.org")), NOW)

    with pytest.raises(asking.MayNotAsk, match="less often"):
        ask(make_door(maya, ben), NOW + 364 * A_DAY)
    AskLimit.objects.update(days=None)
    with pytest.raises(asking.MayNotAsk, match="does not want to be asked"):
        ask(make_door(maya, ben), NOW + 999 * A_DAY)


def test_asked_is_written_down_beside_what_was_asked_before(maya, ben):
    ask(doors(make_request(maya, ben))[0])

    with acting_as(maya):
        assert Ask.objects.of(maya).get(contact=ben).what == "an introduction to Eve Lindqvist"


def test_whoever_is_let_be_is_not_asked(maya):
    quiet = make_contact(maya, "Quiet", let_be_at=NOW)

    with pytest.raises(asking.MayNotAsk):
        ask(doors(make_request(maya, quiet))[0])
