"""What the worker does for the dashboard."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.dashboard.archive import keeping


@shared_task(name="dashboard.work_off_archives", ignore_result=True)
def work_off_archives() -> None:
    """One archive that waits, then ask to be called again."""
    if keeping.work_off(now=timezone.now()):
        work_off_archives.delay()
