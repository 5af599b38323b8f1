"""Scenario 12: a machine opens every link of a mail, scripts running. Nothing changes."""

from __future__ import annotations

import json
import re
import time
from html import unescape

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys import NAMES, PASSWORD, sign_in

pytestmark = pytest.mark.xdist_group("site")
TIMES = 3
STATE = """
import json
from apps.accounts.models import Member
from apps.core.outbox import Outbox
from apps.core.suppression import Suppression
from tests.architecture.world import rows_of
member = Member.objects.get(email={email!r})
print(json.dumps({{
    "rows": rows_of(member),
    "mail": list(Outbox.objects.filter(member=member).values()),
    "refused": Suppression.objects.count(),
}}, default=str))
"""


def test_every_link_of_a_note_opened_by_a_machine_changes_nothing(site, opened):
    email = f"scanned-{time.time_ns()}@example.org"
    site.manage("add_member", email, "--password", PASSWORD)
    mine = opened(site.url)
    sign_in(mine, email)
    ask_for_a_note(mine)
    note = site.mail_to(email).message
    links = links_of(note)
    assert len([link for link in links if "/n/" in link]) >= 2
    assert [link for link in links if "/u/" in link]

    before = state(site, email)
    machine = opened(site.url)
    for link in links * TIMES:
        machine.goto(link, wait_until="load")
        assert machine.locator("body").inner_text()
    assert state(site, email) == before

    machine.goto(next(link for link in links if "/n/" in link))
    machine.locator("button.answer").click()
    expect(machine.get_by_role("link", name="To History")).to_be_visible()
    assert state(site, email) != before


def ask_for_a_note(page) -> None:
    """The first names, whose first comes round today; then today's note, now."""
    page.goto("/welcome/")
    for number, name in enumerate(NAMES, 1):
        page.get_by_label(f"Name {number}").fill(name)
    page.get_by_role("button", name="These are the first").click()
    page.wait_for_url("**/who/")
    page.goto("/nudges/")
    page.get_by_role("button", name="Send me one now").click()
    expect(page.locator("#notices")).to_contain_text("on its way")


def links_of(note) -> list[str]:
    """Every address of the site in text, HTML and headers."""
    found: dict[str, None] = {}
    text, html = (note.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for words in (text, unescape(html), note["List-Unsubscribe"] or ""):
        found |= dict.fromkeys(re.findall(r"http://localhost:\d+[^\s\"'<>)]*", words))
    return list(found)


def state(site, email: str) -> dict[str, object]:
    """Everything the member has, their mail, and who asked for quiet."""
    return dict(json.loads(site.manage("shell", "-v0", "-c", STATE.format(email=email))))
