"""An address counts once the six digits sent there are typed on its letter: three tries, fifteen minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.sending import Pause, Round
from apps.core.suppression import Suppression
from apps.introductions import address_codes
from apps.introductions.address_codes import CODE, Outcome, TooMany
from apps.introductions.models import AddressCode
from tests.conftest import NOW
from tests.introductions.making import make_passed_on

pytestmark = pytest.mark.django_db
EVE = "eve@example.org"


@pytest.fixture
def link(maya):
    return make_passed_on(maya).target_link


def send(link, address=EVE, now=NOW):
    """The code that went out."""
    with acting_as(None):
        address_codes.send(link, address, now=now)
    return Outbox.objects.filter(kind=CODE).latest("pk").secret["code"]


def confirm(link, typed, address=EVE, now=NOW):
    with acting_as(None):
        return address_codes.confirm(link, address, typed, now=now)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_confirms_the_address_once(link):
    code = send(link)
    assert len(code) == 6
    assert confirm(link, code, "  EVE@example.org ".strip()) is Outcome.RIGHT
    assert confirm(link, code) is Outcome.SPENT


def test_neither_address_nor_code_is_kept_and_no_member_can_read_where_it_went(link, maya):
    code = send(link)
    row = AddressCode.objects.get()
    assert all(word not in str(vars(row)) for word in (EVE, code))
    with acting_as(maya):
        assert not Outbox.objects.filter(kind=CODE).exists()


def test_three_wrong_tries_spend_it(link):
    code = send(link)
    assert confirm(link, wrong(code)) is Outcome.WRONG
    assert confirm(link, wrong(code)) is Outcome.WRONG
    assert confirm(link, wrong(code)) is Outcome.SPENT
    assert confirm(link, code) is Outcome.SPENT


def test_the_third_try_may_be_right(link):
    code = send(link)
    assert confirm(link, wrong(code)) is Outcome.WRONG
    assert confirm(link, wrong(code)) is Outcome.WRONG
    assert confirm(link, code) is Outcome.RIGHT


def test_it_is_good_for_fifteen_minutes(link):
    code = send(link)
    assert confirm(link, code, now=NOW + timedelta(minutes=15)) is Outcome.SPENT
    assert confirm(link, code, now=NOW + timedelta(minutes=14, seconds=59)) is Outcome.RIGHT


def test_it_is_for_this_address_and_this_letter_only(link, maya):
    other = make_passed_on(maya, "Carl Roth").target_link
    code = send(link)
    assert confirm(link, code, "other@example.org") is Outcome.SPENT
    assert confirm(other, code) is Outcome.SPENT
    assert confirm(link, code) is Outcome.RIGHT


def test_a_later_code_takes_the_place_of_the_earlier(link):
    first = send(link)
    second = send(link, now=NOW + timedelta(minutes=2))
    if first != second:
        assert confirm(link, first, now=NOW + timedelta(minutes=3)) is Outcome.WRONG
    assert confirm(link, second, now=NOW + timedelta(minutes=3)) is Outcome.RIGHT


def test_pressed_twice_sends_one(link):
    send(link)
    send(link, now=NOW + timedelta(seconds=30))
    assert Outbox.objects.filter(kind=CODE).count() == 1


def test_an_address_gets_three_an_hour_whatever_the_letter(link, maya):
    others = [make_passed_on(maya, f"Friend {number}").target_link for number in range(3)]
    for number, each in enumerate([link, *others[:2]]):
        send(each, now=NOW + timedelta(minutes=number))
    with pytest.raises(TooMany):
        send(others[2], now=NOW + timedelta(minutes=5))
    assert send(others[2], now=NOW + timedelta(minutes=61))


def test_a_letter_sends_eight_a_day_wherever_to(link):
    for number in range(8):
        send(link, f"somebody{number}@example.org")
    with pytest.raises(TooMany):
        send(link, "one.more@example.org")
    assert send(link, "one.more@example.org", now=NOW + timedelta(days=1, seconds=1))


def test_an_address_gets_six_a_day_however_many_letters_ask(link, maya):
    others = [make_passed_on(maya, f"Friend {number}").target_link for number in range(6)]
    for number, each in enumerate([link, *others[:5]]):
        send(each, now=NOW + timedelta(hours=number))
    with pytest.raises(TooMany):
        send(others[5], now=NOW + timedelta(hours=6))
    assert send(others[5], now=NOW + timedelta(days=1, seconds=1))


def test_all_letters_of_one_member_send_forty_a_day(link, maya, stranger):
    others = [make_passed_on(maya, f"Friend {number}").target_link for number in range(5)]
    for number in range(40):
        send([link, *others][number % 6], f"somebody{number}@example.org")
    with pytest.raises(TooMany):
        send(others[4], "one.more@example.org")
    assert send(make_passed_on(stranger, "Dora Ek").target_link, "one.more@example.org")


def test_who_wants_no_mail_from_here_gets_no_code(link, mail_server):
    Suppression.add(EVE, now=NOW)
    send(link)
    send(link, "carl@example.org")
    Round(lambda: NOW, pause=Pause()).run()
    assert [each.recipients for each in mail_server.received] == [["carl@example.org"]]
    assert "List-Unsubscribe" in mail_server.received[0].message


def test_old_ones_are_forgotten(link):
    send(link)
    address_codes.forget_old(NOW + timedelta(hours=23))
    assert AddressCode.objects.exists()
    address_codes.forget_old(NOW + timedelta(hours=25))
    assert not AddressCode.objects.exists()
