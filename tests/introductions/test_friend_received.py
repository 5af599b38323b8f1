"""A letter to a member of this server: found in their own Introductions, their own people beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.core.scope import acting_as
from apps.introductions import verbs
from apps.introductions.models import Door, Received
from apps.introductions.received import deliver, received_by
from apps.introductions.recognising import recognised
from tests.architecture.test_pages import visible
from tests.introductions.making import make_asked
from tests.making import make_contact, make_member


@pytest.fixture
def ben(db):
    return make_member("ben@example.org", name="Ben Silva")


@pytest.fixture
def door(maya) -> Door:
    return make_asked(maya, "Ben Silva", now=timezone.now())


def receive(member, door: Door) -> Received:
    deliver(door.link.letter, member.email, now=timezone.now())
    with acting_as(member):
        return Received.objects.get()


def test_a_letter_mailed_to_a_verified_address_is_found(maya, ben, door, client_of):
    row = receive(ben, door)
    deliver(door.link.letter, "BEN@example.org", now=timezone.now())
    deliver(door.link.letter, "nobody@example.org", now=timezone.now())
    client = client_of(ben)
    assert "Maya Ortega would like to meet Eve Lindqvist" in visible(
        client.get(reverse("introductions:received_letters")).content.decode()
    )
    page = client.get(reverse("introductions:received", args=[row.pk])).content.decode()
    assert reverse("letter", args=[door.link.token]) in page
    with acting_as(maya):
        assert not Received.objects.exists()


def test_an_address_not_verified_finds_nothing(ben, door):
    ben.emailaddress_set.update(verified=False)
    deliver(door.link.letter, ben.email, now=timezone.now())
    with acting_as(ben):
        assert not Received.objects.exists()


def test_whoever_asked_sees_no_difference(maya, ben, door):
    def seen() -> list[object]:
        with acting_as(maya):
            return [*Door.objects.values(), door.link.letter.shown, Received.objects.count()]

    before = seen()
    receive(ben, door)
    assert seen() == before


def test_own_people_are_beside_it_the_name_first(ben, door, client_of):
    named = make_contact(ben, "Eve Lindqvist", city="Oakland")
    shops = make_contact(ben, "Paul Trail", interests="outdoor shops")
    make_contact(ben, "Nora Vale")
    row = receive(ben, door)
    page = client_of(ben).get(reverse("introductions:received", args=[row.pk])).content.decode()
    assert page.index(named.name, page.index("Of your own people")) < page.index(shops.name)
    assert "Nora Vale" not in page


def test_own_people_never_hold_those_let_be_or_dead_nor_anybody_elses(ben, maya):
    make_contact(ben, "Eve Lindqvist", let_be_at=timezone.now())
    make_contact(ben, "Eve Lindqvist", died_on=timezone.now().date())
    make_contact(maya, "Eve Lindqvist")
    with acting_as(ben):
        assert recognised(ben, "Eve Lindqvist", "who buys for outdoor shops") == []
        assert recognised(ben, "", "") == []
        assert recognised(ben, "\0 %_' \u202e", "a an of") == []


def test_a_first_name_alone_is_not_the_person(ben):
    make_contact(ben, "Eve Adams")
    with acting_as(ben):
        assert recognised(ben, "Eve Lindqvist", "") == []


@pytest.mark.parametrize("count", [3, 30])
def test_queries_do_not_grow(ben, maya, count, django_assert_max_num_queries):
    for number in range(count):
        make_contact(ben, f"Eve Lindqvist {number}")
    with acting_as(ben), django_assert_max_num_queries(2):
        assert len(recognised(ben, "Eve Lindqvist", "outdoor shops")) == min(count, 5)


def test_put_aside_is_listed_no_more_and_can_be_taken_back(ben, door, client_of):
    row, client = receive(ben, door), client_of(ben)
    client.post(reverse("introductions:put_aside_received", args=[row.pk]))
    with acting_as(ben):
        assert received_by(ben, now=timezone.now()) == []
        undo = verbs_of(ben)
    client.post(reverse("take_back", args=[undo]))
    with acting_as(ben):
        assert [each.pk for each in received_by(ben, now=timezone.now())] == [row.pk]


def verbs_of(member) -> int:
    from apps.core.models import Act

    return Act.objects.of(member).get(verb="put_aside_received").pk


def test_what_was_withdrawn_is_neither_listed_nor_shown(maya, ben, door, client_of):
    row = receive(ben, door)
    with acting_as(maya):
        verbs.withdraw(door.request, now=timezone.now())
    page = client_of(ben).get(reverse("introductions:received", args=[row.pk]))
    assert (page.status_code, "Eve" in page.content.decode()) == (200, False)
    with acting_as(ben):
        assert received_by(ben, now=timezone.now() + timedelta(seconds=1)) == []


def test_it_is_nobody_elses(ben, door, client_of, stranger):
    row = receive(ben, door)
    for name in ("received", "put_aside_received"):
        url = reverse(f"introductions:{name}", args=[row.pk])
        for client in (client_of(stranger), client_of(door.owner)):
            assert client.post(url).status_code in (404, 405)
            assert client.get(url).status_code in (404, 405)
        assert "/accounts/login/" in Client().post(url).headers["Location"]
