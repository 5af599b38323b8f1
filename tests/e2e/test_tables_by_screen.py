"""Tables by screen: Google's and an unknown one, a field chosen, edited, taken back, and brought again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, look_inside, take_back, tell, visit
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
GOOGLE = """First Name,Middle Name,Last Name,File As,Labels,E-mail 1 - Label,E-mail 1 - Value,Address 1 - City
Ana,,Lima,,* myContacts,* Home,ana@example.org,Lisbon
Ben,,Carter,,Rowing ::: * myContacts,* Work,ben@example.org,Porto
Nora,,Brandt,,* myContacts,,nora@example.org,
"""
UNKNOWN = """Wer das ist,Wohin schreiben,Band
Finn Moe,finn@example.org,Tidewater
Gil Sousa,gil@example.org,Fjord
"""


def test_google_comes_with_a_field_chosen_and_goes_but_for_the_edited(walked: Page):
    page = walked
    known_already(page)
    look_inside(page, "google.csv", GOOGLE.encode())
    expect(page.get_by_role("heading", name="What is in it")).to_be_visible(timeout=60_000)
    page.locator("fieldset.choice").get_by_text("Lisbon").click()
    meet(page, "table-preview")
    came_in(page)
    meet(page, "table-report")
    report = page.url
    visit(page, "Ana Lima")
    expect(page.locator(".opening")).to_contain_text("Lisbon")

    visit(page, "Ben Carter")
    tell(page, What_to_remember="rows on Sundays")
    page.goto(report)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="Taken back", exact=True)).to_be_visible(timeout=30_000)
    told(page)
    page.goto("/contacts/")
    expect(page.locator("a.person-name")).to_have_text(["Ana Lima", "Ben Carter"])
    visit(page, "Ana Lima")
    expect(page.locator(".opening")).to_contain_text("Oakland")


def known_already(page: Page) -> None:
    """Ana, whom the file knows in another city."""
    add_people(page, "Ana Lima <ana@example.org>")
    visit(page, "Ana Lima")
    tell(page, City="Oakland")


def came_in(page: Page) -> None:
    """Bring them in, and wait for the report."""
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("heading", name="What came in")).to_be_visible(timeout=60_000)


def told(page: Page) -> None:
    """History says who stayed, because they were changed since."""
    page.goto("/history/")
    expect(page.get_by_role("main")).to_contain_text("Ben Carter")
    meet(page, "table-taken-back")


def test_an_unknown_table_is_asked_about_once_and_comes_not_twice(walked: Page):
    page = walked
    look_inside(page, "band.csv", UNKNOWN.encode())
    expect(page.get_by_role("heading", name="What the columns are")).to_be_visible(timeout=60_000)
    boxes = page.get_by_role("combobox")
    for number, field in enumerate(("name", "email", "organisation")):
        boxes.nth(number).select_option(field)
    expect(page.get_by_label("The first row holds titles, nobody")).to_be_checked()
    meet(page, "table-columns")
    page.get_by_role("button", name="Look inside").click()
    expect(page.get_by_role("heading", name="What is in it")).to_be_visible(timeout=60_000)
    came_in(page)
    assert counted(page) == {"new": "2"}

    look_inside(page, "band.csv", UNKNOWN.encode())
    expect(page.get_by_role("heading", name="What is in it")).to_be_visible(timeout=60_000)
    came_in(page)
    assert counted(page) == {"already there": "2"}
    visit(page, "Finn Moe")
    expect(page.get_by_role("main")).to_contain_text("Tidewater")
    take_back(page, "band.csv")


def counted(page: Page) -> dict[str, str]:
    """The numbers of the report by their words."""
    rows = page.locator(".facts-counts > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows}
