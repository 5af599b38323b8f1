"""A hint to the worker that there is mail. It may fail: the sweep each minute finds the rows."""

from __future__ import annotations

import time

from config.celery import app

QUIET_SECONDS = 30.0
_quiet_until = 0.0


def wake(task: str = "core.send_outbox") -> None:
    """Say "look now" to a worker; after a failure stay quiet for 30 s, so no page waits again."""
    global _quiet_until
    if time.monotonic() < _quiet_until or not app.conf.broker_url:
        return
    try:
        app.send_task(task, ignore_result=True, retry=False)
    except Exception:  # the broker is away: the row stands in Postgres, the sweep will find it
        _quiet_until = time.monotonic() + QUIET_SECONDS
