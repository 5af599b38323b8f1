"""Scenarios 17 and 6 by screen: on track, need time, hand back; to a commitment in one step; offers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, visit
from tests.e2e.looking import meet
from tests.e2e.test_outcomes_by_screen import say_a_goal

pytestmark = pytest.mark.xdist_group("site")
DAY_AFTER_TOMORROW = timedelta(days=2)


def test_scenario_17_on_track_need_time_hand_back(walked: Page):
    page = walked
    add_people(page, "Joan Park")
    write_to(page, "Joan Park", "joan@foodbank.example")
    bank = take_on(page, "volunteering", "Harbour food bank", tell="Joan Park")
    for what in ("The flyer", "The rota", "The minutes"):
        promise(page, bank, what)
    section = page.locator("section", has=page.get_by_role("heading", name="What you promised"))
    expect(section.get_by_text("How does it stand?")).to_have_count(3)
    meet(page, "promises-of-commitment")
    visit(page, "Joan Park")
    expect(page.get_by_role("main")).to_contain_text("whom you tell when something cannot be kept")
    meet(page, "person-promised")
    page.goto(bank)

    page.get_by_role("button", name=re.compile("On track.*The minutes")).click()
    expect(section.get_by_text("How does it stand?")).to_have_count(2)

    page.get_by_role("link", name=re.compile("Need time.*The rota")).click()
    meet(page, "promise-time")
    page.get_by_role("button", name="Take the time").click()
    expect(page.locator("#note")).to_have_text(re.compile("^Joan, a word about what I promised: The rota."))

    page.goto(bank)
    page.get_by_role("button", name=re.compile("Hand back.*The flyer")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A note to Joan Park")
    expect(page.locator("#note")).to_have_text(re.compile("^Joan, I promised this by .*: The flyer."))
    meet(page, "promise-note")
    page.get_by_role("button", name="Write", exact=True).click()
    mail = page.get_by_role("link", name=re.compile("E-mail"))
    expect(mail).to_have_attribute("href", re.compile("^mailto:joan@foodbank.example.body=Joan"))

    page.goto("/commitments/promises/")
    expect(page.get_by_role("heading", name="What you handed back")).to_be_visible()
    meet(page, "promises")
    page.get_by_role("link", name="The flyer", exact=True).click()
    page.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_text("How does it stand?")).to_be_visible()
    page.get_by_role("button", name=re.compile("It is done")).click()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    meet(page, "promise-kept")


def test_scenario_6_from_a_shared_cause_to_a_commitment_in_one_step(walked: Page):
    page = walked
    goal = say_a_goal(page, "Eve Lindqvist\nSam Carter\nNoor Haddad")
    for name in ("Eve Lindqvist", "Sam Carter", "Noor Haddad"):
        visit(page, name)
        page.get_by_role("link", name=re.compile("care for")).first.click()
        page.get_by_label("What they care for").fill("Clean rivers")
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/commitments/offers/")
    page.get_by_role("link", name="Offer something").click()
    page.get_by_label(re.compile("^What you could do")).fill("Take water samples")
    page.get_by_label(re.compile("^For which causes")).fill("clean rivers")
    page.get_by_label(re.compile("^At most how often")).fill("1")
    meet(page, "offer-form")
    page.get_by_role("button", name="Offer it").click()
    expect(page.get_by_role("main")).to_contain_text("at most once a month · for clean rivers")
    meet(page, "offers")

    page.goto(goal)
    expect(page.get_by_role("heading", name="What you could give there")).to_be_visible()
    meet(page, "goal-could-give")
    page.get_by_role("link", name=re.compile("Take water samples")).click()
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take water samples")
    page.goto(goal)
    given = page.locator("section", has=page.get_by_role("heading", name="What you give for it"))
    expect(given.get_by_role("link", name="Take water samples")).to_be_visible()
    there = page.locator("section", has=page.get_by_role("heading", name="What several of them care for"))
    expect(there.get_by_role("link", name=re.compile("Take water samples"))).to_have_count(
        0
    )  # it is full now
    meet(page, "goal-given")


def test_an_offer_taken_up_stands_among_what_one_did(walked: Page):
    page = walked
    add_people(page, "Ana Lima")
    page.goto("/commitments/offers/new/")
    page.get_by_label(re.compile("^What you could do")).fill("Read a draft")
    page.get_by_role("button", name="Offer it").click()
    visit(page, "Ana Lima")
    page.get_by_role("link", name="What you could do for Ana").click()
    meet(page, "offers-for-ana")
    page.get_by_role("link", name=re.compile("it helped Ana")).click()
    expect(page.get_by_label(re.compile("^For whom"))).to_have_value("Ana Lima")
    page.get_by_label(re.compile("^What you did")).fill("Read her second chapter")
    meet(page, "fulfil")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("main")).to_contain_text("Read her second chapter")
    meet(page, "offer")
    visit(page, "Ana Lima")
    expect(page.get_by_role("main")).to_contain_text("Read her second chapter")


def write_to(page: Page, name: str, email: str) -> None:
    """Somebody gets an address."""
    visit(page, name)
    page.get_by_role("link", name="Add a way to reach them").click()
    page.get_by_label("Address or number").fill(email)
    page.get_by_role("button", name="Save", exact=True).click()


def take_on(page: Page, kind: str, title: str, *, tell: str) -> str:
    """A commitment of that kind; the address of its page, which stands open."""
    page.goto(f"/commitments/new/?kind={kind}")
    page.get_by_label(re.compile("^What it is called")).fill(title)
    page.get_by_label(re.compile("^Whom to tell")).fill(tell)
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def promise(page: Page, commitment: str, what: str) -> None:
    """Promised there, by the day after tomorrow."""
    page.goto(commitment)
    page.get_by_role("link", name="Promise something").click()
    page.get_by_label(re.compile("^What you promised")).fill(what)
    day = datetime.now(UTC).date() + DAY_AFTER_TOMORROW
    page.get_by_label("By", exact=True).fill(day.isoformat())
    page.get_by_role("button", name="Write it down").click()
    expect(page).to_have_url(commitment)
