"""Ways to reach somebody, days, posts: added, changed, removed."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from apps.contacts.addresses import match_key, search_keys
from apps.contacts.models import Affiliation, Contact, ContactPoint, ImportantDate, Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    return make_contact(maya, "Ana Lima")


@pytest.mark.parametrize(
    ("kind", "value", "country", "key"),
    [
        ("email", " Ana.Lima@Example.ORG ", "", "ana.lima@example.org"),
        ("phone", "0512 3456789", "DE", "+495123456789"),
        ("phone", "+351 912 345 678", "DE", "+351912345678"),
        ("phone", "(510) 555-0123", "us", "+15105550123"),
        ("phone", "912 345 678", "", "912345678"),
        ("phone", "112", "DE", ""),
        ("phone", "call me", "DE", ""),
        ("phone", "1" * 300, "DE", "1" * 300),
        ("url", "https://www.Example.org/Ana/?utm=1#top", "", "example.org/ana"),
        ("url", "example.org/", "", "example.org"),
        ("messenger", "@Ana_L", "", "ana_l"),
        ("address", "Rua do Sol 1,\nLisboa", "", "rua do sol 1 lisboa"),
        ("email", "", "", ""),
    ],
)
def test_match_key_finds_the_same_address_however_it_was_typed(kind, value, country, key):
    assert match_key(kind, value, country) == key


def test_search_keys_are_no_longer_than_their_column():
    for kind, value in (
        ("email", "a" * 300 + "@example.org"),
        ("phone", "1" * 300),
        ("messenger", "m" * 300),
    ):
        assert all(len(word) <= 40 for word in search_keys(kind, value, match_key(kind, value)))


def test_number_is_kept_as_typed_and_found_by_the_members_country(maya, ana, client_of):
    maya.country = "PT"
    maya.save(update_fields=["country"])
    client = client_of(maya)

    client.post(f"/contacts/{ana.pk}/points/", {"kind": "phone", "value": "912 345 678", "label": "home"})

    with acting_as(maya):
        point = ContactPoint.objects.get()
    assert (point.value, point.match_key, point.label) == ("912 345 678", "+351912345678", "home")
    assert b"Ana Lima" in client.get("/contacts/?q=%2B351912").content


def test_point_is_changed_and_removed_and_taken_back(maya, ana, client_of):
    client = client_of(maya)
    client.post(f"/contacts/{ana.pk}/points/", {"kind": "email", "value": "ana@old.example"})
    with acting_as(maya):
        point = ContactPoint.objects.get()
    url = f"/contacts/{ana.pk}/points/{point.pk}/"
    assert b"ana@old.example" in client.get(url).content

    client.post(url, {"kind": "email", "value": "ana@new.example"})
    assert b"Ana Lima" in client.get("/contacts/?q=ana@new", headers={"hx-request": "true"}).content
    assert b"Ana Lima" not in client.get("/contacts/?q=ana@old", headers={"hx-request": "true"}).content

    client.post(url + "delete/")
    assert b"Ana Lima" not in client.get("/contacts/?q=ana@new", headers={"hx-request": "true"}).content
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert b"Ana Lima" in client.get("/contacts/?q=ana@new", headers={"hx-request": "true"}).content


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "email", "value": "nobody"}, "That is no e-mail address"),
        ({"kind": "phone", "value": "1"}, "at least three digits"),
        ({"kind": "url", "value": "javascript:alert(1)"}, "The address of a page begins with"),
        ({"kind": "url", "value": "data:text/html,x"}, "The address of a page begins with"),
        ({"kind": "pigeon", "value": "x"}, "Select a valid choice"),
        ({"kind": "email", "value": "\0"}, "This field is required"),
        ({"kind": "messenger", "value": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_wrong_address_says_so_and_is_kept_on_the_form(maya, ana, client_of, form, sentence):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/points/", form | {"label": "typed label"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="typed label"' in page
    with acting_as(maya):
        assert not ContactPoint.objects.exists()


def test_birthday_without_a_year_and_on_the_leap_day(maya, ana, client_of):
    answer = client_of(maya).post(
        f"/contacts/{ana.pk}/dates/", {"kind": "birthday", "month": "2", "day": "29", "year": ""}, follow=True
    )

    assert "29 February" in answer.content.decode()
    with acting_as(maya):
        assert ImportantDate.objects.get().year is None


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"month": "2", "day": "30"}, "There is no such day in that month."),
        ({"month": "2", "day": "29", "year": "2023"}, "There is no such day in that month."),
        ({"month": "13", "day": "1"}, "Select a valid choice"),
        ({"month": "4", "day": "0"}, "greater than or equal to 1"),
        ({"month": "4", "day": "1", "year": "0"}, "A year has four digits."),
        ({"month": "4", "day": "1", "year": "99999"}, "A year has four digits."),
        ({"month": "4", "day": "1", "year": "9" * 30}, "A year has four digits."),
        ({"month": "", "day": ""}, "This field is required."),
        ({"month": "1", "day": "1", "year": "2031"}, "That day is still to come."),
    ],
)
def test_wrong_day_says_so(maya, ana, client_of, form, sentence):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/dates/", {"kind": "birthday", "year": "", **form})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_second_birthday_is_refused_with_a_sentence(maya, ana, client_of):
    client, form = client_of(maya), {"kind": "birthday", "month": "3", "day": "9"}
    client.post(f"/contacts/{ana.pk}/dates/", form)

    again = client.post(f"/contacts/{ana.pk}/dates/", form)

    assert again.status_code == 422
    assert "There is a birthday already." in again.content.decode()
    with acting_as(maya):
        assert ImportantDate.objects.count() == 1
    assert (
        client.post(f"/contacts/{ana.pk}/dates/", form | {"kind": "other", "label": "wedding"}).status_code
        == 302
    )


def test_post_is_written_changed_and_found(maya, ana, client_of):
    client, url = client_of(maya), f"/contacts/{ana.pk}/affiliations/"
    client.post(url, {"place": "Harbour  Pilots", "role": "pilot", "from_on": "2019-01-01"})
    client.post(url, {"place": "HARBOUR PILOTS", "role": "master"})
    with acting_as(maya):
        assert Organisation.objects.get().name == "Harbour Pilots"
        first, second = Affiliation.objects.order_by("pk")
    assert b"Ana Lima" in client.get("/contacts/?q=pilots").content

    wrong = client.post(
        f"{url}{first.pk}/", {"place": "x", "from_on": "2020-01-01", "until_on": "2019-01-01"}
    )
    assert (wrong.status_code, b"before the beginning" in wrong.content) == (422, True)
    client.post(
        f"{url}{first.pk}/", {"place": "Harbour Pilots", "from_on": "2019-01-01", "until_on": "2020-01-01"}
    )
    first.refresh_from_db()
    assert first.until_on == date(2020, 1, 1)

    client.post(f"{url}{second.pk}/delete/")
    with acting_as(maya):
        assert list(Affiliation.objects.all()) == [first]


def test_details_of_another_person_are_not_reached(maya, stranger, ana, client_of):
    ben = make_contact(maya, "Ben", email="ben@example.org")
    with acting_as(maya):
        point = ContactPoint.objects.get()
    client = client_of(maya)

    assert client.get(f"/contacts/{ana.pk}/points/{point.pk}/").status_code == 404
    assert client.post(f"/contacts/{ana.pk}/points/{point.pk}/delete/").status_code == 404
    assert client_of(stranger).post(f"/contacts/{ben.pk}/points/{point.pk}/delete/").status_code == 404
    assert client.get(f"/contacts/{ben.pk}/points/{point.pk}/delete/").status_code == 405
