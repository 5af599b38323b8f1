"""What Kith promises: one sentence for each promise, to whoever is signed in and to whoever is not."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PROMISED = (
    "What you write is yours",
    "You know who holds the machine",
    "Kith never writes to anyone because you wrote their name",
    "Only where you ask Kith to put a question to a friend",
    "Nobody’s details pass without their own yes",
    "it cannot be told from silence",
    "can say “never again”, without an account",
    "No pixels, no trackers, no look-ups, no selling, no training",
    "People are not numbers",
    "everything you wrote, in one archive",
    "Your rows are erased within the hour, and are gone from backups in thirty days",
)


def test_every_promise_is_said_to_everybody(maya, client_of):
    for client in (Client(headers={"host": "localhost"}), client_of(maya)):
        page = unescape(client.get("/promises/").content.decode())
        assert [each for each in PROMISED if each not in page] == []
