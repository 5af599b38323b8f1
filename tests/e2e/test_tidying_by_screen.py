"""Tidy up by screen: two entries side by side, made one, taken back; "not the same" is remembered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, take_back, tell, visit
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
SAME, OTHER = "Katharina Lindqvist", "Katarina Lindqvist"


def test_a_pair_is_made_one_and_taken_back(walked: Page):
    page = walked
    two_entries(page)
    visit(page, SAME)
    tell(page, City="Uppsala", What_to_remember="keeps bees")
    visit(page, OTHER)
    tell(page, City="Lund")

    found(page)
    meet(page, "tidy-pairs")
    page.get_by_role("link", name="Look side by side").click()
    page.get_by_role("radio", name="Lund").check()
    meet(page, "tidy-side-by-side")
    page.get_by_role("button", name="Make one person of them").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lindqvist")
    expect(page.locator(".opening")).to_contain_text("Lund")
    expect(page.get_by_text("keeps bees")).to_be_visible()
    people(page, 1)

    take_back(page, "Lindqvist")
    people(page, 2)
    visit(page, SAME)
    expect(page.locator(".opening")).to_contain_text("Uppsala")


def test_two_told_apart_are_not_brought_up_again(walked: Page):
    page = walked
    two_entries(page)
    found(page)
    page.get_by_role("button", name="Not the same").click()
    for _ in range(2):
        page.goto("/contacts/tidy/")
        expect(page.get_by_text("Nobody stands in your book twice")).to_be_visible(timeout=30_000)
    meet(page, "tidy-nobody-twice")


def two_entries(page: Page) -> None:
    """Two people of one address whose names are written alike."""
    add_people(page, f"{SAME} <kat@example.org>", f"{OTHER} <kat@example.org>")


def found(page: Page) -> None:
    """The pair is on the page, once the worker has looked through the book."""
    page.goto("/contacts/tidy/")
    expect(page.locator(".pair")).to_have_count(1, timeout=60_000)


def people(page: Page, count: int) -> None:
    """So many stand in the list."""
    page.goto("/contacts/")
    expect(page.locator("a.person-name")).to_have_count(count)
