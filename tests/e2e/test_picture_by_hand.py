"""The picture in a browser: it comes nearer by key, wheel and button, and finds somebody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import accessible, dress

pytestmark = pytest.mark.xdist_group("site")


def side(page: Page) -> float:
    """How much of the picture is seen, in its own units."""
    return float((page.locator(".picture-svg").get_attribute("viewBox") or "").split()[2])


def opened(page: Page) -> float:
    """The page, with nothing moving; the side of the whole."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/network/")
    expect(page.locator(".picture-svg.is-live")).to_be_visible()
    return side(page)


def test_it_comes_nearer_and_goes_back_by_key_wheel_and_button(seats):
    page, complaints = seats["demo"]
    dress(page, "wide", "light")
    whole = opened(page)

    page.locator(".picture-svg").focus()
    page.keyboard.press("+")
    expect(page.locator(".picture-svg.is-near")).to_be_visible()
    assert side(page) < whole
    page.keyboard.press("0")
    expect(page.locator(".picture-svg:not(.is-near)")).to_be_visible()

    page.locator(".picture-svg").hover()
    page.mouse.wheel(0, -300)
    expect(page.locator(".picture-svg.is-near")).to_be_visible()
    page.get_by_role("button", name="All").click()
    expect(page.locator(".picture-svg:not(.is-near)")).to_be_visible()
    assert side(page) == whole
    complaints.none()


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_somebody_is_found_comes_into_the_middle_and_leads_to_their_page(seats, width):
    page, complaints = seats["demo"]
    dress(page, width, "dark")
    opened(page)

    page.get_by_label("Find somebody in the picture").fill("lima an")

    expect(page.locator(".is-found title")).to_have_text("Ana Lima")
    expect(page.locator(".picture-svg.shows-names")).to_be_visible()
    accessible(page)
    page.get_by_label("Find somebody in the picture").fill("nobody of that name")
    expect(page.locator(".picture-found")).to_have_text("Nobody here goes by that name.")
    page.get_by_label("Find somebody in the picture").fill("ana lima")
    page.locator(".picture-found a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana Lima")
    complaints.none()


def test_dragging_moves_it_and_opens_nobody(seats):
    page, complaints = seats["demo"]
    dress(page, "wide", "light")
    opened(page)
    page.locator(".picture-svg").focus()
    for _ in range(3):
        page.keyboard.press("+")
    before = page.locator(".picture-svg").get_attribute("viewBox")
    box = page.locator(".picture-svg").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 30, steps=3)
    page.mouse.up()

    assert page.locator(".picture-svg").get_attribute("viewBox") != before
    assert page.url.endswith("/network/")
    complaints.none()
