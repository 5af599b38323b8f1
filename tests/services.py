"""Pytest plugin (`-p tests.services`): Postgres and Valkey for the tests, quick and not durable.

They start before the settings are read, in `var/test`, and stop after the last test. Workers of
xdist inherit the addresses, but that each counts and caches in a Valkey database of its own; a caller
who set both DATABASE_URL and REDIS_URL brings services along.
"""

from __future__ import annotations

import os

import pytest

from config.embedded import ServiceError, Services, state_dir

OTHER_DATABASES = 15
"""So many Valkey has beside the first."""
_started: list[Services] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start or join the services of `var/test` and put their addresses into the environment."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        number = 1 + int(worker.removeprefix("gw")) % OTHER_DATABASES
        os.environ["REDIS_URL"] = os.environ["REDIS_URL"].replace("?db=0", f"?db={number}")
        return
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    services = Services(state_dir() / "test", durable=False, mailbox=False)
    try:
        os.environ.update(services.start())
    except ServiceError as error:
        raise pytest.UsageError(str(error)) from None
    _started.append(services)


def pytest_unconfigure() -> None:
    """Let go of them; another run that still uses them keeps them."""
    while _started:
        _started.pop().stop()
