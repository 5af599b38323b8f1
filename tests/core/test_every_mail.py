"""Every kind of mail there is: a machine opens all its addresses, and nothing changes. A drill does 1,000."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from apps.core import mail
from apps.core.outbox import Outbox
from tests.fingerprints import changed, tables
from tests.handing import all_urls
from tests.mailing import MAKERS, links_of, put_one
from tests.scanning import scan

PUTTING = {
    "apps/accounts/posting.py",
    "apps/introductions/address_codes.py",
    "apps/introductions/consent.py",
    "apps/introductions/pairing.py",
    "apps/introductions/sending.py",
    "apps/nudges/asking.py",
    "apps/nudges/planning.py",
}
"""All that put mail into the outbox."""


def fetch(method: str, url: str) -> tuple[int, str]:
    """One fetch by somebody without cookies."""
    parts = urlsplit(url)
    answer = Client().generic(method, f"{parts.path}?{parts.query}" if parts.query else parts.path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content.decode(errors="replace")


def message(row: Outbox):
    content = mail.compose(row, mail.kinds[row.kind], now=row.created_at)
    assert content is not None, row.kind
    return message_from_bytes(content, policy=policy.default)


def test_every_kind_has_a_maker():
    assert set(MAKERS) == set(mail.kinds)


def test_every_place_that_puts_mail_is_known():
    """Whoever adds one adds its way to `tests/drill/strangers.py`, where a thousand tries are counted."""
    puts = re.compile(r"(?<![\w.])(?:outbox\.)?put(?:_all)?\((?=\s*(?:key=|\[))")
    sources = settings.BASE_DIR.glob("apps/**/*.py")
    found = {str(path.relative_to(settings.BASE_DIR)) for path in sources if puts.search(path.read_text())}
    assert found - {"apps/core/outbox.py"} == PUTTING


@pytest.mark.django_db
def test_every_link_of_every_kind_of_mail_fetched_again_and_again_changes_nothing():
    rows = [put_one(kind, timezone.now()) for kind in MAKERS]
    links = [link for row in rows for link in links_of(message(row))]
    assert {"i", "n", "u", "promises"} <= {urlsplit(link).path.split("/")[1] for link in links}
    before = tables()
    statuses = scan(dict.fromkeys(links), fetch, times=2)
    assert changed(before) == []
    assert max(statuses) < 500, statuses


@pytest.mark.django_db
def test_addresses_handed_on_are_as_safe_to_open(maya):
    links = all_urls(maya, now=timezone.now())
    before = tables()
    statuses = scan(links, fetch, times=2)
    assert changed(before) == []
    assert statuses[200] > len(links)
