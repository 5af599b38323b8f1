"""The keyboard map: every key it tells of is pressed, and does what it says there; no other key is heard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from apps.core.keys import GROUPS
from tests.e2e.conftest import DEMO

pytestmark = pytest.mark.xdist_group("site")


def focused_name(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def sees(locator: str) -> Callable[[Page], None]:
    """Pressed on the page it is on, this comes into sight."""
    return lambda page: expect(page.locator(locator).first).to_be_visible()


def leads_to(path: str) -> Callable[[Page], None]:
    """Pressed, one is there."""
    return lambda page: expect(page).to_have_url(re.compile(path))


ANYWHERE: dict[str, tuple[str, str, Callable[[Page], None]]] = {
    "find": ("/goals/", "", sees("#palette")),
    "write": ("/", "", sees("#capture input[name=line]")),
    "search": ("/contacts/", "", lambda page: expect(page.get_by_role("searchbox")).to_be_focused()),
    "letter": ("/contacts/", "a", leads_to(r"letter=A")),
    "answer": ("/contacts/pick/", "", lambda page: expect(page.locator(".was-asked")).to_have_count(1)),
    "help": ("/", "", sees("#keys")),
}


LIST = ("j", "k", "ArrowDown", "ArrowUp", "x", "Escape")
PALETTE = ("ArrowDown", "ArrowUp", "Home", "End", "Enter")  # pressed in test_palette_by_keys.py
PICTURE = ("+", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "-", "=", "0")


def test_every_key_that_is_told_of_is_pressed_here():
    told = {group.where: {heard for key in group.keys for heard in key.heard} for group in GROUPS}
    assert {key.does for key in GROUPS[0].keys} == set(ANYWHERE)
    del told["anywhere"]
    assert told == {"list": set(LIST), "palette": set(PALETTE), "picture": set(PICTURE)}


@pytest.mark.parametrize("key", GROUPS[0].keys, ids=lambda key: key.does)
def test_keys_heard_anywhere_do_what_the_map_says(demo, key):
    path, then, done = ANYWHERE[key.does]
    demo.route(
        "**/rhythm/",
        lambda route: route.fulfill(body="<li class='was-asked'></li>", content_type="text/html"),
    )
    demo.goto(path)
    for pressed in (key.heard[0], then):
        if pressed:
            demo.keyboard.press(pressed)
    done(demo)
    demo.unroute("**/rhythm/")


def test_who_types_in_between_meant_no_letter(demo):
    demo.goto("/contacts/")
    demo.keyboard.press("'")
    demo.locator("[data-search]").focus()
    demo.locator("h1").click()
    demo.keyboard.press("n")  # would lead to the letter N, did it still wait for one
    expect(demo.locator("#capture")).to_be_visible()


def test_keys_of_the_list(demo):
    demo.goto("/contacts/")
    demo.keyboard.press("j")
    first = focused_name(demo)
    demo.keyboard.press("j")
    second = focused_name(demo)
    assert first != second
    for key, name in (("k", first), ("ArrowDown", second), ("ArrowUp", first)):
        demo.keyboard.press(key)
        assert focused_name(demo) == name
    demo.keyboard.press("x")
    expect(demo.locator("[name=person]:checked")).to_have_count(1)
    demo.keyboard.press("Escape")
    expect(demo.locator("[name=person]:checked")).to_have_count(0)


def test_keys_of_the_picture(demo):
    demo.goto("/network/")
    svg = demo.locator("[data-picture] svg")
    svg.focus()

    def seen() -> str:
        demo.wait_for_timeout(60)
        return str(svg.get_attribute("viewBox"))

    for key in PICTURE:
        before = seen()
        demo.keyboard.press(key)
        assert seen() != before, key


def test_a_key_taken_out_of_the_map_is_heard_no_longer(site, opened, signed_in):
    page = opened(site.url, storage_state=signed_in(DEMO))
    page.route(
        "**/goals/",
        lambda route: route.fulfill(body=without_find(route.fetch().text()), content_type="text/html"),
    )
    page.goto("/goals/")
    page.keyboard.press("/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#palette")).to_be_hidden()


def test_a_number_answers_once_however_long_it_is_held_and_never_behind_a_sheet(demo):
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<li class='was-asked'></li>", content_type="text/html")

    demo.route("**/rhythm/", answer)
    demo.goto("/contacts/pick/")
    demo.keyboard.press("?")
    expect(demo.locator("#keys")).to_be_visible()
    demo.keyboard.press("1")
    demo.keyboard.press("Escape")
    expect(demo.locator("#keys")).to_be_hidden()
    demo.wait_for_timeout(300)
    assert asked == []
    demo.keyboard.down("1")
    expect(demo.locator(".was-asked")).to_have_count(1)
    demo.keyboard.down("1")  # as a key that is held repeats itself
    demo.wait_for_timeout(300)
    demo.keyboard.up("1")
    assert len(asked) == 1
    demo.unroute("**/rhythm/")


def without_find(html: str) -> str:
    assert 'data-does="find"' in html
    return html.replace('data-does="find"', "data-was")


def test_single_keys_can_be_switched_off(site, opened, signed_in):
    page = opened(site.url, storage_state=signed_in(DEMO))
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Listen to single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#palette")).to_be_hidden()
    page.get_by_role("link", name="Find").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette [aria-selected=true]")).to_have_count(1)
