"""The palette by keys alone, by touch, and as a page without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DEMO
from tests.e2e.keyboard import Keyboard
from tests.e2e.looking import dress, look

pytestmark = pytest.mark.xdist_group("site")


def option(page: Page, name: str):
    """A line of what was found."""
    return page.locator("#palette").get_by_role("option", name=name)


def ask(page: Page, words: str, name: str) -> None:
    """Open it by its key, type, and see that line."""
    page.keyboard.press("/")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.type(words)
    expect(option(page, name).first).to_be_visible()


@pytest.mark.parametrize("width", ["wide", "phone"])
@pytest.mark.parametrize(
    ("words", "name", "leads_to"),
    [
        ("lima", "Ana Lima", r"/contacts/\d+/$"),
        ("log lima", "Log Ana Lima", r"/contacts/\d+/log/$"),
        ("over time", "Over time", r"/review/over-time/$"),
        ("introduce two", "Introduce two people", r"/introductions/pairings/new/$"),
        ("password", "Security", r"/settings/security/$"),
    ],
)
def test_a_few_letters_and_enter_lead_there(demo, width, words, name, leads_to):
    dress(demo, width, "light")
    demo.goto("/")
    ask(demo, words, name)
    expect(option(demo, name).first).to_have_attribute("aria-selected", "true")
    demo.keyboard.press("Enter")
    expect(demo).to_have_url(re.compile(leads_to))


@pytest.mark.parametrize("path", ["/contacts/organisations/", "/goals/"])
def test_organisations_and_goals_are_found_by_a_word_of_theirs(demo, path):
    demo.goto(path)
    rows = demo.locator("main a").evaluate_all("all => all.map(a => [a.pathname, a.textContent.trim()])")
    name = next(words for to, words in rows if words and re.fullmatch(path + r"\d+/", to))
    demo.goto("/")
    ask(demo, name[:60], name[:20])
    option(demo, name[:20]).first.click()
    expect(demo).to_have_url(re.compile(path + r"\d+/$"))


def test_a_place_is_found(demo, planted):
    demo.goto(f"/goals/places/{planted['place']}/")
    name = demo.locator("h1").inner_text().strip()
    demo.goto("/")
    ask(demo, name[:40], name[:20])
    option(demo, name[:20]).first.click()
    expect(demo).to_have_url(re.compile(r"/goals/places/\d+/$"))


def test_one_walks_through_what_was_found_and_leaves_to_where_one_was(demo):
    demo.goto("/contacts/")
    demo.keyboard.press("j")
    was = demo.evaluate("document.activeElement.textContent")
    demo.keyboard.press("/")
    field = demo.get_by_role("combobox", name="Find anything")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(demo.locator("#palette [aria-selected=true]")).to_have_count(0)
    options = demo.locator("#palette [role=option]")
    for key, at in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("End", -1),
        ("ArrowDown", 0),
        ("ArrowUp", -1),
        ("Home", 0),
    ):
        demo.keyboard.press(key)
        chosen = options.nth(at)
        expect(chosen).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
        expect(field).to_be_focused()
    demo.keyboard.press("Escape")
    expect(demo.locator("#palette")).to_be_hidden()
    assert demo.evaluate("document.activeElement.textContent") == was


def test_it_is_seen_where_one_is(demo):
    demo.goto("/settings/")
    hand = Keyboard(demo)
    hand.press("/")
    expect(option(demo, "Morning note")).to_be_visible()
    assert hand.here().startswith("Find anything")
    hand.press("Tab")
    assert hand.here() == "Close"
    hand.press("Enter")
    expect(demo.locator("#palette")).to_be_hidden()


def test_enter_before_the_answer_waits_for_it(demo):
    demo.goto("/")
    demo.keyboard.press("/")
    demo.keyboard.type("over time")
    demo.keyboard.press("Enter")
    expect(demo).to_have_url(re.compile(r"/review/over-time/$"))


def test_enter_is_not_lost_where_the_answer_fails(site, demo, signed_in):
    """In a context whose console nobody listens to: the browser complains of the 500, as it should."""

    def fail(route):
        asks = "hx-request" in route.request.headers and "q=over" in route.request.url
        route.fulfill(status=500, body="") if asks else route.continue_()

    context = demo.context.browser.new_context(base_url=site.url, storage_state=signed_in(DEMO))
    page = context.new_page()
    page.route("**/search/?*", fail)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("over time")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=over\+time"))
    context.close()


def test_signed_out_meanwhile_one_comes_to_the_page_for_signing_in(site, opened, signed_in):
    page = opened(site.url, storage_state=signed_in(DEMO))
    page.goto("/goals/")
    page.context.clear_cookies()
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/goals/"))


def test_an_old_answer_never_stands_over_a_new_one(demo):
    slow = []

    def later(route):
        if "q=li&" in route.request.url:
            slow.append(route)  # answered when the next one has been
        else:
            route.continue_()

    demo.route("**/search/?*", later)
    demo.goto("/")
    demo.keyboard.press("/")
    demo.keyboard.type("li")
    demo.wait_for_timeout(400)
    demo.keyboard.type("ma")
    expect(option(demo, "Ana Lima").first).to_be_visible()
    for route in slow:
        route.continue_()
    demo.wait_for_timeout(300)
    expect(demo.locator("#palette-list")).to_have_attribute("data-typed", "lima")
    demo.unroute("**/search/?*")


def test_typing_in_a_field_opens_nothing(demo):
    demo.goto("/contacts/")
    demo.get_by_role("searchbox").click()
    demo.keyboard.type("a/b?n")
    expect(demo.get_by_role("searchbox")).to_have_value("a/b?n")
    expect(demo.locator("#palette")).to_be_hidden()


def test_by_touch(site, opened, signed_in):
    page = opened(site.url, width="phone", storage_state=signed_in(DEMO), has_touch=True, is_mobile=True)
    page.goto("/")
    find = page.get_by_role("link", name="Find")
    assert find.bounding_box()["height"] >= 44
    find.tap()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("lima")
    expect(option(page, "Ana Lima").first).to_be_visible()
    assert option(page, "Ana Lima").first.bounding_box()["height"] >= 44
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("#palette")).to_be_hidden()
    find.tap()
    page.keyboard.type("lima")
    option(page, "Ana Lima").first.tap()
    expect(page).to_have_url(re.compile(r"/contacts/\d+/$"))


def test_write_to_somebody_opens_the_sheet_on_their_page(demo):
    demo.goto("/")
    ask(demo, "write to lima", "Write to Ana Lima")
    demo.keyboard.press("Enter")
    demo.wait_for_url(re.compile(r"#write-\d+$"))
    expect(demo.locator("main .sheet:popover-open")).to_be_visible()


def test_nothing_found_is_said_and_leads_on(demo):
    demo.goto("/")
    ask(demo, "Zebedee", "Add “Zebedee” to your people")
    expect(demo.locator("#palette [role=status]")).to_have_text("Nothing found")
    look(demo, "palette-nothing")
    demo.keyboard.press("Enter")
    expect(demo).to_have_url(re.compile(r"/contacts/new/\?name=Zebedee$"))


@pytest.mark.parametrize("words", ["", "an", "log an"])
def test_it_looks_well(demo, words):
    demo.goto("/")
    demo.keyboard.press("/")
    demo.keyboard.type(words)
    expect(demo.locator(f"#palette-list[data-typed='{words}'] [role=option]").first).to_be_visible()
    look(demo, f"palette-{words.replace(' ', '-') or 'empty'}")


def test_without_scripts_it_is_a_page(site, opened, signed_in):
    page = opened(site.url, java_script_enabled=False, storage_state=signed_in(DEMO))
    page.goto("/goals/")
    page.get_by_role("link", name="Find").click()
    expect(page.get_by_role("link", name="Say a new goal")).to_be_visible()
    page.get_by_role("searchbox").fill("lima")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ana Lima").first.click()
    expect(page).to_have_url(re.compile(r"/contacts/\d+/$"))


def test_it_is_not_on_paper(demo):
    demo.goto("/")
    demo.keyboard.press("/")
    expect(demo.locator("#palette")).to_be_visible()
    demo.emulate_media(media="print")
    expect(demo.locator("#palette")).to_be_hidden()
    demo.emulate_media(media="screen")
