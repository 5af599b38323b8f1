"""Every letter that somebody outside may hold, by the table of purposes: light, whole, quiet, and only words.

A purpose that gets a page of its own is looked at by itself. What each says is tested with its journey.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from apps.introductions.views.letter import SHOWN
from tests.e2e.looking import LETTER_AT_MOST, accessible, dress, fits, weighed

pytestmark = pytest.mark.xdist_group("site")
BUTTONS = """() => [...document.querySelectorAll('form')].map(form => [
  form.getAttribute('action'), form.method, ...[...form.querySelectorAll('button')].map(e => e.innerText)])"""
WORDS = """() => [...document.querySelectorAll('main :is(h1, p, blockquote, label, summary)')]
  .map(each => each.innerText)"""
LED_AWAY = """() => [...document.querySelectorAll('[href], [src], [action], [srcset], [style]')]
  .map(each => String(each.href || each.src || each.action || each.outerHTML))
  .filter(each => !each.startsWith(location.origin) && !/^(mailto|tel|sms):/.test(each))"""
OURS_TO_SHOW = {"card"}
"""The member's own site is an address on their card: chosen by them, and followed only by a press."""


@pytest.fixture(scope="module")
def letters(site) -> dict[str, dict[str, str]]:
    email = f"letters-{time.time_ns()}@example.org"
    made = f"from tests.e2e.planting_letters import letters_of_every_kind as a; a('{email}')"
    return dict(json.loads(site.manage("shell", "-v0", "-c", made)))


def listened(page: Page) -> list[str]:
    """Every address that the page asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize("purpose", SHOWN)
def test_a_letter_is_light_whole_and_quiet(purpose, letters, site, opened):
    page = opened(site.url, width="phone")
    weight, asked = weighed(page), listened(page)
    answer: Any = page.goto(letters["plain"][purpose], wait_until="networkidle")
    assert answer.status == 200
    assert 0 < sum(weight) <= LETTER_AT_MOST
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.url).netloc}
    assert answer.headers["x-robots-tag"] == "noindex, noarchive"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "private, no-store"
    assert "set-cookie" not in answer.headers
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex, noarchive"
    for width, scheme in (("phone", "light"), ("phone", "dark"), ("zoomed", "light")):
        dress(page, width, scheme)
        fits(page)
        accessible(page)
    dress(page, "phone", "light")
    with_scripts = page.evaluate(BUTTONS), page.evaluate(WORDS)
    bare = opened(site.url, width="phone", java_script_enabled=False)
    bare.goto(letters["plain"][purpose])
    # playwright's own evaluation still runs where the page's scripts do not
    assert (bare.evaluate(BUTTONS), bare.evaluate(WORDS)) == with_scripts
    assert not page.evaluate(LED_AWAY)


@pytest.mark.parametrize("purpose", SHOWN)
def test_a_letter_gives_its_address_to_no_other_page(purpose, letters, site, opened):
    page = opened(site.url)
    came: list[str] = []
    page.on("request", lambda request: came.append(request.headers.get("referer", "")))
    page.goto(letters["plain"][purpose])
    page.get_by_role("link", name="What Kith promises").click()
    page.wait_for_url("**/promises/")
    assert not [each for each in came if letters["plain"][purpose] in each]


@pytest.mark.parametrize("purpose", SHOWN)
def test_hostile_words_are_words_in_the_browser(purpose, letters, site, opened):
    page = opened(site.url, width="phone")
    asked, said = listened(page), list[str]()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    for path in (letters["hostile"][purpose], f"{letters['hostile'][purpose]}stored/"):
        answer: Any = page.goto(path, wait_until="networkidle")
        assert answer.status in (200, 404)  # a card has no such page: its member deletes it
        assert page.locator("main :is(script, img, iframe, object)").count() == 0
        assert not re.search("[\u202e\u2067]", page.title())
        if purpose not in OURS_TO_SHOW:
            assert page.evaluate(LED_AWAY) == []
    assert said == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.url).netloc}


@pytest.mark.parametrize("purpose", SHOWN)
def test_the_longest_words_fit_a_phone(purpose, letters, site, opened):
    page = opened(site.url, width="phone")
    for path in (letters["long"][purpose], f"{letters['long'][purpose]}stored/"):
        page.goto(path)
        fits(page)
