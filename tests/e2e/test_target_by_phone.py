"""Whoever was asked for, without an account: two kinds of yes, a no that changes nothing, a code by mail."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import LETTER_AT_MOST, fits, meet, weighed

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def letter(site) -> str:
    """The path of a letter from Maya that Ben passed on, planted through the verbs that the screens use."""
    email = f"asks-{time.time_ns()}@example.org"
    made = f"from tests.e2e.planting_introductions import a_letter_passed_on; a_letter_passed_on('{email}')"
    return str(site.manage("shell", "-v0", "-c", made).strip())


@pytest.mark.parametrize("width", ["wide", "phone", "zoomed"])
def test_a_no_then_introduce_us_by_a_code(site, opened, letter, width):
    page, address = opened(site.url, width=width), f"eve-{time.time_ns()}@example.net"
    weight = weighed(page)
    page.goto(letter)
    assert sum(weight) <= LETTER_AT_MOST
    says_no(page, width)
    page.get_by_text("Yes: introduce us by e-mail").click()
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("The six digits").fill("12")
    page.get_by_role("button", name="Go on").click()
    seen(page, "code", width)
    page.get_by_label("The six digits").fill(code_mailed(site, address))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="You are introduced")).to_be_visible()
    seen(page, "introduced", width)
    introduced = site.mail_to(address, after=1).message
    assert "Maya Ortega" in introduced.get_body(("plain",)).get_content()
    assert introduced["Reply-To"].startswith("asks-")


def test_yes_by_writing_shows_the_address_also_without_scripts(site, opened, letter):
    page = opened(site.url, width="phone", java_script_enabled=False)
    page.goto(letter)
    page.get_by_role("button", name="give me the address").click()
    expect(page.get_by_role("heading", name="Here is where Maya reads mail")).to_be_visible()


def says_no(page: Page, width: str) -> None:
    """Every page of the letter on the way to *never*, and back to a letter that looks as before."""
    before = page.locator("article").inner_text()
    seen(page, "asked", width)
    page.get_by_text("Yes: introduce us by e-mail").click()
    seen(page, "address", width)
    page.get_by_role("button", name="Never").click()
    page.get_by_text("Be left alone by every member").click()
    seen(page, "kept", width)
    page.get_by_role("link", name="What this page stores").click()
    seen(page, "stored", width)
    page.get_by_role("link", name="Back to the letter").click()
    assert page.locator("article").inner_text() == before


def seen(page: Page, name: str, width: str) -> None:
    """Axe in both schemes and pictures; at 400 % nothing scrolls sideways."""
    if width == "zoomed":
        fits(page)
    else:
        meet(page, f"passed-on-{name}")


def code_mailed(site, address: str) -> str:
    """The six digits, as they came by mail."""
    words = site.mail_to(address).message.get_body(("plain",)).get_content()
    (code,) = re.findall(r"^(\d{6})\s*$", words, re.MULTILINE)
    return str(code)
