"""What you gave, on the screen and on paper; a promise and an evening on Today (scenario 17)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import meet
from tests.e2e.test_organisations_by_screen import pages_of

pytestmark = pytest.mark.xdist_group("site")


def test_the_year_of_giving_on_paper(demo: Page):
    page = demo
    page.goto("/commitments/")
    page.get_by_role("link", name="What you gave").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What you gave in")
    meet(page, "gave")
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    for fact in ("Maya Ortega", "hours in all", "volunteering: ", "Alumni evenings of Delta High", "Helped"):
        assert fact in text, text
    for screen in ("Write down", "Print it from", "nearer to nobody", "It is worth it", "2025"):
        assert screen not in text, text
    paper = page.pdf()
    page.emulate_media(media="screen")
    assert paper.startswith(b"%PDF") and pages_of(paper) <= 2


def test_on_track_leaves_today_and_comes_back(demo: Page):
    page = demo
    page.goto("/")
    line = page.locator(".entry", has_text="A flyer for the harvest evening")
    expect(line).to_contain_text("You promised it to Joan by")
    line.get_by_role("button", name="On track").click()
    expect(line).to_have_count(0)
    expect(page.get_by_role("status").first).to_contain_text("On track: A flyer for the harvest evening")
    page.get_by_role("button", name="Take back").click()
    page.goto("/")
    expect(line).to_have_count(1)
