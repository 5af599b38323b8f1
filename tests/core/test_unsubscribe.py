"""Never again: without an account, at once, also for what waits; a look changes nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from apps.core.links import unsubscribe_token
from apps.core.opening import FALSE_TRIES
from apps.core.outbox import Outbox, State
from apps.core.suppression import Suppression
from apps.core.unsubscribing import has_unsubscribed, subscribe_again
from tests.core.posting import put_trial, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_kinds")]
BEN = "ben@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def url() -> str:
    return f"/u/{unsubscribe_token(BEN, 'notes')}/"


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(strict, url, method, django_assert_max_num_queries):
    with connection.execute_wrapper(refuse_writes):
        answer = getattr(strict, method)(url)
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Suppression.objects.exists()


def test_page_offers_both_scopes_in_readers_words(client, url):
    page = client.get(url).content.decode()
    assert "No more morning notes" in page
    assert "Nothing from here, ever" in page
    assert BEN not in page


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_one_click_of_a_mail_reader_works_plainly(strict, url, content_type):
    if content_type.startswith("multipart"):
        answer = strict.post(url, ONE_CLICK)
    else:
        answer = strict.post(url, "List-Unsubscribe=One-Click", content_type=content_type)
    assert answer.status_code == 200
    assert not answer.cookies
    assert has_unsubscribed(BEN, "notes")
    assert not has_unsubscribed(BEN, "letters")


def test_all_means_every_list(client, url):
    client.post(url, {"scope": "all"})
    assert has_unsubscribed("BEN@example.org ", "notes")
    assert has_unsubscribed(BEN, "letters")
    assert not has_unsubscribed("ana@example.org", "notes")


def test_pressing_twice_is_pressing_once(client, url):
    for _ in range(2):
        assert client.post(url, {"scope": "list"}).status_code == 200
    assert Suppression.objects.count() == 1


def test_it_can_be_taken_back(client, url):
    client.post(url, {"scope": "list"})
    client.post(url, {"scope": "all"})
    page = client.post(url, {"scope": "none"}).content.decode()
    assert "Taken back" in page
    assert not Suppression.objects.exists()


def test_settings_can_take_it_back_too(client, url):
    client.post(url, ONE_CLICK)
    subscribe_again(BEN, "notes")
    assert not has_unsubscribed(BEN, "notes")


def test_mail_that_waits_is_not_sent(mail_server, client, url, now):
    for number in range(20):
        put_trial(number, now=now, recipient=BEN)
    put_trial(99, now=now)
    client.post(url, ONE_CLICK)
    send(now)
    assert [one.recipients for one in mail_server.received] == [["reader99@example.org"]]
    assert Outbox.objects.filter(state=State.CANCELLED).count() == 20


def test_link_in_the_mail_itself_works(mail_server, client, now, settings):
    put_trial(now=now)
    send(now)
    header = mail_server.received[0].message["List-Unsubscribe"]
    client.post(header.strip("<>").removeprefix(settings.PUBLIC_URL), ONE_CLICK)
    assert has_unsubscribed("reader1@example.org", "notes")


def test_it_works_for_somebody_whose_account_is_gone(client, maya):
    url = f"/u/{unsubscribe_token(maya.email, 'notes')}/"
    maya.delete()
    assert client.get(url).status_code == 200
    assert client.post(url, ONE_CLICK).status_code == 200
    assert has_unsubscribed("maya@example.org", "notes")


def test_it_works_signed_in_as_anybody(client_of, stranger, url):
    assert client_of(stranger).post(url, ONE_CLICK).status_code == 200
    assert has_unsubscribed(BEN, "notes")


def test_list_that_no_longer_exists_has_a_page(client):
    url = f"/u/{unsubscribe_token(BEN, 'retired')}/"
    assert "No more mail of this kind" in client.get(url).content.decode()
    client.post(url, ONE_CLICK)
    assert has_unsubscribed(BEN, "retired")


@pytest.mark.parametrize("token", ["x", "a" * 3000, "%00", "%F0%9F%92%8C", "..%2F..", "AAAA" * 20])
@pytest.mark.parametrize("method", ["get", "post"])
def test_broken_token_has_a_clear_page(client, token, method):
    answer = getattr(client, method)(f"/u/{token}/")
    assert answer.status_code == 404
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("page", ["/u/{}/", "/n/{}/"])
def test_whoever_guesses_is_slowed_down_and_a_true_one_still_opens(client, url, page):
    statuses = [client.get(page.format(f"guess{number}")).status_code for number in range(FALSE_TRIES + 2)]
    assert statuses == [404] * FALSE_TRIES + [429] * 2
    assert client.post(url, ONE_CLICK).status_code == 200


def test_token_cut_short_says_so(client, url):
    answer = client.get(url[:-3] + "/")
    assert answer.status_code == 404
    assert "not whole" in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(client, url, method):
    assert getattr(client, method)(url).status_code == 405


def test_page_is_not_indexed(client, url):
    assert client.get(url)["X-Robots-Tag"] == "noindex, noarchive"


def refuse_writes(execute, sql, params, many, context):
    assert sql.lstrip().split()[0].lower() in {"select", "savepoint", "release"}, sql
    return execute(sql, params, many, context)
