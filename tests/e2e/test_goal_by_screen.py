"""A goal said, found, held for the employer's sake and released, by screen (scenario 2)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
FIELD = re.compile("^What field would you like")


def test_scenario_2_by_screen(walked: Page):
    page = walked
    page.goto("/goals/employer/")
    page.get_by_label("Who employs you?").fill("Harbour Ledger")
    page.get_by_label("Whom does your employer serve?").press_sequentially("fintech")
    expect(page.get_by_role("checkbox", name="Financial technology")).to_be_checked()
    meet(page, "goal-employer")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Changed what you said of your employer")

    page.goto("/goals/")
    meet(page, "goal-none")
    page.get_by_role("link", name="Say it").click()
    page.get_by_label(FIELD).press_sequentially("payments")
    expect(page.get_by_role("radio", name="Payments")).to_be_checked()
    page.get_by_text("clients of my own").click()
    meet(page, "goal-new")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("To be at home in payments")
    expect(page.get_by_role("main")).to_contain_text("This goal waits")
    meet(page, "goal-held")

    page.get_by_role("link", name="They have agreed").click()
    page.get_by_label("Who approved it").fill("Priya Nair")
    page.get_by_label("On which day").fill((date.today() + timedelta(days=3)).isoformat())
    page.get_by_label("In which words").fill("Fine, outside hours.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("That day is still to come.")
    expect(page.get_by_label("In which words")).to_have_value("Fine, outside hours.")
    meet(page, "goal-approval")
    page.get_by_label("On which day").fill((date.today() - timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("Priya Nair approved it:")
    expect(page.get_by_role("main")).not_to_contain_text("This goal waits")


def test_a_field_of_ones_own_and_not_knowing_yet(walked: Page):
    page = walked
    page.goto("/goals/new/")
    page.get_by_label(FIELD).press_sequentially("Trail running shoes")
    expect(page.get_by_text("Below which of these does it stand?")).to_be_visible()
    page.get_by_text("Clothes and shoe shops", exact=True).click()
    meet(page, "goal-own-field")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("main")).to_contain_text("Clothes and shoe shops › Trail running shoes")

    page.goto("/goals/new/")
    page.get_by_role("button", name="I don't know yet").click()
    expect(page.get_by_role("main")).to_contain_text("Ask three people what they enjoy about their work")
    meet(page, "goal-first-step")

    page.get_by_text("Circle, pause, reached, let go, delete").click()
    page.get_by_role("link", name="Let go …").click()
    page.get_by_label("What came of it?").fill("I asked three people, and it was none of it.")
    meet(page, "goal-let-go")
    page.get_by_role("button", name="Let it go").click()
    page.goto("/goals/")
    expect(page.get_by_role("main")).to_contain_text("it was none of it")
    meet(page, "goal-list")
