"""A calendar by screen: an address is made, read without signing in, changed, and ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")


def test_an_address_is_made_read_changed_and_ended(walked: Page):
    page = walked
    page.goto("/settings/calendars/")
    gatherings = page.locator("#gatherings")
    meet(page, "feeds-none")
    gatherings.get_by_role("button", name="Make an address").click()
    first = address(page)
    meet(page, "feeds")
    assert read(page, first)[0] == 200
    assert "BEGIN:VCALENDAR" in read(page, first)[1]
    expect(gatherings.get_by_role("link", name="Open in my calendar")).to_have_attribute(
        "href", first.replace("http:", "webcal:")
    )

    gatherings.get_by_role("button", name="Let it say so").click()
    expect(gatherings).to_contain_text("It says who is likely there, and your notes.")
    assert address(page) == first

    gatherings.get_by_role("button", name="Another address").click()
    expect(page.get_by_text("The one before opens nothing any more")).to_be_visible()
    second = address(page)
    assert (read(page, first)[0], read(page, second)[0]) == (404, 200)

    gatherings.get_by_role("button", name="End this address").click()
    expect(gatherings.get_by_role("button", name="Make an address")).to_be_visible()
    assert read(page, second)[0] == 404


def address(page: Page) -> str:
    """What the page shows as the address of gatherings."""
    return page.locator("#address-gatherings").input_value()


def read(page: Page, url: str) -> tuple[int, str]:
    """As a calendar program asks, with nobody's cookie."""
    context = page.context.browser.new_context()  # type: ignore[union-attr]
    try:
        answer = context.request.get(url)
        return answer.status, answer.text()
    finally:
        context.close()
