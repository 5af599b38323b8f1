"""Review by screen: after a good week and after a quiet one, with one tap for what happened anyway."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")


def test_a_quiet_week_is_told_kindly_and_left_as_it_was(walked: Page):
    page = walked
    page.goto("/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A quiet week. Nothing here is late.")
    expect(page.get_by_role("main")).not_to_contain_text("Did any of this happen anyway?")
    meet(page, "review-quiet")

    until = datetime.now(UTC).date() + timedelta(days=20)
    page.get_by_label("Leave me be until").fill(until.isoformat())
    page.get_by_role("button", name="Leave me be", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Kith leaves you be: no note, and nobody to write to.")
    meet(page, "review-alone")
    page.get_by_role("button", name="As usual after all").click()
    page.goto("/review/")
    expect(page.get_by_role("main")).not_to_contain_text("Kith leaves you be")


def test_what_happened_anyway_is_one_tap_and_can_be_taken_back(demo: Page):
    page = demo
    page.goto("/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A good week.")
    perhaps = page.locator("section.entry", has=page.get_by_role("button", name="Not this week"))
    first = perhaps.first.get_by_role("link").inner_text()
    count = perhaps.count()
    perhaps.first.get_by_role("button", name=f"Talked {first}").click()
    folded = page.locator(".entry-folded")
    expect(folded).to_contain_text(f"Was in touch with {first}")
    expect(perhaps).to_have_count(count - 1)
    folded.get_by_role("button", name="Take back").click()
    page.goto("/review/")
    expect(perhaps.first.get_by_role("link")).to_have_text(first)

    page.get_by_role("button", name="A lighter one").click()
    expect(page.get_by_role("main")).to_contain_text("A lighter one, until")
    meet(page, "review-lighter")
    page.get_by_role("button", name="As usual after all").click()
    expect(page).to_have_url(re.compile("/$"))
