"""Two yeses at once, twenty of one, a yes against a withdrawal, the last day, an account's end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from apps.accounts.erasing import erase
from apps.accounts.models import Member
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import pairing as verbs
from apps.introductions.address_codes import CODE
from apps.introductions.models import Letter, Pairing, Side, SideAnswer
from apps.introductions.pairing import PAIRED
from apps.introductions.pairings_clock import close_pairings
from tests.introductions.at_once import AGAIN, GONE, numbers, press, reads, together
from tests.introductions.making import make_paired
from tests.making import make_member

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = timedelta(days=verbs.DAYS + 1)


@pytest.fixture
def both() -> list[Side]:
    email = f"pairs{next(numbers)}@example.org"
    maya = make_member(email, name="Maya Ortega", time_zone="Europe/Lisbon")
    return make_paired(maya, now=timezone.now())


def a_code(side: Side) -> dict[str, str]:
    """What one of the two types: their address, and the digits that went there."""
    address = f"side{side.pk}@example.net"
    assert press(side.link, "agree", address=address) == "200"
    row = Outbox.objects.filter(kind=CODE, recipient=address).latest("pk")
    return {"address": address, "code": str((row.secret or {})["code"])}


def agrees(side: Side) -> str:
    return press(side.link, "agree_confirm", **a_code(side))


def state(both: list[Side]) -> str:
    return Pairing.objects.filter(pk=both[0].pairing_id).values_list("state", flat=True).first() or ""


def mails() -> list[str]:
    return sorted(Outbox.objects.filter(kind=PAIRED).values_list("recipient", flat=True))


def withdrawn(both: list[Side], now: datetime) -> bool:
    own = Pairing.objects.select_related("owner").get(pk=both[0].pairing_id)
    try:
        with acting_as(own.owner):
            verbs.withdraw(own, now=now)
    except verbs.NotNow:
        return False
    return True


def test_two_yeses_at_once_introduce_the_two_once(both):
    typed = [a_code(side) for side in both]
    told = together(*(lambda at=at: press(both[at].link, "agree_confirm", **typed[at]) for at in (0, 1)))
    assert sorted(told) == ["", "200"]
    assert state(both) == "introduced"
    assert mails() == sorted(each["address"] for each in typed)
    assert not SideAnswer.objects.exists()


def test_one_code_pressed_twenty_times_is_one_yes(both):
    assert agrees(both[0]) == "200"
    typed = a_code(both[1])
    told = together(*[lambda: press(both[1].link, "agree_confirm", **typed)] * 20)
    assert told.count("") == 1
    assert set(told) <= {"", AGAIN, "422"}
    assert len(mails()) == 2


def test_a_yes_against_taking_the_other_back(both):
    assert agrees(both[0]) == "200"
    typed = a_code(both[1])
    told = together(
        lambda: press(both[1].link, "agree_confirm", **typed), lambda: press(both[0].link, "not_now")
    )
    introduced = state(both) == "introduced"
    assert told[0] == ("" if introduced else "200")
    assert len(mails()) == (2 if introduced else 0)


def test_a_yes_against_a_withdrawal_ends_as_one_of_both(both):
    assert agrees(both[0]) == "200"
    typed, now = a_code(both[1]), timezone.now()
    told, was_withdrawn = together(
        lambda: press(both[1].link, "agree_confirm", **typed), lambda: withdrawn(both, now)
    )
    assert state(both) == ("withdrawn" if was_withdrawn else "introduced")
    assert told in ({AGAIN, GONE} if was_withdrawn else {""})
    assert len(mails()) == (0 if was_withdrawn else 2)
    assert {reads(side.link)[0] for side in both} == ({410} if was_withdrawn else {200})
    assert not SideAnswer.objects.exists()


def test_a_yes_in_the_last_second_against_the_calendar(both):
    assert agrees(both[0]) == "200"
    typed, later = a_code(both[1]), timezone.now() + AFTER
    told, _ = together(lambda: press(both[1].link, "agree_confirm", **typed), lambda: close_pairings(later))
    close_pairings(later)
    assert (state(both), told) in {("introduced", ""), ("closed", AGAIN), ("closed", GONE)}
    assert len(mails()) == (2 if told == "" else 0)
    assert not SideAnswer.objects.exists()


def test_calendars_at_once_close_it_once(both):
    later = timezone.now() + AFTER
    closed = together(*[lambda: close_pairings(later)] * 4)
    assert sum(closed) + close_pairings(later) == 1
    assert state(both) == "closed"


def test_a_yes_as_the_account_is_closed_leaves_nothing(both):
    assert agrees(both[0]) == "200"
    typed, maya = a_code(both[1]), both[0].owner

    def leave() -> None:
        Member.objects.get(pk=maya.pk).leave(now=timezone.now())
        erase(maya)

    told, _ = together(lambda: press(both[1].link, "agree_confirm", **typed), leave)
    assert told in ("", AGAIN, GONE, "404", "422"), told
    assert state(both) == ""
    assert not Letter.objects.exists()
    assert not SideAnswer.objects.exists()
    assert len(mails()) == (2 if told == "" else 0)
