"""A friend with a phone and no account: a letter read, answered, the note sent on, taken back, deleted."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import LETTER_AT_MOST, meet, weighed

pytestmark = pytest.mark.xdist_group("site")
FIRST_WORDS = "all => all.map(each => each.firstChild.textContent)"


@pytest.fixture
def letter(site) -> str:
    """The address of a letter from Maya, planted through the verbs that the screens use."""
    email = f"asks-{time.time_ns()}@example.org"
    made = f"from tests.e2e.planting_introductions import a_letter; a_letter('{email}')"
    return str(site.manage("shell", "-v0", "-c", made).strip())


def test_a_letter_is_answered_on_a_phone(site, opened, letter):
    page = opened(site.url, width="phone", permissions=["clipboard-read", "clipboard-write"])
    weight = weighed(page)
    page.goto(letter)
    assert sum(weight) <= LETTER_AT_MOST
    assert page.title() == "Maya Ortega has a question for you"
    assert len(first_read(page).split()) <= 80  # twenty seconds, at 240 words a minute
    meet(page, "letter-asked")
    page.get_by_role("button", name="Yes, I know Eve well").click()
    expect(page.get_by_role("heading", name="A note for Eve")).to_be_visible()
    meet(page, "letter-note")
    the_note_goes_along(page)
    onward = page.locator("#note").input_value().split()[-1]
    a_door_is_kept(page, letter)
    page.goto(letter)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="You took it back.")).to_be_visible()
    meet(page, "letter-taken-back")
    assert page.request.get(onward).status == 410
    deleted(page, letter)


def test_a_letter_is_whole_without_scripts(site, opened, letter):
    page = opened(site.url, width="phone", java_script_enabled=False)
    page.goto(letter)
    page.get_by_text("Someone else might").first.click()
    page.get_by_label("Who might?").fill("Carl Weber")
    page.get_by_role("button", name="Tell Maya").click()
    expect(page.get_by_text("Ben thinks that Carl Weber may know Eve.")).to_be_visible()
    page.go_back()
    page.reload()
    page.get_by_role("link", name="Never send me such links again").click()
    page.get_by_label("Your e-mail address").fill("ben@example.org")
    page.get_by_role("button", name="Let it hold").click()
    expect(page.get_by_text("No member of this server can ask at that address again.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()


def first_read(page: Page) -> str:
    """The letter down to its question, and the answers; what each tells the other is read for one of them."""
    before = page.locator("article > :is(p, blockquote, h1)").all_inner_texts()[:-2]
    labels = page.locator(".answer:visible").evaluate_all(FIRST_WORDS)
    return " ".join([*before, *labels])


def the_note_goes_along(page: Page) -> None:
    """What is changed in the note is what is copied and mailed."""
    note = page.locator("#note")
    note.fill("Eve, do meet Maya.\n\n" + note.input_value().split()[-1])
    page.get_by_role("button", name="Copy").click()
    copied: Any = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == note.input_value().splitlines()
    mail = page.get_by_role("link", name="Open in my mail").get_attribute("href") or ""
    assert "body=Eve%2C%20do%20meet%20Maya." in mail


def a_door_is_kept(page: Page, letter: str) -> None:
    """On a page with an address of its own, which the letter does not tell."""
    page.get_by_text("Keep a page of doors you opened").click()
    page.get_by_role("button", name="Keep this door").click()
    expect(page.get_by_role("heading", name="Doors you opened")).to_be_visible()
    meet(page, "letter-doors")
    kept = page.url
    page.goto(letter)
    assert kept.split("/")[-2] not in page.content()


def deleted(page: Page, letter: str) -> None:
    """What the page stores stands on it, and goes."""
    page.get_by_role("link", name="What this page stores, and delete it").click()
    meet(page, "letter-stored")
    page.get_by_role("button", name="Delete it now").click()
    expect(page.get_by_role("heading", name="It is deleted")).to_be_visible()
    answer = page.goto(letter)
    assert answer is not None
    assert answer.status == 410
    meet(page, "letter-closed")
