"""What the worker does for introductions: going by the calendar."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.core.waking import wake_again
from apps.introductions import clock

SECONDS_A_TASK = 20.0


@shared_task(name="introductions.go_by_the_calendar")
def go_by_the_calendar() -> None:
    """For at most 20 s, then leave the rest to a next task."""
    if not clock.run(now=timezone.now(), seconds=SECONDS_A_TASK).is_done:
        wake_again("introductions.go_by_the_calendar")
