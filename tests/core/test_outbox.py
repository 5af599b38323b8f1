"""The outbox: a row once per key, the worker woken once, and nobody kept waiting when it cannot be."""

from __future__ import annotations

import socket
import time

import pytest
from django.db import transaction

from apps.core import waking
from apps.core.outbox import Outbox, put, put_all
from apps.core.scope import acting_as
from config.celery import app
from tests.core.posting import put_trial


@pytest.mark.django_db
def test_key_that_is_there_stays_as_it_is(now):
    put(key="k", kind="trial", recipient="a@example.org", now=now)
    put(key="k", kind="trial", recipient="b@example.org", now=now)
    assert Outbox.objects.get().recipient == "a@example.org"


@pytest.mark.django_db
def test_member_puts_mail_and_reads_own_only(maya, stranger, now):
    with acting_as(maya):
        put(key="m", kind="trial", recipient=maya.email, member_id=maya.pk, now=now)
        assert Outbox.objects.count() == 1
    with acting_as(stranger):
        put(key="s", kind="trial", recipient=stranger.email, member_id=stranger.pk, now=now)
        assert list(Outbox.objects.values_list("key", flat=True)) == ["s"]


@pytest.mark.django_db
def test_mail_of_a_transaction_that_fails_is_never_put(now):
    put_in_vain(now)
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_worker_is_woken_once_a_transaction(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as hooks, transaction.atomic():
        for number in range(5):
            put_trial(number, now=now)
        put_all([])
    assert hooks == [waking.wake]


@pytest.mark.django_db
def test_worker_is_woken_although_an_inner_block_failed(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as hooks:
        put_in_vain(now)
        put_trial(2, now=now)
    assert hooks == [waking.wake]


def put_in_vain(now) -> None:
    with transaction.atomic():
        put_trial(1, now=now)
        transaction.set_rollback(True)


@pytest.fixture
def broker(monkeypatch):
    """Point the broker's address somewhere, and forget earlier failures."""

    def at(url: str) -> None:
        monkeypatch.setattr(waking, "_quiet_until", 0.0)
        monkeypatch.setitem(app.conf, "broker_url", url)
        monkeypatch.setitem(app.conf, "broker_write_url", url)

    return at


def timed_wake() -> float:
    started = time.monotonic()
    waking.wake()
    return time.monotonic() - started


@pytest.fixture
def silent_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def stale_socket(tmp_path):
    path = tmp_path / "valkey.sock"
    with socket.socket(socket.AF_UNIX) as once:
        once.bind(str(path))
    return path


def test_broker_away_keeps_nobody_waiting(broker, tmp_path, stale_socket, silent_port):
    for url in (
        f"redis+socket://{tmp_path}/none.sock?virtual_host=0",
        f"redis+socket://{stale_socket}?virtual_host=0",
        "redis://127.0.0.1:1/0",
        f"redis://127.0.0.1:{silent_port}/0",
    ):
        broker(url)
        assert timed_wake() < 0.5, url
        assert timed_wake() < 0.005, url  # quiet now: the next page does not even try


def test_broker_that_came_back_is_asked_again(broker, monkeypatch):
    broker("redis://127.0.0.1:1/0")
    waking.wake()
    monkeypatch.setattr(waking, "_quiet_until", time.monotonic() - 1)
    waking.wake()
    assert waking._quiet_until > time.monotonic() + 25


def test_without_broker_nothing_is_asked(broker):
    broker("")
    assert timed_wake() < 0.005
    assert waking._quiet_until == 0.0
