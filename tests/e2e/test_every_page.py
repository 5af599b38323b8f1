"""Every address that answers a GET, as the demo member, an empty member and a passer-by sees it.

The list comes from the URL patterns, so a new page is looked at by itself: whole in both widths
and schemes, no violation of axe, nothing sideways, no complaint of the browser.
"""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from tests.architecture.test_access import ALL, OPEN, kwargs_of
from tests.e2e.conftest import DEMO, EMPTY
from tests.e2e.looking import Complaints, look

pytestmark = pytest.mark.xdist_group("site")
NO_PAGES = {"stylesheet", "health_live", "health_ready", "health_nudges", "contacts:export", "contacts:photo"}  # and fragments:
NO_PAGES |= {"contacts:batch_progress"}
TOKENS = {"nudges:button": "done", "unsubscribe": "unsubscribe"}
CLOSED = {("empty", "ops")}
PAGES = sorted(ALL.keys() - NO_PAGES)
CASES = [
    *(("demo", name) for name in PAGES),
    *(("empty", name) for name in PAGES if not ALL[name].pattern.converters),
    *(("nobody", name) for name in PAGES if name in OPEN),
]


@pytest.fixture(scope="module")
def planted(site, signed_in) -> dict[str, Any]:
    """Keys of the demo member's rows, one of each kind; every page has seen somebody difficult."""
    signed_in(DEMO)
    return json.loads(site.manage("shell", "-v0", "-c", f"from tests.e2e.planting import plant; plant('{DEMO}')"))


@pytest.fixture(scope="module")
def seats(site, browser, signed_in):
    """A page each for the demo member, the empty member and nobody."""
    states = {"demo": signed_in(DEMO), "empty": signed_in(EMPTY), "nobody": None}
    contexts = {
        who: browser.new_context(
            base_url=site.url, storage_state=state, locale="en-GB", reduced_motion="reduce"
        )
        for who, state in states.items()
    }
    yield {who: (context.new_page(), Complaints(context), set()) for who, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("who", "name"), CASES)
def test_page_is_whole(who, name, seats, planted, site):
    page, complaints, seen = seats[who]
    complaints.heard.clear()
    url = address(name, planted, site)
    if page.request.get(url).status == 405:  # only ever posted to
        return
    answer = page.goto(url)
    if page.url in seen:  # it led to a page that was looked at before
        return
    seen.add(page.url)
    assert answer.status == (404 if (who, name) in CLOSED else 200)
    look(page, f"{who}-{resolve(urlsplit(page.url).path).view_name.replace(':', '-')}")
    complaints.none()


def address(name: str, planted: dict[str, Any], site) -> str:
    """The page's address, with the demo member's rows in it."""
    rows = SimpleNamespace(**{key: SimpleNamespace(pk=value) for key, value in planted.items()})
    kwargs = kwargs_of(name, ALL[name], rows)
    if name in TOKENS:
        kwargs["token"] = planted[TOKENS[name]]
    if name in ("mailbox_message", "mailbox_html"):
        kwargs["name"] = site.mail_to(EMPTY).name
    return reverse(name, kwargs=kwargs)
