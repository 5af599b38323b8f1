"""Walk through your life and quick capture, in a browser: on a phone, by keyboard, without scripts."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.contacts.imports.bringing import card
from tests.e2e.journeys import PASSWORD, bring, sign_in
from tests.e2e.keyboard import Keyboard
from tests.e2e.looking import look

pytestmark = pytest.mark.xdist_group("site")
EIGHT = "Ana Lima\nBen Carter, Cara Diaz\nDev Patel (had the bike)\nEve Lindqvist\nFinn Moe\nGil Sousa\nPete"
PHONE = "".join(
    card(name, f"TEL:+1510555010{number}")
    for number, name in enumerate(("Ana Lima", "Ben Carter", "Cara Diaz", "Dev Patel", "Eve Lindqvist"))
)
LINE = "coffee with Ana Lima and Zoe Quist yesterday, her move to Lisbon"


@pytest.fixture
def page_of(site, opened):
    """A page of a fresh member with nobody in the book."""

    def make(**more) -> Page:
        email = f"walk-{time.time_ns()}@example.org"
        site.manage("add_member", email, "--password", PASSWORD)
        page = opened(site.url, **more)
        sign_in(page, email)
        return page

    return make


@pytest.mark.parametrize("scripts", [True, False])
def test_eight_schoolmates_on_a_phone_and_the_file_that_matches_five(page_of, scripts):
    page = page_of(width="phone", java_script_enabled=scripts)
    page.goto("/contacts/new/")
    page.get_by_role("main").get_by_role("link", name="Walk through your life").click()
    page.get_by_role("link", name="School", exact=True).click()
    page.get_by_label("Which school").fill("Lincoln Primary")
    page.get_by_label("From which year").fill("1987")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Who comes to mind").fill(EIGHT)
    page.get_by_role("button", name="Look them over").click()
    page.wait_for_url("**/recall/")
    expect(page.get_by_text("had the bike", exact=True)).to_be_visible()
    if scripts:
        look(page, "walk-names")
        page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Save them").click()
    expect(page.locator("#notices")).to_contain_text("Remembered 8 people from Lincoln Primary")
    expect(page.locator(".person")).to_have_count(8)

    page.goto("/contacts/walk/")
    page.get_by_label("Who comes to mind").fill("Ana Lima")
    page.get_by_role("button", name="Look them over").click()
    page.get_by_role("group", name="Ana Lima").get_by_text("someone else of that name").click()
    page.get_by_role("button", name="Save them").click()
    expect(page.locator(".person").filter(has_text="Ana Lima")).to_have_count(2)
    page.get_by_role("button", name="Take back").first.click()

    if scripts:
        bring(page, "phone.vcf", PHONE.encode())
        expect(page.get_by_text("completed", exact=True)).to_be_visible(timeout=30_000)
    page.goto("/contacts/")
    expect(page.locator(".person")).to_have_count(8, timeout=30_000)


def test_a_line_by_keyboard_from_anywhere(page_of):
    page = page_of()
    hand = Keyboard(page)
    page.goto("/history/")
    hand.press("n")
    expect(page.locator("#capture:popover-open")).to_be_visible()
    hand.type(LINE)
    expect(page.locator("#capture .captured")).to_be_visible()
    expect(page.get_by_role("group", name="Zoe Quist")).to_be_visible()
    look(page, "capture-sheet")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#capture #id_line").focus()
    hand.enter("Save")
    expect(page.locator("#notices")).to_contain_text("Was in touch with Ana Lima and Zoe Quist")
    expect(page).to_have_url(re.compile("/history/$"))


def test_a_line_on_a_phone_without_scripts(page_of):
    page = page_of(width="phone", java_script_enabled=False)
    page.goto("/")
    page.goto("/contacts/")
    page.locator("[data-new]").click()
    page.get_by_label("What happened, or who is it").fill(LINE)
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("group", name="Zoe Quist").get_by_text("leave out").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notices")).to_contain_text("Was in touch with Ana Lima")
    page.goto("/contacts/")
    expect(page.locator(".person")).to_have_count(1)
