"""Scenarios 8 and 20: a year of school comes three a week; and a site that was off sends one note."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from config.mailbox import Caught, messages
from tests.e2e.conftest import Site
from tests.e2e.journeys import add_people, sign_in
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")
FIRST_NAMES = (
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Elsa",
    "Finn",
    "Gina",
    "Hal",
    "Iris",
    "Jon",
    "Kira",
    "Lars",
    "Mina",
    "Nils",
)
LAST_NAMES = ("Berg", "Moss", "Hart", "Okoye", "Lind", "Brooks", "Ross", "Stone", "Vale", "Pike")


def test_140_schoolmates_come_three_a_week(site: Site, opened, empty_books) -> None:
    email, page = next(empty_books), opened(site.url)
    sign_in(page, email)
    mates = remember_a_school(page)
    meet(page, "walk-140")
    monday = date.today() + timedelta(days=7 - date.today().weekday())
    site.manage(
        "shell", "-v0", "-c", f"from tests.e2e.mornings import week_of as w; w('{email}', '{monday}')"
    )
    site.mail_to(email, seconds=60)
    page.wait_for_timeout(8_000)  # ticks of the sending beat: no more than that comes
    named = [
        name for note in notes_to(site, email) for name in mates if name.upper() in text_of(note).upper()
    ]
    assert len(named) == 3, named
    assert len(set(named)) == 3

    page.goto("/mailbox/")
    expect(page.get_by_role("main")).to_contain_text("Your morning note")


def test_a_site_that_was_off_for_three_days_sends_each_member_one_note(
    site: Site, opened, empty_books
) -> None:
    emails = [next(empty_books) for _ in range(3)]
    for email in emails:
        page = opened(site.url, width="phone")
        sign_in(page, email)
        add_people(page, f"Ruth of {email.partition('@')[0]}", "Tom Reyes")
    site.manage("shell", "-v0", "-c", f"from tests.e2e.mornings import back_after as b; b(3, *{emails})")
    for email in emails:
        site.mail_to(email, seconds=60)
    page.wait_for_timeout(8_000)
    for email in emails:
        (note,) = notes_to(site, email)
        assert "TOM REYES" in text_of(note).upper()


def remember_a_school(page: Page) -> list[str]:
    """140 names of one school, by the walk through one's life."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    page.goto("/contacts/walk/")
    page.get_by_role("link", name="School", exact=True).click()
    page.get_by_label("Which school").fill("Lincoln Primary")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Who comes to mind").fill("\n".join(names))
    page.get_by_role("button", name="Look them over").click()
    page.wait_for_url("**/recall/")
    page.get_by_role("button", name="Save them").click()
    expect(page.locator("#notices")).to_contain_text("Remembered 140 people from Lincoln Primary")
    return names


def notes_to(site: Site, email: str) -> list[Caught]:
    """The morning notes that came to somebody."""
    found = [mail for mail in messages(site.state) if email in mail.recipients]
    return [mail for mail in found if re.match("Your morning note", str(mail.message["Subject"]))]


def text_of(note: Caught) -> str:
    """What it says, without its markup."""
    return str(note.message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
