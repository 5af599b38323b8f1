"""A card held up on a phone: read by a camera in either scheme, details left on it, put into the book."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, take_back
from tests.e2e.looking import LETTER_AT_MOST, meet, weighed

pytestmark = pytest.mark.xdist_group("site")


def test_a_card_is_held_up_and_details_are_left(site, opened, walked):
    maya = walked
    add_people(maya, "Ben Silva")
    address = held_up(maya)
    ana = opened(site.url, width="phone")
    weight = weighed(ana)
    ana.goto(address)
    assert sum(weight) <= LETTER_AT_MOST
    meet(ana, "card-letter")
    keeps_the_card(ana)
    thanks = leaves(ana, "Ana Lima", "ana@example.net")
    meet(ana, "card-thanks")
    ana.goto(address)
    leaves(ana, "Ben Silva", "ben@example.net")
    into_the_book(maya)
    ana.goto(thanks)
    ana.get_by_role("link", name="What this page stores").click()
    meet(ana, "card-stored")
    ana.get_by_role("button", name="Delete it now").click()
    expect(ana.get_by_role("heading", name="It is deleted")).to_be_visible()
    switched_off(maya)
    gone = ana.goto(address)
    assert gone is not None
    assert gone.status == 410


def test_a_card_is_whole_without_scripts(site, opened, walked):
    address = made(walked)
    page = opened(site.url, width="zoomed", java_script_enabled=False)
    page.goto(address)
    leaves(page, "Ana Lima", "ana@example.net")


def made(page: Page) -> str:
    """The member makes a card; the address that its code holds."""
    page.goto("/introductions/")
    page.get_by_role("link", name="Your card").click()
    expect(page.get_by_role("heading", name="A card to hold up")).to_be_visible()
    meet(page, "card-new")
    page.get_by_label("Your name").fill("Maya Ortega")
    page.get_by_label("One line about you").fill("a publicist in Oakland")
    page.get_by_label("E-mail").fill("maya.writes@example.org")
    page.get_by_label("Phone").fill("+1 510 555 0123")
    page.get_by_label("On the web").fill("mayaortega.example")
    page.get_by_role("button", name="Make my card").click()
    expect(page.get_by_role("heading", name="Your card")).to_be_visible()
    return str(page.get_by_role("link", name="See what they see").get_attribute("href"))


def held_up(page: Page) -> str:
    """The code as it stands on the screen, read from a picture of it: it is the address of the card."""
    address = made(page)
    meet(page, "card")
    page.goto("/introductions/")
    page.get_by_role("link", name="Hold up your card").click()
    expect(page.get_by_text("Point your camera here")).to_be_visible()
    meet(page, "card-held")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert seen_by_a_camera(page) == address
    page.emulate_media(media="print")
    assert seen_by_a_camera(page) == address
    page.emulate_media(media="screen")
    return address


def seen_by_a_camera(page: Page) -> str:
    """What the code in a picture of the screen says, also from a little further away."""
    whole = Image.open(BytesIO(page.screenshot())).convert("L")
    found = {
        each.text
        for part in (1, 2)
        for each in zxingcpp.read_barcodes(whole.resize((whole.width // part, whole.height // part)))
    }
    (text,) = found
    return str(text)


def keeps_the_card(page: Page) -> None:
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep the card").click()
    assert "FN:Maya Ortega" in kept.value.path().read_text()


def leaves(page: Page, name: str, email: str) -> str:
    """Their details on the card; the address of the page that thanks them."""
    page.get_by_text("Leave Maya yours").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("Where you met").fill("by the kettle")
    page.get_by_role("button", name="Leave it for Maya").click()
    expect(page.get_by_role("heading", name=f"Thank you, {name}.")).to_be_visible()
    return page.url


def into_the_book(page: Page) -> None:
    """One is new; the other is somebody the member has."""
    page.goto("/")
    expect(page.get_by_text("Left their details on your card, and so did others.")).to_be_visible()
    meet(page, "card-today")
    page.get_by_role("link", name=re.compile("^Look.*Ben Silva")).click()
    expect(page.get_by_role("heading", name="Left on your card")).to_be_visible()
    meet(page, "card-left")
    page.get_by_role("button", name=re.compile("^This is Ben Silva")).click()
    expect(page.get_by_role("heading", name="Ben Silva", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("ben@example.net")
    page.goto("/introductions/card/")
    page.get_by_role("button", name=re.compile("^Do not keep it")).click()
    take_back(page, "Did not keep what somebody left")
    page.goto("/introductions/card/")
    page.get_by_role("button", name=re.compile("^Put them into my book")).click()
    page.goto("/contacts/?q=Ana")
    expect(page.get_by_role("main")).to_contain_text("Ana Lima")


def switched_off(page: Page) -> None:
    page.goto("/introductions/card/")
    page.get_by_text("Replace its address, or switch it off").click()
    meet(page, "card-address")
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_text("It is switched off")).to_be_visible()
    meet(page, "card-off")
