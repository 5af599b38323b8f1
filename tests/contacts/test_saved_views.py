"""Views kept under a name: kept, shown as chips, renamed, removed, taken back."""

from __future__ import annotations

import uuid

import pytest

from apps.contacts.models import SavedView
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.conftest import NOW
from tests.contacts.test_list import names
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(maya, client_of):
    make_contact(maya, "Ana", city="Lisbon")
    make_contact(maya, "Ben", city="Porto")
    return client_of(maya)


def keep(client, name: str, query: str = "city=Lisbon&q=ana", **more):
    return client.post(f"/contacts/views/new/?{query}", {"name": name, "act": uuid.uuid4(), **more})


def test_kept_view_stands_above_the_list_and_leads_to_its_people(maya, client):
    answer = keep(client, "Lisbon friends")

    assert answer.headers["Location"] == "/contacts/?q=ana&city=Lisbon"
    page = client.get("/contacts/").content.decode()
    assert 'href="?q=ana&amp;city=Lisbon">Lisbon friends</a>' in page
    assert names(client.get(answer.headers["Location"])) == ["Ana"]


def test_name_there_already_is_asked_about_and_replaced(maya, client):
    keep(client, "Lisbon")
    answer = keep(client, "LISBON", "city=Porto")

    assert answer.status_code == 422
    assert "There is a view of that name already" in answer.content.decode()
    assert SavedView.objects.get().query == "q=ana&city=Lisbon"
    assert keep(client, "LISBON", "city=Porto", replace="on").status_code == 302
    assert SavedView.objects.get().query == "city=Porto"


@pytest.mark.parametrize(
    ("name", "query", "says"),
    [
        ("", "city=Lisbon", "Write a name"),
        ("…", "city=Lisbon", "a letter or a digit"),
        ("x" * 81, "city=Lisbon", "at most 80"),
        ("All", "", "This is the whole list"),
        ("Long", "q=" + "%F0%9F%A6%8A" * 200, "too long"),
    ],
)
def test_what_cannot_be_kept_is_told(maya, client, name, query, says):
    answer = keep(client, name, query)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not SavedView.objects.exists()


def test_renamed_and_removed_and_each_taken_back(maya, client):
    keep(client, "Lisbon")
    keep(client, "Porto", "city=Porto")
    view = SavedView.objects.get(name="Lisbon")

    assert client.post(f"/contacts/views/{view.pk}/rename/", {"name": "porto"}).status_code == 422
    client.post(f"/contacts/views/{view.pk}/rename/", {"name": "By the river", "act": uuid.uuid4()})
    client.post(f"/contacts/views/{view.pk}/delete/", {"act": uuid.uuid4()})

    assert [v.name for v in SavedView.objects.all()] == ["Porto"]
    with acting_as(maya):
        for act in Act.objects.of(maya).order_by("-pk")[:2]:
            take_back(maya, act, now=NOW)
        assert set(SavedView.objects.values_list("name", flat=True)) == {"Lisbon", "Porto"}


def test_renaming_page_names_the_view(maya, client):
    keep(client, "Lisbon")

    page = client.get(f"/contacts/views/{SavedView.objects.get().pk}/rename/").content.decode()

    assert 'value="Lisbon"' in page
    assert "Remove this view" in page
