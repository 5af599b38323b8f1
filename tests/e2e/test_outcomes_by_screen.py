"""Scenarios 4, 6 and 10 by screen, and whom one could call if the day came tomorrow."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, tell, visit, write_down
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
KINDS = ("a project at work", "a leading role", "the alumni club", "a class")


def test_scenario_10_the_trail_of_what_came_of_it(walked: Page):
    page = walked
    add_people(page, "Ben Carter", "Cara Diaz", "Dev Patel")
    visit(page, "Cara Diaz")
    tell(page, Who_introduced_us="Ben Carter")
    visit(page, "Dev Patel")
    tell(page, Who_introduced_us="Cara Diaz")
    met_at_a_shift(page, "Ben Carter", "Harbour food bank")
    goal = say_a_goal(page, "Ben Carter")
    page.get_by_role("link", name="Something came of it").click()
    page.get_by_text("a client", exact=True).click()
    page.get_by_label("What came of it").fill("The spring catalogue")
    page.get_by_label("Through whom").fill("Dev Patel")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(goal)
    expect(page.locator(".trail")).to_have_text(re.compile("Ben Carter.*Cara Diaz.*Dev Patel"))
    expect(page.get_by_role("link", name="Tuesday shift · Harbour food bank")).to_be_visible()
    meet(page, "goal-trail")


def test_scenarios_4_and_6_ways_in_and_what_several_care_for(walked: Page):
    page = walked
    goal = say_a_goal(page, "Eve Lindqvist\nSam Carter\nNoor Haddad")
    for kind in KINDS:
        way = page.locator(".ways-in > div", has=page.get_by_text(kind, exact=True))
        expect(way.locator(".way-step")).to_have_text(re.compile(r"\w.*[.?]$"))
    page.get_by_role("link", name=re.compile("write it down.*a class")).click()
    page.get_by_label(re.compile("^What it is called")).fill("Sewing with heavy cloth")
    page.get_by_role("button", name="Take it on").click()
    page.goto(goal)
    expect(page.locator(".way-step")).to_have_count(3)
    expect(page.locator(".ways-in").get_by_role("link", name="Sewing with heavy cloth")).to_be_visible()
    for name in ("Eve Lindqvist", "Sam Carter", "Noor Haddad"):
        visit(page, name)
        page.get_by_role("link", name=re.compile("care for")).first.click()
        page.get_by_label("What they care for").fill("Clean rivers")
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto(goal)
    shared = page.locator("section", has=page.get_by_role("heading", name="What several of them care for"))
    expect(shared.get_by_role("heading", name="Clean rivers")).to_be_visible()
    expect(shared.get_by_role("listitem")).to_have_count(3)
    meet(page, "goal-causes")


def test_whom_one_could_call_and_what_kith_says_before_one_asks(walked: Page):
    page, today = walked, datetime.now(UTC).date()
    goal = say_a_goal(page, "Eve Lindqvist, buys for outdoor shops")
    expect(page.get_by_role("main")).to_contain_text("If the day came tomorrow: nobody yet")
    for weeks in (6, 2):
        visit(page, "Eve Lindqvist")
        write_down(page, "Met", today - timedelta(weeks=weeks))
    page.goto(goal)
    expect(page.get_by_role("main")).to_contain_text("If the day came tomorrow, you could call one person.")
    meet(page, "goal-could-call")

    add_people(page, "Ana Lima")
    visit(page, "Ana Lima")
    page.get_by_text("Write down what you asked").click()
    expect(page.get_by_role("note")).to_contain_text("Would you be glad to see them if they say no?")
    expect(page.get_by_role("link", name="First, something for Ana")).to_be_visible()
    meet(page, "asking")


def met_at_a_shift(page: Page, name: str, commitment: str) -> None:
    """Somebody was met last night, at a gathering within that commitment."""
    page.goto("/commitments/new/?kind=volunteering")
    page.get_by_label(re.compile("^What it is called")).fill(commitment)
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(commitment)
    page.goto(page.url + "gatherings/new/")
    page.get_by_label("What it is").fill("Tuesday shift")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    page.get_by_label("Day", exact=True).fill(yesterday.isoformat())
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_label("Until", exact=True).first.fill("21:00")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday shift")
    page.goto("/")
    page.get_by_label("Whom did you meet?").fill(name)
    page.get_by_role("button", name="Write it down").click()


def say_a_goal(page: Page, people: str) -> str:
    """A goal with these people to meet; the address of its page, which stands open."""
    page.goto("/goals/new/")
    page.get_by_label(re.compile("^Who is good at it")).fill(people)
    page.get_by_label("In a sentence").fill("To be at home among people who make outdoor gear")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("outdoor gear")
    return page.url
