"""A change to more people than a page can wait for: the worker does it, in time, whole or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.bulk import working
from apps.contacts.models import BulkDeed, Contact, Interaction
from apps.core.acts import Act, act
from apps.core.scope import acting_as
from apps.core.taking_back import ask, take_back, take_back_asked
from tests.conftest import NOW
from tests.contacts.bulking import book_of, make_book, send
from tests.contacts.test_list import TODAY, names
from tests.making import make_contact
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def book(maya):
    return make_book(maya)


@pytest.fixture
def few(monkeypatch):
    """So that a handful is many."""
    monkeypatch.setattr("apps.contacts.views.bulk.MOST_PICKED", 2)
    monkeypatch.setattr(working, "A_PIECE", 2)


def ticking(seconds: int = 0):
    """A clock that goes on by so many seconds each time it is read."""
    at = [NOW]

    def clock():
        at[0] += timedelta(seconds=seconds)
        return at[0]

    return clock


def test_worker_does_what_a_page_cannot_wait_for(maya, client_of, book, few):
    client = client_of(maya)

    answer = send(client, "let_be", everybody=1, query="?city=Lisbon")

    own = BulkDeed.objects.get()
    assert answer.headers["Location"] == reverse("contacts:bulk_deed", args=[own.pk])
    assert "people so far" in client.get(answer.headers["Location"]).content.decode()
    make_contact(maya, "Late", city="Lisbon")
    assert working.go_on(until=NOW + timedelta(seconds=15), clock=ticking()) is False

    own.refresh_from_db()
    assert (own.done, own.finished_at) == (5, NOW)
    with acting_as(maya):
        assert Contact.objects.exclude(let_be_at=None).count() == 5
        assert Act.objects.get().facts == {"count": 5}
        assert_nothing_differs()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Let 5 people be" in page
    progress = client.get(reverse("contacts:bulk_progress", args=[own.pk]))
    assert progress.headers["HX-Redirect"] == answer.headers["Location"]


def test_worker_stops_in_time_and_goes_on_where_it_was(maya, client_of, book, few):
    send(client_of(maya), "delete", everybody=1, query="?q=")

    assert working.go_on(until=NOW + timedelta(seconds=3), clock=ticking(2)) is True
    own = BulkDeed.objects.get()
    assert 0 < own.done < 5
    assert working.go_on(until=NOW + timedelta(hours=1), clock=ticking(1)) is False
    with acting_as(maya):
        assert not Contact.objects.exists()


def test_taken_back_half_way_it_stops_and_nothing_stays(maya, client_of, book, few):
    before = book_of(maya)
    send(client_of(maya), "delete", everybody=1, query="")
    working.go_on(until=NOW + timedelta(seconds=3), clock=ticking(2))
    with acting_as(maya):
        take_back(maya, Act.objects.get(), now=NOW)
    working.go_on(until=NOW + timedelta(hours=1), clock=ticking(1))

    own = BulkDeed.objects.get()
    assert own.finished_at is not None
    assert book_of(maya) == before


def test_large_change_that_fails_thrice_ends(maya, client_of, book, few, monkeypatch, caplog):
    send(client_of(maya), "delete", everybody=1, query="")
    monkeypatch.setattr(working, "change", lambda *args, **kwargs: 1 / 0)
    for hour in range(3):
        with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
            now = NOW + timedelta(hours=hour)
            working.go_on(until=now + timedelta(seconds=1), clock=lambda now=now: now)

    assert BulkDeed.objects.get().finished_at is not None
    with acting_as(maya):
        assert Contact.objects.count() == 5


def test_hundreds_deleted_by_the_worker_come_back_row_for_row(maya, client_of, monkeypatch):
    monkeypatch.setattr("apps.contacts.views.bulk.MOST_PICKED", 100)
    people = [
        make_contact(maya, f"Person {n}", email=f"p{n}@example.org", rhythm_days=30) for n in range(300)
    ]
    with acting_as(maya):
        for number in range(0, 300, 3):
            Interaction.log(maya, people[number : number + 2], kind="met", on=TODAY, now=NOW, note="boats")
    before, client = book_of(maya), client_of(maya)

    send(client, "delete", everybody=1, query="")
    working.go_on(until=NOW + timedelta(seconds=15), clock=ticking())
    assert names(client.get("/contacts/")) == []
    with acting_as(maya):
        act = Act.objects.get(verb="delete_many")
        assert act.facts["count"] == 300
        Act.objects.filter(pk=act.pk).update(asked_back_at=NOW)
    assert take_back_asked() == 1

    assert book_of(maya) == before


def test_taking_back_asked_for_twice_only_looks_the_second_time(maya, book, django_assert_num_queries):
    with acting_as(maya):
        with act(maya, "bulk_let_be", now=NOW) as done:
            pass
        ask(maya, done, now=NOW)
        with django_assert_num_queries(1):  # a write would wait for the worker's lock
            ask(maya, done, now=NOW)
