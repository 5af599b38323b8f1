"""Somebody outside with a letter, and the day on which they read it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.test import Client

from tests.conftest import NOW
from tests.smtp import mail_server

__all__ = ["mail_server", "on_that_day", "outside"]
places = count(1)


@pytest.fixture
def on_that_day(monkeypatch):
    """Views of letters read the clock; here it stands an hour after the letters were written."""
    monkeypatch.setattr("apps.introductions.views.opening.timezone.now", lambda: NOW + timedelta(hours=1))


@pytest.fixture
def outside(db) -> Client:
    """Somebody with a browser and nothing else, each from another place: guesses are counted by place."""
    number = next(places)
    return Client(REMOTE_ADDR=f"192.0.{number // 250}.{number % 250 + 1}")
