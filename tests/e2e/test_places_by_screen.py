"""Scenarios 5 and 15 by screen: places ranked by who is seen there; whom one stood beside."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import take_back
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
TWELVE = (
    *("Eve Lindqvist, buys for outdoor shops", "Sam Carter", "Noor Haddad", "Jonas Berg", "Priya Nair"),
    *("Tess Holm", "Karim Aziz", "Lena Vist", "Hugo Reyes", "Ines Dal", "Oskar Wood", "Maya Strand"),
)
SEEN = {
    "Trail association": "Eve Lindqvist, Sam Carter, Noor Haddad, Jonas Berg, Priya Nair",
    "Autumn conference": "Tess Holm, Karim Aziz, Lena Vist",
}


def test_scenario_5_places_are_ranked_by_who_is_seen_there(walked: Page):
    page = walked
    say_a_goal(page, places="Autumn conference, once a year\nTrail association, meets on Tuesdays")
    goal = page.url
    for place, names in SEEN.items():
        page.goto(goal)
        page.get_by_role("link", name=place, exact=True).click()
        saw(page, names, date.today() - timedelta(days=40))
    meet(page, "place-seen")

    page.goto(goal)
    rooms = page.locator(".room h3")
    expect(rooms).to_have_text(["Trail association", "Autumn conference"])
    expect(page.locator(".room").first).to_contain_text(re.compile("five of your twelve people", re.I))
    page.locator(".room").first.get_by_text("How that is known").click()
    expect(page.locator(".room").first.get_by_role("link", name="Noor Haddad")).to_be_visible()
    meet(page, "goal-places")


def test_scenario_15_whom_one_stood_beside(walked: Page):
    page = walked
    yesterday = date.today() - timedelta(days=1)
    page.goto("/goals/gatherings/new/")
    page.get_by_label("What it is").fill("Harbour food bank")
    page.get_by_label("Day", exact=True).fill(yesterday.isoformat())
    page.get_by_label("From", exact=True).fill("09:00")
    page.locator("main form").evaluate("form => form.noValidate = true")  # a browser that asks nothing itself
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("main")).to_contain_text("When does it end? A guess is enough.")
    expect(page.get_by_label("What it is")).to_have_value("Harbour food bank")
    meet(page, "gathering-without-end")
    page.get_by_label("Until", exact=True).fill("11:00")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour food bank")

    page.goto("/")
    page.get_by_label("Whom did you meet?").fill("Joan, Pete (drives the van), Amira")
    meet(page, "today-whom-met")
    page.get_by_role("button", name="Write it down").click()
    page.goto("/contacts/")
    for name in ("Joan", "Pete", "Amira"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.get_by_role("link", name="Pete", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("drives the van")

    take_back(page, "Harbour food bank")
    page.goto("/")
    expect(page.get_by_label("Whom did you meet?")).to_be_visible()


def say_a_goal(page: Page, *, places: str) -> None:
    """A goal with twelve people to meet and these places; its page stands open."""
    page.goto("/goals/new/")
    page.get_by_label(re.compile("^Who is good at it")).fill("\n".join(TWELVE))
    page.get_by_label(re.compile("^Where do they spend their evenings")).fill(places)
    page.get_by_label("In a sentence").fill("To be at home among people who make outdoor gear")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("outdoor gear")


def saw(page: Page, names: str, on: date) -> None:
    """On a place's page: these were seen here that day."""
    if not page.get_by_label("Who was seen there").is_visible():
        page.get_by_text("Somebody was seen here").click()
    page.get_by_label("Who was seen there").fill(names)
    page.get_by_label("When").fill(on.isoformat())
    page.get_by_label("How you know").fill("the programme")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("status")).to_be_visible()
