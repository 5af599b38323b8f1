"""Scenario 16 by screen: a class taken on, its people, and at its end whom to keep; and the other kinds."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journeys import take_back, visit
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
CLASSMATES = (
    *("Joan Reed", "Pete Alder", "Amira Said", "Tess Holm", "Karim Aziz", "Lena Vist", "Hugo Reyes"),
    *("Ines Dal", "Oskar Wood", "Maya Strand", "Noor Haddad", "Jonas Berg", "Priya Nair", "Sam Carter"),
    *("Eve Lindqvist", "Paul Park", "Ruth Kern", "Cas Roy"),
)


def test_scenario_16_a_class_ends_next_week(walked: Page):
    page, ends_on = walked, date.today() + timedelta(days=6)
    say_a_goal(page, "To be at home among people who make outdoor gear")
    takes_on_a_class(page, ends_on)
    names_its_classmates(page)
    chooses_whom_to_keep(page)

    take_back(page, "Pattern making")
    page.goto("/commitments/")
    expect(page.get_by_role("link", name="Whom would you like to keep?")).to_be_visible()


def takes_on_a_class(page: Page, ends_on: date) -> None:
    """From the empty list; days the wrong way round are refused, and what was typed is kept."""
    page.goto("/commitments/")
    expect(page.get_by_role("main")).to_contain_text("Nothing promised, nothing owed.")
    meet(page, "commitments-none")
    page.get_by_role("link", name="Take something on").click()
    meet(page, "commitments-kinds")
    page.get_by_role("link", name=re.compile("^A class")).click()
    page.get_by_label("What it is called").fill("Pattern making, Tuesdays")
    page.get_by_label("At which school").fill("Laney College")
    page.get_by_label("What it will teach you").fill("To cut a jacket that fits")
    page.get_by_label("First day").fill((ends_on + timedelta(days=1)).isoformat())
    page.get_by_label("Last day of the term").fill(ends_on.isoformat())
    page.get_by_text("outdoor gear").click()
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("main")).to_contain_text("That lies before its first day.")
    expect(page.get_by_label("At which school")).to_have_value("Laney College")
    expect(page.get_by_role("checkbox", name=re.compile("outdoor gear"))).to_be_checked()
    meet(page, "class-refused")
    page.get_by_label("First day").fill((ends_on - timedelta(days=90)).isoformat())
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pattern making, Tuesdays")


def names_its_classmates(page: Page) -> None:
    """Eighteen in one line; the page shows a dozen and leads to all."""
    page.locator("#near").get_by_role("link", name="Add people").click()
    page.get_by_label("Names").fill(", ".join(CLASSMATES))
    meet(page, "class-near")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#near .person")).to_have_count(12)
    meet(page, "class")
    page.get_by_role("link", name="All of them").click()
    expect(page.locator(".person")).to_have_count(18)
    meet(page, "class-there")


def chooses_whom_to_keep(page: Page) -> None:
    """Two with a rhythm, the others at rest."""
    page.goto("/commitments/")
    meet(page, "commitments-class")
    page.get_by_role("link", name="Whom would you like to keep?").click()
    for name, answer in (("Joan Reed", "every month"), ("Amira Said", "each season")):
        question(page, name).get_by_text(answer, exact=True).click()
    for name in CLASSMATES[3:]:
        question(page, name).get_by_text("let rest", exact=True).click()
    meet(page, "round")
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_role("main")).to_contain_text("You went through its people on")
    visit(page, "Joan Reed")
    expect(page.get_by_role("main")).to_contain_text("every month")


def test_a_project_a_free_service_and_a_leading_role(walked: Page):
    page = walked
    take_on(page, "project", "The spring catalogue")
    expect(page.get_by_role("main")).to_contain_text("It counts once somebody at work")
    meet(page, "project")
    page.get_by_role("link", name="They have approved it").click()
    page.get_by_label("Who approved it").fill("Priya Nair")
    page.get_by_label("On which day").fill(date.today().isoformat())
    meet(page, "project-approval")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("Priya Nair approved it.")

    take_on(page, "service", "The newsletter of the trail club", Free_until=date.today().isoformat())
    expect(page.get_by_role("main")).to_contain_text("All three answers are good ones.")
    meet(page, "service")
    page.get_by_role("link", name="Keep giving until").click()
    meet(page, "service-longer")
    page.get_by_role("button", name="Keep giving").click()
    expect(page.get_by_role("main")).to_contain_text("Free until then")
    page.get_by_text("Choose now").click()
    page.get_by_role("button", name="Start charging").click()
    expect(page.get_by_role("main")).to_contain_text("Since then it is work like other work.")
    take_back(page, "Charges for The newsletter")

    take_on(page, "role", "Chair of the programme committee", Steps="Sit in once\nAsk who chairs next")
    page.locator("#steps").get_by_role("button", name=re.compile("^Done.*Sit in once")).click()
    expect(page.locator("#steps")).to_contain_text("done on")
    page.get_by_role("link", name="Add somebody who can").click()
    page.get_by_label("Names").fill("Ruth Kern (sat with me on the jury)")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("link", name="Ruth Kern")).to_be_visible()
    meet(page, "role")
    page.goto("/commitments/new/?kind=volunteering&organisation=Harbour+Food+Bank")
    page.get_by_label("What it is called").fill("Saturday shift")
    page.get_by_role("button", name="Take it on").click()
    page.goto("/commitments/")
    meet(page, "commitments")


def take_on(page: Page, kind: str, title: str, **more: str) -> None:
    """A commitment of that kind, its fields by what their label begins with; its page stands open."""
    page.goto(f"/commitments/new/?kind={kind}")
    page.get_by_label("What it is called").fill(title)
    for label, value in more.items():
        page.get_by_label(re.compile("^" + label.replace("_", " "))).fill(value)
    meet(page, f"new-{kind}")
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def question(page: Page, name: str) -> Locator:
    """What is asked about this person."""
    return page.get_by_role("group", name=re.compile(f"^{name}"))


def say_a_goal(page: Page, sentence: str) -> None:
    """A goal of that sentence."""
    page.goto("/goals/new/")
    page.get_by_label("In a sentence").fill(sentence)
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(sentence)
