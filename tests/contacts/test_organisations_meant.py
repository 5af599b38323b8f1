"""Which organisation is meant by a name or an address, and two that become one."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from apps.contacts.domains import belongs, host_of, is_mail_house
from apps.contacts.models import Affiliation, Contact, Give, Organisation, Period
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.architecture.world import rows_of
from tests.conftest import NOW
from tests.contacts.test_list import names
from tests.contacts.test_organisations import FRAGMENT, make_organisation, put, written
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("HTTPS://WWW.Example.org:8080/a", "example.org"),
        ("a@b@example.org", "example.org"),
        ("example.org.", "example.org"),
        ("example", ""),
        ("exa mple.org", ""),
        ("-a.org", ""),
        ("127.0.0.1", ""),
        ("a" * 300 + ".org", ""),
        ("", ""),
        ("@", ""),
    ],
)
def test_host_is_read_from_whatever_was_typed(typed, host):
    assert host_of(typed) == host


@pytest.mark.parametrize("host", ["gmail.com", "web.de", "mail.yahoo.co.uk", "outlook.com", "gmx.net"])
def test_houses_of_everybodys_mail_are_known(host):
    assert is_mail_house(host)


@pytest.mark.parametrize("host", ["example.org", "web.mit.edu", "mail.siemens.com", "ox.ac.uk"])
def test_other_hosts_are_not(host):
    assert not is_mail_house(host)


def test_host_belongs_to_whom_it_is_named_after():
    assert belongs("siemens.com", "Siemens AG")
    assert belongs("tidewaterpress.co.uk", "Tidewater Press")
    assert not belongs("example.org", "Tidewater Press")


def test_typed_name_means_the_one_of_that_folded_name(maya, client_of):
    place, ana = make_organisation(maya, "Tidewater Press"), make_contact(maya, "Ana Lima")

    client_of(maya).post(f"/contacts/{ana.pk}/affiliations/", {"place": " TIDEWATER, press "})

    with acting_as(maya):
        assert Affiliation.objects.get().organisation == place


def test_address_leads_to_the_one_that_goes_by_a_like_name(maya, client_of):
    place = make_organisation(maya, "Siemens AG", domain="siemens.example")
    ana = make_contact(maya, "Ana Lima", email="ana@siemens.example")
    client = client_of(maya)

    client.post(f"/contacts/{ana.pk}/affiliations/", {"place": "Siemens"})
    client.post(f"/contacts/{ana.pk}/affiliations/", {"place": "Harbour Choir"})

    with acting_as(maya):
        found = set(Affiliation.objects.values_list("organisation__name", flat=True))
    assert found == {place.name, "Harbour Choir"}


def test_new_one_takes_the_domain_that_is_named_after_it(maya, client_of):
    client, ana = client_of(maya), make_contact(maya, "Ana Lima", email="ana@tidewater.example")
    ben = make_contact(maya, "Ben Ito", email="ben@gmail.com")

    client.post(f"/contacts/{ana.pk}/affiliations/", {"place": "Tidewater Press"})
    client.post(f"/contacts/{ben.pk}/affiliations/", {"place": "Gmail"})

    with acting_as(maya):
        assert dict(Organisation.objects.values_list("name", "domain")) == {
            "Tidewater Press": "tidewater.example",
            "Gmail": "",
        }


def test_end_before_the_beginning_is_told(maya, client_of):
    ana = make_contact(maya, "Ana Lima")
    answer = client_of(maya).post(
        f"/contacts/{ana.pk}/affiliations/",
        {"place": "Press", "from_on": "2020-01-02", "until_on": "2020-01-01"},
    )
    assert answer.status_code == 422
    assert "That lies before the beginning." in answer.content.decode()
    with acting_as(maya):
        assert not Organisation.objects.exists()


@pytest.fixture
def two(maya) -> tuple[Organisation, Organisation]:
    """The same press under two names; Ana told at both as the same, Ben only at the second."""
    into = make_organisation(maya, "Tidewater Press", notes="by the harbour")
    gone = make_organisation(
        maya, "Tidewater", domain="tidewater.example", notes="moved", extras=[["phone", "123"]]
    )
    ana, ben = make_contact(maya, "Ana Lima"), make_contact(maya, "Ben Ito")
    put(maya, ana, into, role="Editor")
    put(maya, ana, gone, role="editor")
    put(maya, ben, gone, from_on=date(2020, 1, 1))
    with acting_as(maya):
        Give.objects.create(owner=maya, organisation=gone, what="proofs", happened_on=NOW.date())
        Period.objects.create(owner=maya, kind="job", organisation=gone, begun_at=NOW)
    return into, gone


def test_name_that_is_taken_is_offered_to_be_united(maya, two, client_of):
    into, gone = two
    answer = client_of(maya).post(f"/contacts/organisations/{gone.pk}/edit/", written(name="TIDEWATER press"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is an organisation of that name already." in page
    assert f'name="with" value="{into.pk}"' in page
    assert 'value="TIDEWATER press"' in page


def test_united_ones_keep_everything_once_and_part_again_when_taken_back(maya, two, client_of):
    into, gone = two
    client, before = client_of(maya), rows_of(maya)

    answer = client.post(f"/contacts/organisations/{gone.pk}/unite/", {"with": into.pk})

    assert answer.headers["Location"] == f"/contacts/organisations/{into.pk}/"
    with acting_as(maya):
        one = Organisation.objects.get()
        assert (one.name, one.domain) == ("Tidewater Press", "tidewater.example")
        assert (one.notes, one.extras) == ("by the harbour\n\nmoved", [["phone", "123"]])
        there = Affiliation.objects.order_by("contact__name").values_list("contact__name", flat=True)
        assert list(there) == ["Ana Lima", "Ben Ito"]
        assert Give.objects.get().organisation == Period.objects.get().organisation == one
    assert names(client.get("/contacts/?q=press", headers=FRAGMENT)) == ["Ana Lima", "Ben Ito"]

    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")

    after = rows_of(maya)
    for model in ("Organisation", "Affiliation", "Give", "Period"):
        assert after[model] == before[model], model
    assert names(client.get("/contacts/?q=press", headers=FRAGMENT)) == ["Ana Lima"]


@pytest.mark.parametrize("typed", ["", "x", "0", "99999999", "9" * 30, "-1"])
def test_uniting_with_none_is_a_404(maya, two, client_of, typed):
    answer = client_of(maya).post(f"/contacts/organisations/{two[1].pk}/unite/", {"with": typed})
    assert answer.status_code == 404


def test_uniting_with_oneself_is_told(maya, two, client_of):
    gone = two[1]
    answer = client_of(maya).post(f"/contacts/organisations/{gone.pk}/unite/", {"with": gone.pk})

    assert answer.status_code == 422
    assert "That is the same organisation already." in answer.content.decode()
    with acting_as(maya):
        assert Organisation.objects.count() == 2


def test_uniting_with_anothers_is_a_404(maya, two, stranger, client_of):
    theirs = make_organisation(stranger, "Theirs")
    answer = client_of(maya).post(f"/contacts/organisations/{two[1].pk}/unite/", {"with": theirs.pk})
    assert answer.status_code == 404
    assert Contact.objects.count() == 2
