"""The worker and its clock: the whole beat schedule on one screen.

Beat only ticks. What is due stands in Postgres, so a broker lost, emptied or away costs
at most one tick. Tasks carry no content and never a far time of their own.
"""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("kith")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    accept_content=["json"],
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"socket_connect_timeout": 0.2, "socket_timeout": 5},
    task_publish_retry=False,
    worker_max_tasks_per_child=1000,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    enable_utc=True,
    timezone="UTC",
)
TICK = float(os.environ.get("KITH_TICK", "60"))
app.conf.beat_schedule = {
    "plan the notes that are due": {"task": "nudges.plan", "schedule": TICK},
    "go by the calendar of introductions": {"task": "introductions.go_by_the_calendar", "schedule": TICK},
    "send what is due": {"task": "core.send_outbox", "schedule": TICK / 2},
    "go on with imports that stopped": {"task": "contacts.resume_imports", "schedule": TICK},
    "look for people entered twice": {"task": "contacts.compare", "schedule": TICK},
    "make and read archives": {"task": "dashboard.work_off_archives", "schedule": TICK},
    "go on with what many are in": {"task": "contacts.go_on_with_many", "schedule": TICK},
    "take back what is large": {"task": "core.take_back_asked", "schedule": TICK},
    "erase those who left": {"task": "accounts.erase_left", "schedule": TICK},
    "say that the clock ticks": {"task": "core.heartbeat", "schedule": min(TICK, 10.0)},
    "let go what is past its time": {"task": "core.tidy", "schedule": 3600.0},
}
app.autodiscover_tasks()
