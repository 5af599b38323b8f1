"""The first session and a day with Kith in a browser that runs no scripts: nothing is missing."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.drill.imports import cards
from tests.e2e.journeys import NAMES, bring, sign_up

pytestmark = pytest.mark.xdist_group("site")


def test_everything_works_without_scripts(site, opened):
    email = f"plain-{time.time_ns()}@example.org"
    page = opened(site.url, java_script_enabled=False)
    sign_up(page, site, email)
    first_session(page)
    a_touch_long_ago(page, NAMES[1])
    done_and_taken_back(page, NAMES[1])
    found_and_logged(page)
    a_file_and_who_matters(page)
    settings_saved(page)


def first_session(page: Page) -> None:
    """Names, who, the first line, when."""
    for number, name in enumerate(NAMES, 1):
        page.get_by_label(f"Name {number}").fill(name)
    page.get_by_role("button", name="These are the first").click()
    page.get_by_role("group", name="Who is Ruth Adler to you?").get_by_text("Worked with").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Write").click()  # a popover is HTML, not a script
    expect(page.locator("a[href^='mailto:']").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Yes").click()
    page.get_by_role("button", name="I don't know yet").click()
    page.get_by_role("button", name="Write to me then").click()
    expect(page).to_have_url(re.compile(r":\d+/$"))


def a_touch_long_ago(page: Page, name: str) -> None:
    """The fold holds a link to the whole form."""
    page.goto("/contacts/")
    page.get_by_role("link", name=name).click()
    page.get_by_text("Another day, a note").click()
    page.get_by_role("link", name="Write it down").click()
    page.get_by_label("When").fill("2026-01-02")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("#notices")).to_contain_text(name)


def done_and_taken_back(page: Page, name: str) -> None:
    """The row goes with the page that comes, and comes back."""
    page.goto("/")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_role("button", name=f"Done {name}").click()
    expect(page.get_by_role("heading", name=name)).to_have_count(0)
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#notices")).to_contain_text("Taken back.")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_role("button", name=f"Not today {name}").click()
    expect(page.get_by_role("heading", name=name)).to_have_count(0)


def found_and_logged(page: Page) -> None:
    """Search by its button; one press logs, one chooses a rhythm."""
    page.goto("/contacts/")
    page.get_by_role("searchbox").fill("okaf")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".person")).to_have_count(1)
    page.get_by_role("link", name="Mr. Okafor").click()
    page.get_by_role("button", name="Met", exact=True).click()
    expect(page.locator("#notices")).to_contain_text("Mr. Okafor")
    page.get_by_role("button", name="every month").click()
    expect(page.locator(".chip[aria-pressed='true']")).to_have_text("every month")


def a_file_and_who_matters(page: Page) -> None:
    """The page of progress comes anew by itself; each choice answers with the page."""
    bring(page, "phone.vcf", cards(1500))
    expect(page.get_by_role("heading", name="Coming in")).to_be_visible()
    expect(page.get_by_role("heading", name="What came in")).to_be_visible(timeout=20_000)
    expect(page.locator(".facts")).to_contain_text("1,500")
    page.get_by_role("link", name="Pick who matters").click()
    picks = page.locator(".pick")
    first = picks.first.get_by_role("link").inner_text()
    picks.first.get_by_role("button", name="every month").click()
    expect(page.get_by_role("heading", name="Pick who matters")).to_be_visible()
    expect(page.locator(".pick").get_by_role("link", name=first, exact=True)).to_have_count(0)


def settings_saved(page: Page) -> None:
    """A form refused keeps what was typed; mended, it is saved."""
    page.goto("/settings/")
    page.get_by_label("Time zone").fill("Europe/Atlantis")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Atlantis")
    page.get_by_label("Time zone").fill("Asia/Kathmandu")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notices")).to_contain_text("Saved")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Kathmandu")
