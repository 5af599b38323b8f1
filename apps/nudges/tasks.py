"""What the worker does for nudges: planning the notes that are due."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.core.waking import wake_again
from apps.nudges.planning import plan as plan_notes

SECONDS_A_TASK = 20.0


@shared_task(name="nudges.plan")
def plan() -> None:
    """Plan for at most 20 s, then leave the rest to a next task."""
    if not plan_notes(now=timezone.now(), seconds=SECONDS_A_TASK).is_done:
        wake_again("nudges.plan")
