"""Rows that all tests of a module look at: made once, committed, and cleared away after the last of them.

What a test itself changes is rolled back as ever; so a world that takes a second to make costs one second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection


@contextmanager
def lasting(blocker: Any) -> Iterator[None]:
    """Make rows in it, in a module's fixture; `blocker` is pytest-django's `django_db_blocker`."""
    with blocker.unblock():
        yield
        connection.close()  # the tests open their own


def clear(blocker: Any) -> None:
    """Everything made goes, as after a test that commits."""
    with blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)
        connection.close()
