"""Scenario 1: a rhythm restarts with what is written down, and goes back with its taking back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, take_back, visit, write_down
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")


def test_a_call_three_days_ago_restarts_a_month(walked: Page):
    page, today = walked, datetime.now(UTC).date()
    add_people(page, "Ana Lima")
    due_since_yesterday(page, today - timedelta(days=31))
    meet(page, "rhythm-today-due")

    visit(page, "Ana Lima")
    write_down(page, "Talked", today - timedelta(days=3))
    on = today + timedelta(days=27)
    expect(page.get_by_text(f"Comes round on {on.day} {on:%B}")).to_be_visible()
    meet(page, "rhythm-restarted")
    page.goto("/")
    expect(page.get_by_role("heading", name="Ana Lima")).to_have_count(0)

    take_back(page, "Ana Lima")
    page.goto("/")
    expect(page.get_by_role("heading", name="Ana Lima")).to_be_visible()
    visit(page, "Ana Lima")
    expect(page.get_by_text("Has come round.")).to_be_visible()
    meet(page, "rhythm-taken-back")


def due_since_yesterday(page: Page, on: date) -> None:
    """A monthly rhythm, and a touch 31 days ago."""
    visit(page, "Ana Lima")
    page.get_by_role("button", name="every month").click()
    write_down(page, "Met", on)
    page.goto("/")
    expect(page.get_by_role("heading", name="Ana Lima")).to_be_visible()
