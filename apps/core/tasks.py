"""What the worker does for core. Tasks carry no content: what is due stands in Postgres."""

from __future__ import annotations

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from apps.core import taking_back
from apps.core.health import BEAT_KEY
from apps.core.sending import Round
from apps.core.tidying import tidy as let_go
from apps.core.waking import wake_again

SECONDS_A_TASK = 20.0
BEAT_SECONDS = 600


@shared_task(name="core.send_outbox")
def send_outbox() -> None:
    """Send what is due for at most 20 s, then leave the rest to a next task, so others get their turn."""
    work = Round(timezone.now, seconds=SECONDS_A_TASK)
    work.run()
    if not work.is_done and not work.pause.is_on:
        wake_again()


@shared_task(name="core.tidy")
def tidy() -> None:
    """Let go of what is past its time."""
    let_go(now=timezone.now())


@shared_task(name="core.take_back_asked")
def take_back_asked() -> None:
    """Take back the large acts that members asked to have taken back."""
    taking_back.take_back_asked()


@shared_task(name="core.heartbeat")
def heartbeat() -> None:
    """Say that beat ticks and a worker hears it; `/health/ready` reads it."""
    cache.set(BEAT_KEY, timezone.now().isoformat(), BEAT_SECONDS)
