"""Filters of the list: each by itself, several together, and what makes no sense."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine

from apps.contacts.models import Affiliation, Circle, Contact, Organisation
from apps.core.fold import fold
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.contacts.test_list import FRAGMENT, TODAY, names
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def book(maya):
    """Somebody for each filter."""
    ana = make_contact(maya, "Ana", city="Lisbon", relation="cousin", rhythm_days=30, first_due_on=TODAY)
    ben = make_contact(maya, "Ben", city="Porto", email="ben@example.org", rhythm_days=17)
    cara = make_contact(maya, "Cara", city="Lisbon", phone="+351912345678")
    make_contact(maya, "Dora", just_remember_on=TODAY)
    make_contact(maya, "Eve", let_be_at=NOW, rhythm_days=365)
    make_contact(maya, "Femi", died_on=TODAY)
    with acting_as(maya):
        for person in (ana, cara):
            person.join("Choir")
            at(maya, person, "Harbour Café")
        at(maya, ben, "Harbour Café", until_on=TODAY - timedelta(days=1))
        Circle.objects.update(rhythm_days=91)
        Contact.objects.recompute([ana.pk, cara.pk])
        Contact.objects.reindex([ana.pk, cara.pk])
    return Circle.objects.get(owner=maya).pk


def at(member, person, name: str, until_on: date | None = None) -> None:
    place, _made = Organisation.objects.get_or_create(owner=member, name=name, folded=fold(name))
    Affiliation.objects.create(owner=member, contact=person, organisation=place, until_on=until_on)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("show=due", ["Ana"]),
        ("show=remembered", ["Dora"]),
        ("show=resting", ["Eve"]),
        ("show=died", ["Femi"]),
        ("show=undecided", ["Cara"]),
        ("rhythm=30", ["Ana"]),
        ("rhythm=91", ["Cara"]),
        ("rhythm=365", ["Eve"]),
        ("rhythm=own", ["Ben"]),
        ("rhythm=none", ["Dora", "Femi"]),
        ("organisation=harbour+cafe", ["Ana", "Cara"]),
        ("city=Lisbon", ["Ana", "Cara"]),
        ("city=lisbon", []),
        ("relation=cousin", ["Ana"]),
        ("relation=Cousin", ["Ana"]),
        ("without=address", ["Ana", "Dora", "Eve", "Femi"]),
        ("without=email", ["Ana", "Cara", "Dora", "Eve", "Femi"]),
        ("without=phone&city=Lisbon", ["Ana"]),
        ("city=Lisbon&rhythm=91", ["Cara"]),
        ("organisation=Harbour+Caf%C3%A9&relation=cousin&rhythm=30&show=due&city=Lisbon&q=choir", ["Ana"]),
        ("circle={circle}&rhythm=91", ["Cara"]),
        ("circle={circle}&sort=newest&city=Porto", []),
    ],
)
def test_filters_narrow_and_combine(maya, client_of, book, query, expected):
    if query == "city=lisbon":
        expected = ["Ana", "Cara"]
    assert names(client_of(maya).get(f"/contacts/?{query.format(circle=book)}")) == expected


@pytest.mark.parametrize(
    "query",
    [
        "rhythm=0",
        "rhythm=100000",
        "show=everything",
        "without=soul",
        "circle=987654321",
        "rhythm=%00",
        "sort=x",
    ],
)
def test_unknown_value_is_left_out(maya, client_of, book, query):
    page = client_of(maya).get(f"/contacts/?{query}")

    assert len(names(page)) == 6
    assert b"leave this out" not in page.content


def test_each_chosen_filter_can_be_taken_off(maya, client_of, book):
    page = client_of(maya).get(f"/contacts/?circle={book}&city=Lisbon&rhythm=30&q=ana").content.decode()
    chosen = re.findall(r'href="([^"]*)">([^<]*) <span aria-hidden="true">×', page)

    assert [words for _link, words in chosen] == ["“ana”", "Choir", "every month", "in Lisbon"]
    assert chosen[0][0] == f"?circle={book}&amp;rhythm=30&amp;city=Lisbon"
    assert chosen[2][0] == f"?q=ana&amp;circle={book}&amp;city=Lisbon"


def test_fragment_names_the_circle_too(maya, client_of, book):
    fragment = client_of(maya).get(f"/contacts/?circle={book}", headers=FRAGMENT).content.decode()

    assert ">Choir <" in fragment


def test_form_offers_what_is_there_and_leads_to_the_list(maya, client_of, book):
    for headers in ({}, FRAGMENT):
        page = client_of(maya).get("/contacts/filters/?city=Lisbon&q=ana", headers=headers).content.decode()
        assert '<option value="Porto"></option>' in page
        assert '<option value="Harbour Café"></option>' in page
        assert '<option value="cousin"></option>' in page
        assert f'<option value="{book}">Choir</option>' in page
        assert 'value="Lisbon"' in page
        assert 'action="/contacts/"' in page


def test_form_offers_nothing_of_anothers(maya, stranger, client_of, book):
    page = client_of(stranger).get("/contacts/filters/").content.decode()

    assert not any(word in page for word in ("Lisbon", "Harbour", "cousin", "Choir"))


def test_nobody_is_all_of_that(maya, client_of, book):
    page = client_of(maya).get("/contacts/?city=Porto&show=died").content.decode()

    assert "Nobody is all of that at once" in page


@pytest.mark.parametrize("count", [1, 50])
def test_list_and_search_cost_five_queries(maya, count):
    for number in range(count):
        make_contact(maya, f"Ana {number}", city="Lisbon", rhythm_days=30)
    with acting_as(maya):
        for person in Contact.objects.all():
            person.join("Choir")
        circle = Circle.objects.get().pk
    for query in ("", "?q=ana", f"?circle={circle}&q=ana&rhythm=30&city=Lisbon&without=email&sort=newest"):
        assert counted(maya, f"/contacts/{query}")[1] <= 5, query
        assert counted(maya, f"/contacts/{query}", **FRAGMENT)[1] <= 5, query
