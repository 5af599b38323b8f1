"""The list of people by single keys: down and up, picking, leaving; never while somebody types."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import look

pytestmark = pytest.mark.xdist_group("site")


def test_keys_walk_pick_and_leave(demo: Page):
    demo.goto("/contacts/")
    names = demo.locator("a.person-name").all_text_contents()
    demo.keyboard.press("j")
    demo.keyboard.press("j")
    assert focused(demo) == names[1]
    demo.keyboard.press("ArrowDown")
    demo.keyboard.press("k")
    assert focused(demo) == names[1]

    demo.keyboard.press("x")
    demo.keyboard.press("j")
    demo.keyboard.press("x")
    expect(demo.locator("[name=person]:checked")).to_have_count(2)
    expect(demo.locator("[data-picked]")).to_have_text("2")
    look(demo, "state-list-picking")

    demo.keyboard.press("Escape")
    expect(demo.locator(".picked-acts")).to_be_hidden()
    demo.keyboard.press("f")
    demo.keyboard.type("jx")
    expect(demo.get_by_role("searchbox")).to_have_value("jx")
    expect(demo.locator(".picked-acts")).to_be_hidden()


def test_picked_people_are_changed_by_one_press_and_back(demo: Page):
    demo.goto("/contacts/")
    demo.get_by_role("link", name="Pick several").click()
    for box in demo.locator("[name=person]").all()[:2]:
        box.check()
    demo.get_by_role("button", name="Let be").click()
    expect(demo.get_by_text("Let 2 people be")).to_be_visible()
    demo.get_by_role("button", name="Take back").first.click()
    expect(demo.get_by_text("Taken back.")).to_be_visible()


def test_fold_fetches_the_form_and_it_narrows(demo: Page):
    demo.goto("/contacts/")
    demo.get_by_text("Narrow, order, more").click()
    demo.get_by_label("In the city").fill("Lisbon")
    look(demo, "state-list-narrowing")
    demo.get_by_role("button", name="Show these people").click()
    expect(demo.get_by_role("link", name="in Lisbon")).to_be_visible()
    demo.get_by_role("link", name="in Lisbon").click()
    expect(demo.get_by_role("link", name="in Lisbon")).to_have_count(0)


def focused(page: Page) -> str:
    """The text of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent"))
