"""Rhythm on a person's page: scenario 1, choosing, resting, letting be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from apps.accounts.models import EVERY_DAY, Member
from apps.contacts.models import Circle, Contact, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.nudges.models import Nudge
from apps.nudges.planning import plan
from tests.conftest import NOW
from tests.contacts.test_list import names
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    return make_contact(maya, "Ana Lima", rhythm_days=30, first_due_on=TODAY - DAY)


def again(person: Contact) -> Contact:
    person.refresh_from_db()
    return person


def take_back_last(client) -> None:
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")


def test_scenario_1_rhythm_restarts_and_comes_back(maya, ana, client_of):
    client = client_of(maya)
    assert names(client.get("/contacts/?show=due")) == ["Ana Lima"]

    client.post(f"/contacts/{ana.pk}/log/", {"kind": "talked", "happened_on": "2026-11-20"})
    assert (again(ana).due_on - TODAY).days == 27
    assert names(client.get("/contacts/?show=due")) == []

    take_back_last(client)
    assert (again(ana).due_on, ana.last_touch_on) == (TODAY - DAY, None)
    assert names(client.get("/contacts/?show=due")) == ["Ana Lima"]
    assert not Interaction.objects.exists()


def test_scenario_1_in_the_notes_of_the_next_day(maya, ana, client_of):
    client, tomorrow = client_of(maya), NOW + DAY
    client.post(f"/contacts/{ana.pk}/log/", {"kind": "talked", "happened_on": "2026-11-20"})
    assert "about-" not in client.get("/").content.decode()
    assert noted(maya, tomorrow) == []

    take_back_last(client)
    assert noted(maya, tomorrow + DAY) == ["Ana Lima"]


def noted(member, now) -> list[str]:
    """Whom the note names that is planned at that moment."""
    Member.objects.filter(pk=member.pk).update(wants_note=NOW, next_digest_at=now, note_days=EVERY_DAY)
    plan(now=now)
    return list(Nudge.objects.filter(digest__on=member.day(now)).values_list("contact__name", flat=True))


def test_earlier_touch_moves_nothing_and_struck_one_moves_back(maya, ana, client_of):
    client = client_of(maya)
    touch = make_touch(maya, ana, TODAY)
    client.post(f"/contacts/{ana.pk}/log/", {"kind": "met", "happened_on": "2026-10-01"})
    assert again(ana).last_touch_on == TODAY

    client.post(f"/contacts/{ana.pk}/touches/{touch.pk}/strike/")

    assert (again(ana).last_touch_on, ana.due_on) == (date(2026, 10, 1), date(2026, 10, 31))


def test_corrected_day_moves_the_rhythm(maya, ana, client_of):
    touch = make_touch(maya, ana, TODAY)

    client_of(maya).post(
        f"/contacts/{ana.pk}/touches/{touch.pk}/", {"kind": "met", "happened_on": "2026-11-13", "note": "tea"}
    )

    assert again(ana).due_on == date(2026, 12, 13)
    touch.refresh_from_db()
    assert (touch.kind, touch.note) == ("met", "tea")


def test_neither_edit_nor_view_counts_as_touch(maya, ana, client_of):
    client = client_of(maya)
    client.get(f"/contacts/{ana.pk}/")
    client.post(f"/contacts/{ana.pk}/edit/", {"name": "Ana L."})

    assert (again(ana).name, ana.last_touch_on) == ("Ana L.", None)


@pytest.mark.parametrize("days", ["30", "91", "182", "365", "1", "3650", "17"])
def test_chosen_rhythm_spreads_who_was_never_touched(maya, client_of, days):
    ben = make_contact(maya, "Ben")

    client_of(maya).post(f"/contacts/{ben.pk}/rhythm/", {"days": days})

    assert again(ben).rhythm_days == int(days)
    assert TODAY <= ben.due_on < TODAY + int(days) * DAY


def test_first_date_is_set_once(maya, client_of):
    ben, client = make_contact(maya, "Ben"), client_of(maya)
    client.post(f"/contacts/{ben.pk}/rhythm/", {"days": "365"})
    first = again(ben).first_due_on
    client.post(f"/contacts/{ben.pk}/rhythm/", {"days": "none"})
    assert again(ben).due_on is None
    client.post(f"/contacts/{ben.pk}/rhythm/", {"days": "30"})

    assert again(ben).first_due_on == first


@pytest.mark.parametrize("days", ["0", "3651", "-5", "x", "", "1.5", "9" * 400, "100000", "\0"])
def test_wrong_rhythm_says_so_and_keeps_what_was_typed(maya, ana, client_of, days):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/rhythm/", {"days": days})

    assert answer.status_code == 422
    assert "A whole number of days, from 1 to 3650." in answer.content.decode()
    assert again(ana).rhythm_days == 30


def test_just_remember_is_never_due_until_a_rhythm_is_chosen(maya, ana, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{ana.pk}/just-remember/")
    assert (again(ana).due_on, ana.rhythm_days, ana.just_remember_on) == (None, None, TODAY)

    client.post(f"/contacts/{ana.pk}/rhythm/", {"days": "30"})
    assert again(ana).just_remember_on is None
    assert ana.due_on is not None


def test_from_before_is_found_by_the_planner(maya, ana, client_of):
    client_of(maya).post(f"/contacts/{ana.pk}/from-before/")

    with acting_as(maya):
        assert list(Contact.objects.dormant(TODAY)) == [ana]


def test_let_be_and_brought_back(maya, ana, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{ana.pk}/let-be/")
    assert again(ana).due_on is None
    assert b"You let them be" in client.get(f"/contacts/{ana.pk}/").content

    client.post(f"/contacts/{ana.pk}/bring-back/")
    assert again(ana).due_on == TODAY - DAY


def test_has_died_keeps_the_page_and_asks_nothing(maya, ana, client_of):
    client = client_of(maya)
    future = client.post(f"/contacts/{ana.pk}/died/", {"died_on": "2026-11-24"})
    assert (future.status_code, again(ana).died_on) == (422, None)

    client.post(f"/contacts/{ana.pk}/died/", {"died_on": "2026-11-01"})

    assert (again(ana).due_on, ana.died_on) == (None, date(2026, 11, 1))
    page = client.get(f"/contacts/{ana.pk}/").content.decode()
    assert "Died on 1 November." in page
    assert "In touch today" not in page


def test_wrongly_noted_death_is_mended_in_the_form(maya, ana, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{ana.pk}/died/", {"died_on": "2026-11-01"})

    client.post(f"/contacts/{ana.pk}/edit/", {"name": "Ana Lima", "died_on": ""})

    assert (again(ana).died_on, ana.due_on) == (None, TODAY - DAY)


def test_circles_rhythm_holds_for_who_has_none(maya, ana, client_of):
    ben, client = make_contact(maya, "Ben"), client_of(maya)
    for person in (ana, ben):
        client.post(f"/contacts/{person.pk}/join/", {"name": "Choir"})
    with acting_as(maya):
        choir = Circle.objects.get()
    client.post(f"/contacts/circles/{choir.pk}/rhythm/", {"days": "182"})
    assert TODAY <= again(ben).due_on < TODAY + 182 * DAY
    assert again(ana).due_on == TODAY - DAY

    client.post(f"/contacts/{ben.pk}/leave/{choir.pk}/")
    assert again(ben).due_on is None


def test_page_says_when_somebody_comes_round(maya, ana, client_of):
    client = client_of(maya)
    assert b"Has come round." in client.get(f"/contacts/{ana.pk}/").content

    make_touch(maya, ana, TODAY)
    page = client.get(f"/contacts/{ana.pk}/").content.decode()
    assert "Comes round on" in page
    assert "23 December" in page


def test_rest_moves_the_day_that_is_said(maya, ana, client_of):
    from apps.core.due import Rest

    with acting_as(maya):
        Rest.until(maya, f"contact:{ana.pk}", TODAY + 3 * DAY)

    assert "26 November" in client_of(maya).get(f"/contacts/{ana.pk}/").content.decode()


def test_double_press_is_one_act(maya, ana, client_of):
    client, form = client_of(maya), {"kind": "met", "act": "7b0c0bd8-5d0e-4d7a-9d0c-0f3a3b1f7a11"}
    answers = [client.post(f"/contacts/{ana.pk}/log/", form) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"/contacts/{ana.pk}/"] * 2
    with acting_as(maya):
        assert (Interaction.objects.count(), Act.objects.count()) == (1, 1)
