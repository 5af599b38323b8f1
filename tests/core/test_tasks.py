"""What the worker does for core, through a real broker where it matters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from apps.accounts.models import Session
from apps.core import tasks, tidying
from apps.core.acts import Act, ActRow, act
from apps.core.health import BEAT_KEY
from apps.core.outbox import Outbox, State
from apps.core.scope import acting_as
from config.celery import app
from tests.core.posting import put_trial

pytestmark = pytest.mark.django_db
needs_broker = pytest.mark.skipif(not settings.REDIS_URL, reason="no broker here")


def test_beats_tasks_exist():
    app.loader.import_default_modules()
    assert {"core.send_outbox", "core.tidy", "core.heartbeat"} <= set(app.tasks)


@needs_broker
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("trial_kinds")
def test_long_backlog_takes_few_messages(mail_server, queue, monkeypatch):
    now = timezone.now()
    for number in range(30):
        put_trial(number, now=now)
    queue.clear()
    mail_server.seconds = 0.03
    monkeypatch.setattr(tasks, "SECONDS_A_TASK", 0.3)
    for _ in range(3):  # three workers, each with more to do at its end
        tasks.send_outbox()
    assert 0 < Outbox.objects.filter(state=State.DUE).count() < 30
    assert len(queue) == 1


@needs_broker
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("trial_kinds")
def test_task_that_is_done_sends_nothing_on(mail_server, queue):
    put_trial(now=timezone.now())
    queue.clear()
    tasks.send_outbox()
    assert Outbox.objects.get().state == State.SENT
    assert len(queue) == 0


@needs_broker
def test_heartbeat_is_heard_by_health(client):
    cache.delete(BEAT_KEY)
    assert client.get("/health/ready").json()["beat"] is False
    tasks.heartbeat()
    assert client.get("/health/ready").json()["beat"] is True


def test_tidying_lets_go_of_what_is_past_its_time(maya, now):
    old, recent = now - timedelta(days=31), now - timedelta(days=29)
    for at in (old, recent):
        with acting_as(maya), act(maya, "log", now=at) as opened:
            ActRow.objects.create(owner=maya, act=opened, table_name="t", row_id=1)
    for number, age in enumerate((91, 89)):
        row = put_trial(number, now=now - timedelta(days=age))
        Outbox.objects.filter(pk=row.pk).update(state=State.SENT, finished_at=now - timedelta(days=age))
    put_trial(7, now=now - timedelta(days=200))
    for key, ends_at in (("gone", now - timedelta(1)), ("open", now + timedelta(1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends_at)
    tidying.tidy(now=now)
    assert [image.act.at for image in ActRow.objects.all()] == [recent]
    assert Act.objects.count() == 2  # History keeps its lines
    assert set(Outbox.objects.values_list("key", flat=True)) == {"trial:1", "trial:7"}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


@pytest.fixture
def queue(monkeypatch):
    """A queue of our own on the real broker, emptied before and after."""
    name = "tests-of-tasks"
    monkeypatch.setitem(app.conf, "task_default_queue", name)
    app.amqp.__dict__.pop("queues", None)
    waiting = Queue(name)
    waiting.clear()
    yield waiting
    waiting.clear()
    app.amqp.__dict__.pop("queues", None)


class Queue:
    """What waits in one queue of the broker."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __len__(self) -> int:
        return self._ask("llen")

    def clear(self) -> None:
        cache.delete("chain:core.send_outbox")
        self._ask("delete")

    def _ask(self, command: str) -> int:
        with app.connection_for_write() as connection:
            return int(getattr(connection.default_channel.client, command)(self.name))
