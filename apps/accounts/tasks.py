"""What the worker does for accounts."""

from __future__ import annotations

import time

from celery import shared_task

from apps.accounts import erasing
from apps.core.waking import wake_again

SECONDS_A_TASK = 20.0


@shared_task(name="accounts.erase_left")
def erase_left() -> None:
    """Erase those who left for at most 20 s, then leave the rest to a next task."""
    if not erasing.erase_left(until=time.monotonic() + SECONDS_A_TASK):
        wake_again("accounts.erase_left")
