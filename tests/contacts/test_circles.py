"""Circles: made, named, joined, left, dissolved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from apps.contacts.models import Circle, Contact
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.contacts.test_list import names
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
FRAGMENT = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def choir(maya) -> Circle:
    ana = make_contact(maya, "Ana")
    with acting_as(maya):
        ana.join("Choir")
        Contact.objects.reindex([ana.pk])
        return Circle.objects.get()


def test_circle_is_made_once_by_its_folded_name(maya, client_of):
    client = client_of(maya)
    for name in ("Choir", " choir ", "CHOIR"):
        client.post("/contacts/circles/new/", {"name": name})

    with acting_as(maya):
        assert [circle.name for circle in Circle.objects.all()] == ["Choir"]


def test_joining_makes_the_circle_and_finds_by_it(maya, client_of):
    ben, client = make_contact(maya, "Ben"), client_of(maya)

    client.post(f"/contacts/{ben.pk}/join/", {"name": "Sailing"})

    assert names(client.get("/contacts/?q=sailing", headers=FRAGMENT)) == ["Ben"]
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert names(client.get("/contacts/?q=sailing", headers=FRAGMENT)) == []
    with acting_as(maya):
        assert not Circle.objects.exists()


def test_renamed_circle_finds_its_people_by_the_new_name(maya, choir, client_of):
    client = client_of(maya)
    client.post(f"/contacts/circles/{choir.pk}/rename/", {"name": "Singers"})
    assert names(client.get("/contacts/?q=singers", headers=FRAGMENT)) == ["Ana"]
    assert names(client.get("/contacts/?q=choir", headers=FRAGMENT)) == []

    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert names(client.get("/contacts/?q=choir", headers=FRAGMENT)) == ["Ana"]


def test_name_that_is_taken_is_refused_and_kept(maya, choir, client_of):
    with acting_as(maya):
        Circle.named(maya, "School")

    answer = client_of(maya).post(f"/contacts/circles/{choir.pk}/rename/", {"name": "school"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "There is a circle of that name already." in page
    assert 'value="school"' in page
    choir.refresh_from_db()
    assert choir.name == "Choir"


def test_circle_may_change_only_its_spelling(maya, choir, client_of):
    assert client_of(maya).post(f"/contacts/circles/{choir.pk}/rename/", {"name": "CHOIR"}).status_code == 302


@pytest.mark.parametrize("name", ["", "x" * 81, "\0", "!!!", "x" * 10_000])
def test_wrong_name_is_refused(maya, choir, client_of, name):
    ana = Contact.objects.get(name="Ana")
    for url in (
        "/contacts/circles/new/",
        f"/contacts/circles/{choir.pk}/rename/",
        f"/contacts/{ana.pk}/join/",
    ):
        assert client_of(maya).post(url, {"name": name}).status_code == 422, url


@pytest.mark.parametrize("days", ["0", "x", "3651"])
def test_wrong_rhythm_is_refused(maya, choir, client_of, days):
    answer = client_of(maya).post(f"/contacts/circles/{choir.pk}/rhythm/", {"days": days})

    assert answer.status_code == 422
    assert "A whole number of days, from 1 to 3650." in answer.content.decode()


def test_dissolved_circle_leaves_its_people_and_returns(maya, choir, client_of):
    client = client_of(maya)
    client.post(f"/contacts/circles/{choir.pk}/rhythm/", {"days": "30"})
    with acting_as(maya):
        due_on = Contact.objects.get().due_on
    client.post(f"/contacts/circles/{choir.pk}/delete/")
    with acting_as(maya):
        assert Contact.objects.get().due_on is None
    assert names(client.get("/contacts/?q=choir", headers=FRAGMENT)) == []

    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")

    with acting_as(maya):
        assert Contact.objects.get().due_on == due_on is not None
    assert names(client.get("/contacts/?q=choir", headers=FRAGMENT)) == ["Ana"]


def test_leaving_takes_one_person_out(maya, choir, client_of):
    ana = Contact.objects.get(name="Ana")

    client_of(maya).post(f"/contacts/{ana.pk}/leave/{choir.pk}/")

    with acting_as(maya):
        assert Circle.objects.get().memberships.count() == 0


def test_page_of_circles_shows_faces_in_few_queries(maya, stranger, client_of):
    for member, count in ((maya, 3), (stranger, 30)):
        with acting_as(member):
            for number in range(count):
                person = make_contact(member, f"Person {number}")
                person.join(f"Circle {number}")
    assert counted(maya, "/contacts/circles/")[1] == counted(stranger, "/contacts/circles/")[1] == 3
    assert b"Person 0" in client_of(maya).get("/contacts/circles/").content


def test_empty_page_says_what_a_circle_is_for(maya, client_of):
    assert b"a circle keeps people together" in client_of(maya).get("/contacts/circles/").content


def test_stranger_reaches_no_circle(maya, choir, stranger, client_of):
    client, ana = client_of(stranger), Contact.objects.get(name="Ana")
    mine = make_contact(stranger, "Mine")
    assert client.get(f"/contacts/circles/{choir.pk}/").status_code == 404
    for verb in ("rename", "rhythm", "private", "open", "delete"):
        assert client.post(f"/contacts/circles/{choir.pk}/{verb}/", {"name": "x"}).status_code == 404
    assert client.post(f"/contacts/{mine.pk}/leave/{choir.pk}/").status_code == 404
    assert client.post(f"/contacts/{ana.pk}/join/", {"name": "x"}).status_code == 404
    assert names(client.get(f"/contacts/?circle={choir.pk}")) == ["Mine"]  # no circle of theirs


def test_page_says_how_a_circle_fares_and_leaves_out_who_rests(maya, client_of):
    today = NOW.date()
    near = make_contact(maya, "Ana Lima", rhythm_days=30)
    make_touch(maya, near, today - timedelta(days=30))
    yearly = make_contact(maya, "Ben Ito")
    make_touch(maya, yearly, today - timedelta(days=365))
    quiet = make_contact(maya, "Ruth Berg", rhythm_days=30)
    make_touch(maya, quiet, date(2026, 6, 3))
    resting = [
        make_contact(maya, "Let be", let_be_at=NOW),
        make_contact(maya, "Remembered", just_remember_on=today),
        make_contact(maya, "Dead", died_on=today),
    ]
    with acting_as(maya):
        for person in (near, yearly, quiet, *resting):
            person.join("Choir")

    page = client_of(maya).get("/contacts/circles/").content.decode()

    assert "Mostly in touch. Last in touch with Ruth in June." in page


def test_circle_is_kept_private_and_open_again(maya, choir, client_of):
    client = client_of(maya)
    client.post(f"/contacts/circles/{choir.pk}/private/")
    choir.refresh_from_db()
    assert choir.is_private
    assert "This circle is private." in client.get(f"/contacts/circles/{choir.pk}/").content.decode()

    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    choir.refresh_from_db()
    assert not choir.is_private

    client.post(f"/contacts/circles/{choir.pk}/private/")
    client.post(f"/contacts/circles/{choir.pk}/open/")
    choir.refresh_from_db()
    assert not choir.is_private
