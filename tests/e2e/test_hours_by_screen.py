"""Scenarios 3 and 15 by screen: hours warned of before saving; whom one stood beside, hours given."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
A_DAY = timedelta(days=1)


def test_scenario_3_the_sum_is_said_before_saving(walked: Page):
    page = walked
    add_people(page, "Ana Lima")
    page.goto("/settings/hours/")
    page.get_by_label("Hours a week you can spare outside work").fill("6")
    page.get_by_role("button", name="Save", exact=True).click()
    monday = date.today() - timedelta(days=date.today().weekday()) + timedelta(days=7)
    plan(page, "Choir", monday + A_DAY, "18:00", "21:00")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choir")

    plan(page, "Food bank", monday + 3 * A_DAY, "16:30", "20:30")
    said = page.get_by_role("alert")
    expect(said).to_contain_text("It overlaps your working hours, 9:00–17:00, on Thursday")
    expect(said).to_contain_text("comes to 7 of 6 hours")
    expect(page.get_by_label("What it is")).to_have_value("Food bank")
    meet(page, "hours-warned")
    page.get_by_role("button", name="Save all the same").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Food bank")

    page.goto(f"/goals/gatherings/?week={monday.isoformat()}")
    expect(page.get_by_role("heading", name="7 of 6 hours")).to_be_visible()
    meet(page, "hours-week")
    page.goto("/goals/gatherings/")
    page.get_by_role("button", name="A busy week").click()
    expect(page.get_by_role("status")).to_contain_text("Kith names nobody to write to")
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("a busy week")
    meet(page, "hours-busy")
    page.get_by_role("button", name="Not so busy after all").click()

    page.goto(f"/commitments/month/?month={monday:%Y-%m}")
    is_wide = (page.viewport_size or {"width": 0})["width"] > 1000
    expect(page.get_by_role("table")).to_be_visible(visible=is_wide)
    expect(page.get_by_role("link", name=re.compile("^Week of")).first).to_be_visible(visible=not is_wide)
    meet(page, "hours-month")


def test_scenario_15_a_shift_of_a_series_whom_one_met_and_the_hours_given(walked: Page):
    page, yesterday = walked, date.today() - A_DAY
    page.goto("/commitments/new/?kind=volunteering&title=Harbour food bank")
    page.get_by_role("button", name=re.compile("^(Take it on|Save)")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour food bank")

    page.get_by_role("link", name="Write down when it gathers").click()
    expect(page.get_by_label("Every how many")).to_be_hidden()
    page.get_by_label("First day").or_(page.get_by_label("Day", exact=True)).fill(yesterday.isoformat())
    page.get_by_label("From", exact=True).fill("18:00")
    page.get_by_label("Until", exact=True).first.fill("20:00")
    page.get_by_text("weekly", exact=True).click()
    page.get_by_label("Every how many").fill("2")
    meet(page, "series-form")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("Every second [A-Z][a-z]+day"))
    expect(page.get_by_role("main")).to_contain_text("five years at a time")
    meet(page, "series-commitment")

    page.goto("/")
    page.get_by_label("Whom did you meet?").fill("Joan, Pete (drives the van), Amira")
    page.get_by_role("button", name="Write it down").click()
    page.goto("/commitments/")
    page.get_by_role("link", name="Harbour food bank").first.click()
    page.locator(".past-hours").get_by_role("link", name="Harbour food bank", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("You may see them again:")
    expect(page.get_by_role("main")).to_contain_text("You gave 2 hours, as planned.")
    page.get_by_role("button", name="2½ hours").click()
    expect(page.get_by_role("main")).to_contain_text("You gave 2½ hours.")
    meet(page, "gathering-hours")
    page.get_by_role("link", name="Another number").click()
    page.get_by_label("Hours you gave").fill("30")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("A day has 24 hours.")
    meet(page, "gathering-thirty-hours")

    page.go_back()
    page.goto("/commitments/")
    page.get_by_role("link", name="Harbour food bank").first.click()
    page.get_by_role("link", name=re.compile("^Change it")).click()
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_label("Until", exact=True).first.fill("21:00")
    meet(page, "series-onward")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("19:00–21:00")


def plan(page: Page, title: str, on: date, begins: str, ends: str) -> None:
    """Write down a gathering."""
    page.goto("/goals/gatherings/new/")
    page.get_by_label("What it is").fill(title)
    page.get_by_label("Day", exact=True).fill(on.isoformat())
    page.get_by_label("From", exact=True).fill(begins)
    page.get_by_label("Until", exact=True).fill(ends)
    page.get_by_role("button", name="Write it down").click()
