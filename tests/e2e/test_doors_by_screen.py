"""Scenario 9: whom somebody opened, as a sentence on their page; introductions never go in a circle."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, tell, visit
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
CIRCULAR = "Dev Patel was introduced by Cara Diaz, and Cara Diaz by Ben Carter"


def test_ben_opened_two_doors_and_none_leads_back(walked: Page):
    page = walked
    add_people(page, "Ben Carter", "Cara Diaz", "Dev Patel")
    visit(page, "Cara Diaz")
    tell(page, Who_introduced_us="Ben Carter")
    visit(page, "Dev Patel")
    tell(page, Who_introduced_us="Cara Diaz")

    visit(page, "Ben Carter")
    expect(page.get_by_text("Ben opened two doors for you")).to_have_text(
        "Ben opened two doors for you: Cara Diaz, and through Cara, Dev Patel."
    )
    meet(page, "doors-opened")

    tell(page, Who_introduced_us="Dev Patel")
    expect(page.get_by_role("main")).to_contain_text(CIRCULAR)
    expect(page.get_by_label("Who introduced us")).to_have_value("Dev Patel")
    meet(page, "doors-circular")
    visit(page, "Ben Carter")
    expect(page.get_by_text("Introduced by")).to_have_count(0)
