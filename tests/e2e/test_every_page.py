"""Every address that answers a GET, as the demo member, an empty member and a passer-by sees it.

The list comes from the URL patterns, so a new page is looked at by itself: whole in both widths
and schemes, no violation of axe, nothing sideways, no complaint of the browser.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from tests.architecture.test_access import ALL, NOUNS, OPEN, kwargs_of
from tests.e2e.looking import look

pytestmark = pytest.mark.xdist_group("site")
NO_PAGES = {
    "stylesheet",
    "health_live",
    "health_ready",
    "health_nudges",
    "contacts:export",
    "contacts:export_newer",
    "contacts:export_table",
    "contacts:photo",
    "fetch_archive",
    "calendar",
    "commitments:calendar_session",
    "letter_their_card",  # a file, after a yes
    "letter_vcard",  # a file
    "contacts:batch_progress",  # a fragment; with nothing under way an empty answer
    "contacts:bulk_progress",
}
PASSED_ON = {"write", "introduce", "confirm", "decline", "alone", "alone_confirm"}
TOKENS = {
    "nudges:button": "done",
    "unsubscribe": "unsubscribe",
    **{name: "letter" for name in OPEN if name.startswith("letter")},
    **{f"letter_{verb}": "letter_passed_on" for verb in PASSED_ON},
    "letter_leave": "letter_card",
    **{f"letter_{verb}": "letter_pair" for verb in ("agree", "agree_confirm", "not_now")},
}
CLOSED = {("empty", "ops")}
PAGES = sorted(ALL.keys() - NO_PAGES)
CASES = [
    *(("demo", name) for name in PAGES),
    *(("empty", name) for name in PAGES if not ALL[name].pattern.converters),
    *(("nobody", name) for name in PAGES if name in OPEN),
]


@pytest.fixture(scope="module")
def seen() -> set[tuple[str, str]]:
    """Who has looked at which address."""
    return set()


@pytest.mark.parametrize(("who", "name"), CASES)
def test_page_is_whole(who, name, seats, planted, seen):
    page, complaints = seats[who]
    complaints.heard.clear()
    url = address(name, planted)
    answer = page.goto(url)
    if answer.status == 405:  # only ever posted to
        return
    if (who, page.url) in seen:  # it led to a page that was looked at before
        return
    seen.add((who, page.url))
    assert answer.status == (404 if (who, name) in CLOSED else 200)
    look(page, f"{who}-{resolve(urlsplit(page.url).path).view_name.replace(':', '-')}")
    complaints.none()


def address(name: str, planted: dict[str, Any]) -> str:
    """The page's address, with the demo member's rows in it."""
    rows = SimpleNamespace(**{key: SimpleNamespace(pk=value) for key, value in planted.items()})
    vars(rows).update(dict.fromkeys(NOUNS, rows))
    kwargs = kwargs_of(name, ALL[name], rows)
    if name in TOKENS:
        kwargs["token"] = planted[TOKENS[name]]
    return reverse(name, kwargs=kwargs)
