"""Purposes × endpoints: an address opens what it was given out for, by GET and by POST, and nothing else."""

from __future__ import annotations

import re
from itertools import count, product

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.core.handed import Link
from tests.architecture.test_access import ALL
from tests.fingerprints import changed, tables
from tests.handing import OPENS, hand_out_all, known_purposes

ENDPOINTS = sorted(name for name, found in ALL.items() if "token" in found.pattern.converters)
"""Every address that whoever holds a token may open without an account."""
GIVING = {
    "apps/introductions/copies.py",
    "apps/introductions/doors_opened.py",
    "apps/introductions/card.py",
    "apps/introductions/visits.py",
    "apps/commitments/models/feed.py",
    "apps/contacts/bcc/address.py",
    "apps/nudges/buttons.py",
    "apps/core/mail.py",
}
"""All that give out addresses; whoever adds one writes its purpose into `tests/handing.py` too."""
SHUT = {404, 410, 429}
NOT_THERE = {404, 405}
"""405 where an address takes no such method, whatever its token: it was not even looked at."""
places = count(1)


@pytest.fixture
def tokens(maya) -> dict[str, str]:
    return hand_out_all(maya, now=timezone.now())


def ask(method: str, endpoint: str, token: str) -> int:
    """The status of one try, from a place that has not tried anything before."""
    number = next(places)
    client = Client(REMOTE_ADDR=f"198.18.{number // 250}.{number % 250 + 1}")
    return client.generic(method, reverse(endpoint, kwargs={"token": token})).status_code


def test_every_purpose_is_in_the_table():
    assert set(OPENS) == known_purposes()
    assert set().union(*OPENS.values()) == set(ENDPOINTS)
    gives = re.compile(r"Link\.hand_out\(|(?<![\w.])sign\(purpose|unsubscribe_token\(")
    sources = settings.BASE_DIR.glob("apps/**/*.py")
    found = {str(path.relative_to(settings.BASE_DIR)) for path in sources if gives.search(path.read_text())}
    assert found - {"apps/core/handed.py", "apps/core/links.py"} == GIVING


def test_only_the_diagonal_opens(tokens):
    assert set(tokens) == set(OPENS)
    before, wrong = tables(), []
    for purpose, endpoint, method in product(OPENS, ENDPOINTS, ("GET", "POST")):
        if endpoint not in OPENS[purpose]:
            status = ask(method, endpoint, tokens[purpose])
            wrong += [(purpose, endpoint, method, status)] if status not in NOT_THERE else []
    assert wrong == []
    assert changed(before) == []


def test_the_diagonal_does_open(tokens):
    """Or the silence of the others would say nothing."""
    for purpose, endpoints in OPENS.items():
        for endpoint in sorted(endpoints, key="letter_delete".__eq__):  # that one last: it ends the letter
            statuses = {ask(method, endpoint, tokens[purpose]) for method in ("GET", "POST")}
            assert not statuses & SHUT, (purpose, endpoint, statuses)


def test_what_was_revoked_opens_nothing_any_more(tokens):
    Link.objects.update(revoked_at=timezone.now())
    handed = {link.purpose: link.token for link in Link.objects.all()}
    before = tables()
    for purpose, method in product(handed, ("GET", "POST")):
        for endpoint in OPENS[purpose]:
            assert ask(method, endpoint, handed[purpose]) in {*SHUT, *NOT_THERE}, (purpose, endpoint)
    assert changed(before) == []
