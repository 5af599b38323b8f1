"""What you gave: in words, on a commitment's page and on the yearly record; and what it was for."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from apps.commitments.evenings import nearer_to_nobody
from apps.commitments.gave import gift_of, record_of, years_of
from apps.contacts.models import Contact, Give
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.meeting import meet
from tests.architecture.test_pages import visible
from tests.commitments.making import make_commitment, make_evening, make_promise
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.goals.rooms import make_gathering, make_met
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 18, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def club(maya):
    """The alumni club: six evenings of two hours, nine people met, one of whom opened two doors."""
    club = make_commitment(maya, "Alumni evenings", "alumni", now=at(1, year=2025))
    people = [make_contact(maya, f"Alum {number}") for number in range(9)]
    for number in range(6):
        evening = make_evening(club, starts_at=at(1 + number))
        for person in people[: 3 + 2 * number]:
            make_met(evening, person)
    with acting_as(maya):
        cara = Contact.objects.add(maya, "Cara", now=at(8), introduced_by=people[0])
        Contact.objects.add(maya, "Dev", now=at(9), introduced_by=cara)
        Contact.objects.add(maya, "From before", now=at(1, 9, month=10), introduced_by=people[0])
    return club


def test_hours_people_and_doors_in_words(maya, club):
    gift = gift_of(maya, club.pk, now=NOW)
    assert gift.said == "12 hours, 9 people, 2 doors" and gift.occasions == "on six occasions"


def test_only_what_there_is_is_said(maya):
    board = make_commitment(maya, "Board")
    assert gift_of(maya, board.pk, now=NOW) is None
    evening = make_evening(board, starts_at=at(1), given_minutes=60)
    assert gift_of(maya, board.pk, now=NOW).said == "1 hour"
    with acting_as(maya):
        make_met(evening, make_contact(maya, "Ines"))
    assert gift_of(maya, board.pk, now=NOW).said == "1 hour, 1 person"


def test_what_did_not_happen_counts_for_nothing(maya, club):
    before = gift_of(maya, club.pk, now=NOW)
    make_evening(club, starts_at=at(24))
    make_evening(club, starts_at=at(10), cancelled_at=at(9))
    make_evening(club, starts_at=at(11), staying_away_at=at(9))
    make_gathering(maya, "Of nothing", starts_at=at(12))
    assert gift_of(maya, club.pk, now=NOW) == before


def test_its_page_says_so(maya, club, client_of):
    page = text(client_of(maya).get(reverse("commitments:commitment", args=[club.pk])))
    assert "12 hours, 9 people, 2 doors, on six occasions." in page and reverse("commitments:gave") in page


def test_a_year_is_the_members_own(maya, client_of):
    """New Year's Eve by their own clocks, whatever day it is in Greenwich."""
    maya.time_zone = "America/Los_Angeles"
    maya.save()
    board = make_commitment(maya, "Board", now=at(1, year=2024))
    make_evening(board, starts_at=datetime(2026, 1, 1, 5, tzinfo=UTC))
    assert [len(record_of(maya, year, now=NOW).lines) for year in (2024, 2025, 2026)] == [0, 1, 0]
    assert years_of(maya, date(2026, 11, 23)) == [2026, 2025, 2024]


def test_the_record_of_a_year(maya, club, client_of):
    board = make_commitment(maya, "Board of the tenants’ union", "role")
    make_evening(board, starts_at=at(3), given_minutes=90)
    joan = make_contact(maya, "Joan Ferrer")
    with acting_as(maya):
        make_promise(maya, "A flyer", date(2026, 11, 6), contact=joan).keep(date(2026, 11, 5))
        make_promise(maya, "Handed back", date(2026, 11, 6)).hand_back(date(2026, 11, 5))
        Give.objects.create(owner=maya, contact=joan, what="read her letter", happened_on=date(2026, 3, 1))
    page = visible(client_of(maya).get(reverse("commitments:gave")).content.decode())
    assert "What you gave in 2026" in page and "13½ hours in all." in page
    alumni, board_said = "the alumni club: 12 hours, 9 people, 2 doors", "a leading role: 1½ hours"
    assert page.index(alumni) < page.index(board_said)
    assert "six times Alumni evenings" in page and "once Board of the tenants’ union" in page
    assert "5 November A flyer · Joan Ferrer" in page and "1 March read her letter · Joan Ferrer" in page
    assert "Handed back" not in page
    last_year = visible(client_of(maya).get(reverse("commitments:gave") + "?year=2025").content.decode())
    assert "What you gave in 2025" in last_year and "Nothing is written down for this year yet." in last_year


@pytest.mark.parametrize("year", ["", "2024", "-1", "٢٠٢٦", "9" * 400, "x"])
def test_no_such_year_is_this_one(maya, year, client_of):
    assert "in 2026" in text(client_of(maya).get(reverse("commitments:gave"), {"year": year}))


def test_the_record_costs_the_same_at_3_and_30(maya, stranger, client_of):
    costs = []
    for member, count in ((maya, 3), (stranger, 30)):
        for number in range(count):
            one = make_commitment(member, f"Number {number}", now=at(1))
            person = make_contact(member, f"Person {number}")
            make_met(make_evening(one, starts_at=at(1 + number % 20)), person)
            make_promise(member, f"Kept {number}", date(2026, 11, 1), kept_on=date(2026, 11, 1))
        costs.append(counted(member, reverse("commitments:gave"))[1])
    assert costs[0] == costs[1] <= 10


def test_others_records_and_commitments_are_nobodys(stranger, maya, club, client_of):
    browser = client_of(stranger)
    assert "Alumni" not in text(browser.get(reverse("commitments:gave")))
    assert browser.post(reverse("commitments:worth_commitment", args=[club.pk])).status_code == 404
    assert Client().get(reverse("commitments:gave")).status_code == 302
    assert browser.get(reverse("commitments:worth_commitment", args=[club.pk])).status_code == 405


@pytest.fixture
def alone(maya):
    """The board: three evenings since October, nobody met."""
    board = make_commitment(maya, "Board", now=at(1, month=9))
    for day in (6, 13, 20):
        evening = make_evening(board, starts_at=at(day, month=10))
        with acting_as(maya):
            meet(evening, maya, [], now=at(day, 22, month=10))
    return board


def asked(member, now=NOW):
    return [(each.pk, each.gift.minutes, each.gift.gatherings) for each in nearer_to_nobody(member, now=now)]


def test_what_took_evenings_and_brought_nearer_to_nobody_is_a_question(maya, alone, client_of):
    assert asked(maya) == [(alone.pk, 360, 3)]
    browser, url = client_of(maya), reverse("commitments:gave")
    page = visible(browser.get(url).content.decode())
    assert "What took your evenings, and brought you nearer to nobody?" in page
    assert "6 hours on three occasions since 6 October, and nobody you told Kith about." in page
    answer = browser.post(
        reverse("commitments:worth_commitment", args=[alone.pk]),
        {"act": str(uuid.uuid4()), "next": url},
        follow=True,
    )
    assert "It is worth its evenings: Board" in text(answer) and asked(maya) == []
    assert "nearer to nobody" not in visible(answer.content.decode())
    with acting_as(maya):
        take_back(maya, Act.objects.latest("pk"), now=NOW)
    assert len(asked(maya)) == 1


def test_it_is_not_asked_where_somebody_was_met_or_nothing_was_said(maya, alone):
    unsaid = make_commitment(maya, "Unsaid")
    for day in (6, 13, 20):
        make_evening(unsaid, starts_at=at(day, month=10))
    assert [pk for pk, *_rest in asked(maya)] == [alone.pk]
    evening = make_evening(alone, starts_at=at(10))
    assert asked(maya)[0][2] == 4
    make_met(evening, make_contact(maya, "Ines"))
    assert asked(maya) == []


def test_it_is_not_asked_of_few_of_old_or_of_finished_ones(maya, alone, monday):
    assert asked(maya, at(21, 17, month=1, year=2027)) == []
    with acting_as(maya):
        alone.finish(date(2026, 11, 1))
    assert asked(maya) == []


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()
