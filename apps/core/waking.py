"""A hint to the worker that there is mail. It may fail: the sweep each minute finds the rows."""

from __future__ import annotations

import logging
import time

from django.core.cache import cache

from config.celery import app

logger = logging.getLogger(__name__)

QUIET_SECONDS = 30.0
CHAIN_SECONDS = 15  # shorter than a task of sending works, so that a chain never breaks
# Kombu would try for six seconds where nobody listens, and wait five for one that says nothing.
ONE_SHORT_TRY = {"max_retries": 0, "socket_connect_timeout": 0.2, "socket_timeout": 0.2}
_quiet_until = 0.0


def wake(task: str = "core.send_outbox") -> None:
    """Say "look now" to a worker; after a failure stay quiet for 30 s, so no page waits again.

    Gives up after 0.2 s. Each call has a connection of its own (4 ms), so none is ever stale.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until or not app.conf.broker_url:
        return
    try:
        with app.connection_for_write(transport_options=ONE_SHORT_TRY) as connection:
            app.send_task(task, connection=connection, ignore_result=True, retry=False)
    except Exception as error:  # the broker is away: the row stands in Postgres, the sweep will find it
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("no worker could be woken: %s", type(error).__name__)


def wake_again(task: str = "core.send_outbox") -> None:
    """A task that has more to do sends itself on; of many that do at once, one.

    Without this, each minute's tick would add a chain of its own to a long backlog, until the
    worker had ears for nothing else.
    """
    if cache.add(f"chain:{task}", 1, CHAIN_SECONDS):
        wake(task)
