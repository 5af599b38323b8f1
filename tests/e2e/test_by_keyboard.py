"""The first session and a day with Kith, with no other hand than the keyboard."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import NAMES, PASSWORD, code_for
from tests.e2e.keyboard import Keyboard

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("width", ["wide", "zoomed"])
def test_first_session_and_a_day(site, opened, width):
    email = f"keys-{width}-{time.time_ns()}@example.org"
    page = opened(site.url, width=width, timezone_id="Europe/Lisbon", reduced_motion="reduce")
    hand = Keyboard(page)
    joins(page, hand, site, email)
    names_five(page, hand)
    says_who_they_are(page, hand)
    writes_the_first(page, hand)
    acts_on_today(page, hand)
    finds_somebody(page, hand)
    signs_out(page, hand)


def joins(page: Page, hand: Keyboard, site, email: str) -> None:
    """From the landing page to the five names."""
    page.goto("/")
    hand.press("Tab")
    assert hand.here() == "To the page itself"
    hand.press("Enter")  # past the masthead
    hand.enter("Start with five people")
    page.wait_for_url("**/signup/**")
    hand.tab_to("E-mail")
    hand.type(email)
    hand.tab_to("Password")
    hand.type(PASSWORD)
    hand.tab_to("What do your friends call you")
    hand.type("Maya")
    hand.enter("Send me the code")
    page.wait_for_url("**/confirm-email/**")
    hand.tab_to("The code")
    hand.type(code_for(email, site))
    hand.press("Enter")
    page.wait_for_url("**/welcome/")


def names_five(page: Page, hand: Keyboard) -> None:
    """Five names, one field after another."""
    for number, name in enumerate(NAMES, 1):
        hand.tab_to(f"Name {number}")
        hand.type(name)
    hand.enter("These are the first")
    page.wait_for_url("**/welcome/who/")


def says_who_they_are(page: Page, hand: Keyboard) -> None:
    """Radios: Tab into a group, arrows within it."""
    hand.tab_to("Family")
    hand.press("Space", "ArrowRight")
    assert hand.here() == "School"
    hand.tab_to("each season")
    hand.press("ArrowLeft")
    assert hand.here() == "every month"
    group = page.get_by_role("group", name=f"How often feels right for {NAMES[0]}?")
    expect(group.get_by_label("every month")).to_be_checked()
    hand.enter("Go on")
    page.wait_for_url("**/welcome/first/")


def writes_the_first(page: Page, hand: Keyboard) -> None:
    """The sheet opens, is walked into, and closes to where one was."""
    hand.enter("Write")
    hand.tab_to("E-mail", most=3)
    hand.press("Escape")
    expect(page.locator(".sheet:popover-open")).to_have_count(0)
    assert hand.here() == "Write"
    hand.enter("Yes")
    page.wait_for_url("**/welcome/goal/")
    hand.enter("I don't know yet")
    page.wait_for_url("**/welcome/when/")
    hand.enter("Write to me then")
    expect(page).to_have_url(re.compile(r":\d+/$"))


def acts_on_today(page: Page, hand: Keyboard) -> None:
    """Done, and taken back: the focus stands on the way back at once."""
    page.goto("/contacts/new/")
    hand.tab_to("Names")
    hand.type("Nora Brandt")
    hand.tab_to("later")
    hand.press("ArrowLeft")
    hand.enter("Add")
    expect(page.locator("#notices")).to_contain_text("Nora Brandt")
    bring_round(page, hand)
    page.goto("/")
    hand.enter("Done")
    expect(page.locator(".entry-folded")).to_contain_text("Wrote to")
    assert hand.here() == "Take back"
    hand.press("Enter")
    expect(page.locator("#notices")).to_contain_text("Taken back.")
    expect(page.locator(".entry-folded")).to_have_count(0)


def bring_round(page: Page, hand: Keyboard) -> None:
    """Somebody with a rhythm of a day, last in touch long ago: comes round today."""
    page.goto("/contacts/")
    hand.enter(NAMES[1])
    page.wait_for_url(re.compile(r"/contacts/\d+/$"))
    hand.enter("Another day, a note")
    expect(page.locator("details[open] form")).to_be_visible()
    hand.tab_to("When")
    hand.type("01022026")
    hand.enter("Write it down")
    expect(page.locator("#notices")).to_contain_text(NAMES[1])


def finds_somebody(page: Page, hand: Keyboard) -> None:
    """`/` from anywhere, a few letters, the person; one press logs, one chooses the rhythm."""
    hand.press("/")
    expect(page.locator("#palette")).to_be_visible()
    assert hand.here().startswith("Find anything")
    hand.type("okaf")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Mr. Okafor")
    hand.press("Enter")
    page.wait_for_url(re.compile(r"/contacts/\d+/$"))
    hand.enter("Talked")
    expect(page.locator("#notices")).to_contain_text("Mr. Okafor")
    hand.enter("every month")
    expect(page.locator(".chip[aria-pressed='true']")).to_have_text("every month")


def signs_out(page: Page, hand: Keyboard) -> None:
    """The member's own menu."""
    hand.press("?")
    expect(page.locator("#keys")).to_be_visible()
    hand.press("Escape")
    hand.enter("M\nMaya")
    hand.enter("Sign out")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Be known")
