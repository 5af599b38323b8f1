"""Two people who should know each other: three browsers, two phones among them, and real mail to each."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people
from tests.e2e.looking import LETTER_AT_MOST, meet, weighed
from tests.e2e.test_target_by_phone import code_mailed

pytestmark = pytest.mark.xdist_group("site")


def test_two_taps_two_letters_two_yeses_and_a_mail_to_each(site, opened, walked):
    maya = walked
    ana_reads, ben_reads = writes_both(maya)
    addresses = [f"{name}-{time.time_ns()}@example.net" for name in ("ana", "ben")]
    ana, ben = opened(site.url, width="phone"), opened(site.url, width="phone", java_script_enabled=False)

    weight = weighed(ana)
    ana.goto(ana_reads)
    assert sum(weight) <= LETTER_AT_MOST
    meet(ana, "pair-asked")
    before = ana.locator("article").inner_text()
    agrees(ana, site, addresses[0], looks=True)
    expect(ana.get_by_role("heading", name="Kept, and told to nobody")).to_be_visible()
    meet(ana, "pair-kept")
    ana.get_by_role("link", name="What this page stores").click()
    meet(ana, "pair-stored")
    ana.get_by_role("link", name="Back to the letter").click()
    assert ana.locator("article").inner_text() == before

    maya.reload()
    expect(maya.get_by_text("Nobody learns of a yes before both have said it.")).to_be_visible()
    ben.goto(ben_reads)
    ben.get_by_role("button", name="Not now").click()
    expect(ben.get_by_role("heading", name="Not now, and told to nobody")).to_be_visible()
    ben.get_by_role("link", name="Back to the letter").click()
    agrees(ben, site, addresses[1])
    expect(ben.get_by_role("heading", name="You are introduced")).to_be_visible()

    for mine, others, name in ((*addresses, "Ben Silva"), (*addresses[::-1], "Ana Lima")):
        mail = site.mail_to(mine, after=1).message
        assert (mail["Reply-To"], mail["Subject"]) == (others, f"You and {name}")
        assert "Maya Ortega thought that you" in mail.get_body(("plain",)).get_content()
    ana.reload()
    meet(ana, "pair-introduced")
    maya.reload()
    expect(maya.get_by_text("Both said yes: Ana and Ben are introduced.")).to_be_visible()
    meet(maya, "pairing-introduced")
    assert all(address not in maya.content() for address in addresses)
    maya.goto("/")
    expect(maya.get_by_text("Both said yes.")).to_be_visible()
    meet(maya, "pairing-today")
    maya.get_by_role("button", name="Noted").click()
    expect(maya.get_by_text("Both said yes.")).to_be_hidden()


def writes_both(maya: Page) -> list[str]:
    """From Ana's page in two taps to the words; the addresses of both letters."""
    add_people(maya, "Ana Lima", "Ben Silva")
    maya.goto("/contacts/")
    maya.get_by_role("link", name="Ana Lima").first.click()
    maya.get_by_role("link", name="Introduce Ana to somebody").click()
    meet(maya, "pairing-who")
    maya.get_by_label("Name").fill("Ben Silva")
    maya.get_by_role("button", name="Go on").click()
    maya.get_by_label("Why they should know each other").fill("You both build wooden boats, a river apart.")
    maya.get_by_label("A line to Ana alone").fill("He has the shed you dream of.")
    maya.get_by_label("Your name, as they will read it").fill("Maya Ortega")
    meet(maya, "pairing-words")
    maya.get_by_role("button", name="Keep it").click()
    expect(maya.get_by_text("Neither has a letter yet.")).to_be_visible()
    meet(maya, "pairing-draft")
    maya.get_by_role("button", name="Make both letters").click()
    expect(maya.get_by_role("heading", name="To Ana")).to_be_visible()
    meet(maya, "pairing-asked")
    reading = maya.get_by_role("link", name="will see").all()
    return [each.get_attribute("href") or "" for each in reading]


def agrees(page: Page, site, address: str, *, looks: bool = False) -> None:
    """*Yes, introduce us*, with the code that comes by mail."""
    page.get_by_text("Yes, introduce us").click()
    if looks:
        meet(page, "pair-address")
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Send me the code").click()
    if looks:
        meet(page, "pair-code")
    page.get_by_label("The six digits").fill(code_mailed(site, address))
    page.get_by_role("button", name="Go on").click()
