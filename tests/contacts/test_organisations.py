"""Organisations: the list, who is there now and who was before, editing, deleting."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from apps.contacts.models import Affiliation, Contact, Give, Organisation
from apps.core.acts import Act
from apps.core.fold import fold
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.contacts.test_list import names
from tests.making import make_contact

pytestmark = pytest.mark.django_db
FRAGMENT = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def make_organisation(member, name="Tidewater Press", **more) -> Organisation:
    with acting_as(member):
        return Organisation.objects.create(owner=member, name=name, folded=fold(name), **more)


def put(member, person, place, **more) -> Affiliation:
    """This person is or was there."""
    with acting_as(member):
        row = Affiliation.objects.create(owner=member, contact=person, organisation=place, **more)
        Contact.objects.reindex([person.pk])
        return row


@pytest.fixture
def press(maya) -> Organisation:
    press = make_organisation(maya)
    put(maya, make_contact(maya, "Ana Lima"), press, role="editor", from_on=date(2019, 5, 1))
    put(maya, make_contact(maya, "Ben Ito"), press, until_on=date(2020, 1, 1), from_on=date(2015, 1, 1))
    return press


def page_of(client: Client, place: Organisation) -> str:
    return client.get(f"/contacts/organisations/{place.pk}/").content.decode()


def written(**changes: str) -> dict[str, str]:
    return {"name": "Tidewater Press", "kind": "company", "domain": "", "notes": ""} | changes


def test_page_tells_who_is_there_now_and_who_was_before(maya, press, client_of):
    page = page_of(client_of(maya), press)

    now, before = page.split("Who was there before")
    assert "Ana Lima" in now
    assert "editor" in now
    assert "2019–" in now
    assert "Ben Ito" not in now.split("Who is there")[1]
    assert "Ben Ito" in before
    assert "2015–2020" in before


@pytest.mark.parametrize(
    ("from_on", "until_on", "is_there"),
    [
        (None, None, True),
        (date(2019, 1, 1), None, True),
        (None, date(2026, 11, 22), False),
        (date(2019, 1, 1), date(2026, 11, 23), True),
        (None, date(2027, 1, 1), True),
    ],
)
def test_somebody_is_there_until_the_end_has_passed(from_on, until_on, is_there):
    assert Affiliation(from_on=from_on, until_on=until_on).is_there(NOW.date()) is is_there


def test_persons_page_links_to_it_and_shows_now_before_earlier(maya, press, client_of):
    ana = Contact.objects.get(name="Ana Lima")
    put(maya, ana, make_organisation(maya, "Night School"), until_on=date(2010, 1, 1))
    put(maya, ana, make_organisation(maya, "Harbour Choir"), until_on=date(2027, 1, 1))

    page = client_of(maya).get(f"/contacts/{ana.pk}/").content.decode()

    assert f'href="/contacts/organisations/{press.pk}/"' in page
    assert page.index("Tidewater Press") < page.index("Harbour Choir") < page.index("Night School")


def test_list_finds_by_the_beginning_of_the_name_and_by_kind(maya, press, client_of):
    make_organisation(maya, "Tidal Club", kind="club")
    make_organisation(maya, "Éclair School", kind="school")
    client = client_of(maya)

    def found(query: str) -> list[str]:
        page = client.get(f"/contacts/organisations/{query}", headers=FRAGMENT).content.decode()
        return [name for name in ("Tidewater Press", "Tidal Club", "Éclair School") if name in page]

    assert found("") == ["Tidewater Press", "Tidal Club", "Éclair School"]
    assert found("?q=TID") == ["Tidewater Press", "Tidal Club"]
    assert found("?q=tid&kind=club") == ["Tidal Club"]
    assert found("?q=eclair") == ["Éclair School"]
    assert found("?q=press") == []
    assert found("?kind=nothing") == ["Tidewater Press", "Tidal Club", "Éclair School"]


def test_fragment_is_a_part_and_full_page_names_who_is_there(maya, press, client_of):
    client = client_of(maya)
    part = client.get("/contacts/organisations/", headers=FRAGMENT).content.decode()
    whole = client.get("/contacts/organisations/").content.decode()

    assert "<html" not in part
    assert "<html" in whole
    assert "Ana Lima" in part
    assert "Ben Ito" not in part


def test_list_goes_on_page_by_page_whatever_the_cursor(maya, client_of):
    with acting_as(maya):
        Organisation.objects.bulk_create(
            Organisation(owner=maya, name=f"Firm {n:03}", folded=f"firm {n:03}") for n in range(120)
        )
    client, seen, path = client_of(maya), [], "/contacts/organisations/"
    while path:
        answer = client.get(path)
        seen += [row.name for row, _names in answer.context["page"].rows]
        path = "/contacts/organisations/" + answer.context["page"].more if answer.context["page"].more else ""
    assert seen == [f"Firm {n:03}" for n in range(120)]
    for cursor in ("x", "WyJmaXJtIiwgMV0", "W10", "%00", "e" * 3000):
        assert client.get(f"/contacts/organisations/?after={cursor}").status_code == 200


def test_renamed_organisation_finds_its_people_by_the_new_name(maya, press, client_of):
    client = client_of(maya)
    client.post(f"/contacts/organisations/{press.pk}/edit/", written(name="Saltmarsh Books"))
    assert names(client.get("/contacts/?q=saltmarsh", headers=FRAGMENT)) == ["Ana Lima", "Ben Ito"]
    assert names(client.get("/contacts/?q=tidewater", headers=FRAGMENT)) == []

    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert names(client.get("/contacts/?q=tidewater", headers=FRAGMENT)) == ["Ana Lima", "Ben Ito"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.Tidewater.example.org/about?x=1", "tidewater.example.org"),
        ("ana@tidewater.example", "tidewater.example"),
        ("MÜNCHEN.example", "münchen.example"),
        ("", ""),
    ],
)
def test_place_on_the_web_is_kept_as_its_host(maya, press, client_of, typed, kept):
    answer = client_of(maya).post(f"/contacts/organisations/{press.pk}/edit/", written(domain=typed))

    assert answer.status_code == 302
    press.refresh_from_db()
    assert press.domain == kept


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"domain": "gmail.com"}, "Anybody can have an address there"),
        ({"domain": "me@mail.yahoo.co.uk"}, "Anybody can have an address there"),
        ({"domain": "no host"}, "A place on the web looks like example.org."),
        ({"domain": "1.2.3.4"}, "A place on the web looks like example.org."),
        ({"name": "..."}, "A name has at least one letter."),
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 201}, "at most 200"),
        ({"kind": "empire"}, "Select a valid choice"),
        ({"notes": "x" * 65537}, "at most 65536"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(maya, press, client_of, changes, sentence):
    answer = client_of(maya).post(f"/contacts/organisations/{press.pk}/edit/", written(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    press.refresh_from_db()
    assert (press.name, press.domain) == ("Tidewater Press", "")


def test_deleted_organisation_leaves_its_people_and_returns(maya, press, client_of):
    client = client_of(maya)
    with acting_as(maya):
        Give.objects.create(owner=maya, organisation=press, what="proofs", happened_on=NOW.date())

    client.post(f"/contacts/organisations/{press.pk}/delete/")

    assert names(client.get("/contacts/", headers=FRAGMENT)) == ["Ana Lima", "Ben Ito"]
    assert names(client.get("/contacts/?q=tidewater", headers=FRAGMENT)) == []
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    assert names(client.get("/contacts/?q=tidewater", headers=FRAGMENT)) == ["Ana Lima", "Ben Ito"]
    with acting_as(maya):
        assert Give.objects.get().what == "proofs"


def test_what_its_card_said_is_shown_with_ways_to_open_it(maya, client_of):
    place = make_organisation(
        maya,
        extras=[
            ["email", "desk@press.example"],
            ["phone", "+1 510 555 0100"],
            ["url", "javascript:alert(1)"],
            ["url", "press.example/books"],
            ["address", "12 Long Lane, Oakland"],
            ["fax", "<b>none</b>"],
            "broken",
        ],
    )
    page = page_of(client_of(maya), place)

    assert 'href="mailto:desk@press.example"' in page
    assert 'href="tel:+15105550100"' in page
    assert 'href="https://press.example/books"' in page
    assert 'href="javascript' not in page
    assert "12 Long Lane, Oakland" in page
    assert "&lt;b&gt;none" in page


def test_helped_and_asked_stand_on_its_page(maya, press, client_of):
    client, url = client_of(maya), f"/contacts/organisations/{press.pk}/"
    answer = client.post(f"{url}gives/", {"what": "read the proofs", "happened_on": "2026-11-01"})
    assert answer.headers["Location"] == url
    client.post(f"{url}asks/", {"what": "a stall at the fair", "happened_on": "2026-11-02"})

    page = page_of(client, press)

    assert "read the proofs" in page
    assert "a stall at the fair" in page


def test_queries_are_the_same_at_3_and_30(maya, stranger):
    places = {}
    for member, count in ((maya, 3), (stranger, 30)):
        places[member] = make_organisation(member)
        for number in range(count):
            person = make_contact(member, f"Person {number}")
            put(member, person, places[member])
            put(member, person, make_organisation(member, f"Firm {number}"))
    for path in ("", "{}/", "{}/edit/"):
        few, many = (
            counted(member, "/contacts/organisations/" + path.format(place.pk))[1]
            for member, place in places.items()
        )
        assert few == many <= 7, path


def test_stranger_and_anonymous_reach_none(maya, press, stranger, client_of):
    client = client_of(stranger)
    url = f"/contacts/organisations/{press.pk}/"
    assert b"Tidewater" not in client.get("/contacts/organisations/").content
    for path in (url, f"{url}edit/"):
        assert client.get(path).status_code == 404
    for verb in ("edit", "unite", "delete", "gives", "asks"):
        assert client.post(f"{url}{verb}/", written()).status_code == 404
    assert "/accounts/login/" in Client().get(url).headers["Location"]


def test_empty_page_says_how_they_gather(maya, client_of):
    assert b"they gather here as you write down" in client_of(maya).get("/contacts/organisations/").content
