"""Filters that combine, a view that is kept, and what is done to many people at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.contacts.imports.bringing import card
from tests.e2e.journeys import bring, take_back
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
BOOK = "".join(
    card(name, f"ORG:{place}", f"ADR:;;;{city};;;", *ways)
    for name, place, city, *ways in (
        ("Ana Lima", "Tidewater", "Lisbon", "EMAIL:ana@example.org"),
        ("Ben Carter", "Tidewater", "Lisbon"),
        ("Cara Diaz", "Tidewater", "Oakland"),
        ("Dev Patel", "Fjord", "Lisbon"),
    )
)


def test_filters_combine_and_the_view_is_kept(walked: Page):
    page = walked
    brought(page)
    page.goto("/contacts/")
    page.get_by_text("Narrow, order, more").click()
    page.get_by_label("In the city").fill("Lisbon")
    page.get_by_label("At the organisation").fill("Tidewater")
    page.get_by_role("button", name="Show these people").click()
    names(page, "Ana Lima", "Ben Carter")
    meet(page, "many-narrowed")
    page.get_by_role("link", name="Keep this view").click()
    page.get_by_label("Name", exact=True).fill("By the river")
    meet(page, "many-keep-view")
    page.get_by_role("button", name="Keep it").click()

    page.goto("/contacts/")
    names(page, "Ana Lima", "Ben Carter", "Cara Diaz", "Dev Patel")
    page.get_by_role("link", name="By the river", exact=True).click()
    names(page, "Ana Lima", "Ben Carter")
    page.get_by_role("link", name="in Lisbon").click()
    names(page, "Ana Lima", "Ben Carter", "Cara Diaz")


def test_picked_by_key_into_a_circle_and_everybody_deleted_and_back(walked: Page):
    page = walked
    brought(page)
    page.goto("/contacts/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    meet(page, "many-picked")
    page.get_by_role("button", name="Put into a circle").click()
    page.get_by_label("Which circle?").fill("Choir")
    meet(page, "many-circle")
    page.get_by_role("button", name="Put into a circle").click()
    page.goto("/contacts/circles/")
    page.get_by_role("link", name="Choir").first.click()
    expect(page.locator("a.person-name")).to_have_count(2)

    page.goto("/contacts/")
    page.get_by_role("link", name="Pick several").click()
    page.get_by_text("Everybody in this list").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("a.person-name")).to_have_count(0)
    meet(page, "many-deleted")
    take_back(page, "4 people")
    page.goto("/contacts/")
    names(page, "Ana Lima", "Ben Carter", "Cara Diaz", "Dev Patel")


def brought(page: Page) -> None:
    """The four of them, by a file."""
    bring(page, "book.vcf", BOOK.encode())
    expect(page.get_by_role("heading", name="What came in")).to_be_visible(timeout=60_000)


def names(page: Page, *names: str) -> None:
    """Who is in the list, in its order."""
    expect(page.locator("a.person-name")).to_have_text(list(names))
