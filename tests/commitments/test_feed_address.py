"""Addresses of calendars in the settings: handed out, shown again, changed, ended; nobody else's."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.erasing import erase
from apps.commitments.models import Feed
from apps.core.handed import Link
from apps.core.scope import acting_as
from tests.commitments.feeding import address, read
from tests.contacts.counting import counted

pytestmark = pytest.mark.django_db
PAGE = "/settings/calendars/"


def shown(client: Client, kind: str = "gatherings") -> str:
    """The path of the address on the page."""
    found = {each.kind: each.address for each in client.get(PAGE).context["feeds"]}
    return found[kind].removeprefix("http://localhost:8000")


def press(client: Client, verb: str, kind: str = "gatherings"):
    return client.post(f"{PAGE}{kind}/{verb}/", follow=True)


def test_no_address_is_there_until_one_is_asked_for(maya, client_of):
    client = client_of(maya)
    text = client.get(PAGE).content.decode()
    assert "Make an address" in text
    assert "/calendar/" not in text
    with acting_as(maya):
        assert not Link.objects.exists()


def test_an_address_is_handed_out_and_shown_again(maya, client_of):
    client = client_of(maya)
    assert press(client, "hand-out").status_code == 200
    path = shown(client)
    assert read(path).status_code == 200
    assert shown(client_of(maya)) == path
    assert shown(client, "promises") == ""
    assert "webcal://" in client.get(PAGE).content.decode()


def test_another_address_ends_the_one_before(maya, client_of):
    client = client_of(maya)
    press(client, "hand-out")
    first = shown(client)
    answer = press(client, "hand-out")
    assert "The one before opens nothing any more" in answer.content.decode()
    assert (read(first).status_code, read(shown(client)).status_code) == (404, 200)


def test_it_keeps_what_was_said_about_names(maya, client_of):
    client = client_of(maya)
    press(client, "hand-out")
    press(client, "name-people")
    press(client, "hand-out")
    with acting_as(maya):
        assert Feed.objects.of(maya).get().has_names
    press(client, "leave-names-out")
    with acting_as(maya):
        assert not Feed.objects.of(maya).get().has_names


def test_an_ended_address_opens_nothing(maya, client_of):
    client = client_of(maya)
    press(client, "hand-out")
    path = shown(client)
    assert "opens nothing any more" in press(client, "revoke").content.decode()
    assert read(path).status_code == 404
    assert "Make an address" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("verb", ["revoke", "name-people", "leave-names-out"])
def test_nothing_is_done_to_an_address_that_is_not_there(maya, stranger, client_of, verb):
    path = address(maya)
    assert press(client_of(stranger), verb).status_code == 404
    assert press(client_of(maya), verb, "promises").status_code == 404
    assert press(client_of(maya), verb, "wishes").status_code == 404
    assert read(path).status_code == 200
    with acting_as(maya):
        assert not Feed.objects.of(maya).get().has_names


def test_there_are_two_kinds(maya, client_of):
    assert press(client_of(maya), "hand-out", "wishes").status_code == 404
    assert client_of(maya).get(f"{PAGE}gatherings/hand-out/").status_code == 405


def test_a_strangers_page_shows_the_strangers_own(maya, stranger, client_of):
    path = address(maya)
    assert path not in client_of(stranger).get(PAGE).content.decode()
    assert Client().get(PAGE).status_code == 302


def test_an_address_made_with_a_key_that_is_gone_is_said_so(maya, client_of, settings):
    client, path = client_of(maya), address(maya)
    settings.SECRET_KEY = "another" * 8
    client = client_of(maya)
    assert "can no longer be shown" in client.get(PAGE).content.decode()
    assert read(path).status_code == 200


def test_the_page_asks_the_same_with_and_without_addresses(maya):
    before = counted(maya, PAGE)[1]
    address(maya)
    address(maya, "promises")
    assert counted(maya, PAGE)[1] == before


def test_erasing_ends_and_erases_the_addresses(maya, stranger, now):
    paths, theirs = [address(maya), address(maya, "promises")], address(stranger)
    maya.leave(now=now)
    assert [read(path).status_code for path in paths] == [404, 404]
    assert erase(maya)
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select count(*) from core_link where member_id = %s", [maya.pk])
        assert cursor.fetchone() == (0,)
    assert [read(path).status_code for path in (*paths, theirs)] == [404, 404, 200]
