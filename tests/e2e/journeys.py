"""Steps that several journeys share: signing up with the code from the mailbox, signing in."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Site

WALKED = ["phone", "wide"] if os.environ.get("KITH_EVERY_WIDTH") else ["phone"]
"""The screens on which journeys are walked."""
PASSWORD = "a long enough password"
NAMES = ("Ruth Adler", "Tom Reyes", "Ana Lima", "Mr. Okafor", "Mrs. Delgado")
CODE = re.compile(r"^\s*([0-9A-Z]{3,4}-[0-9A-Z]{3,4})\s*$", re.MULTILINE)


class Clicks:
    """Counts what a person presses and types, beyond sign-up."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed, self.typed = page, 0, 0

    def press(self, name: str, role: str = "button", nth: int = 0) -> None:
        """Press the button, link or choice of that name."""
        self.page.get_by_role(role, name=name).nth(nth).click()  # type: ignore[arg-type]
        self.pressed += 1

    def type(self, label: str, text: str) -> None:
        """Type into the field of that label."""
        self.page.get_by_label(label).fill(text)
        self.typed += 1


def sign_up(page: Page, site: Site, email: str, name: str = "Maya") -> None:
    """From the landing page to signed in, with the code that was really mailed."""
    page.goto("/")
    page.get_by_role("link", name="Start with five people").first.click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label(re.compile("friends call you")).fill(name)
    page.get_by_role("button", name="Send me the code").click()
    expect(page).to_have_url(re.compile("confirm-email"))
    page.get_by_label(re.compile("code", re.I)).fill(code_for(email, site))
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/welcome/"))


def code_for(email: str, site: Site) -> str:
    """The code that was really mailed to that address."""
    text = site.mail_to(email).message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = CODE.search(text)
    assert found, text
    return found[1]


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """By the form, to Today."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def add_people(page: Page, *names: str) -> None:
    """Type names, one on each line."""
    page.goto("/contacts/new/")
    page.get_by_label("Names, one on each line").fill("\n".join(names))
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/new/"))


def visit(page: Page, name: str) -> None:
    """Somebody's page, by the list."""
    page.goto("/contacts/")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def write_down(page: Page, kind: str, on: date) -> None:
    """On somebody's page: a touch of another day."""
    page.get_by_text("Another day, a note").click()
    page.locator("#log-more").get_by_label("When").fill(on.isoformat())
    page.locator("#log-more").get_by_text(kind, exact=True).click()
    page.get_by_role("button", name="Write it down").click()


def tell(page: Page, **about: str) -> None:
    """On somebody's page: write more about them; fields by what their label begins with."""
    page.get_by_role("link", name="Write more about them").click()
    for label, value in about.items():
        page.get_by_label(re.compile("^" + label.replace("_", " "))).fill(value)
    page.get_by_role("button", name="Save", exact=True).click()


def take_back(page: Page, said: str) -> None:
    """In History, the act that says so."""
    page.goto("/history/")
    page.get_by_role("button", name=re.compile(f"Take back.*{said}")).first.click()


def look_inside(page: Page, filename: str, content: bytes) -> None:
    """Choose a file and have Kith look into it."""
    page.goto("/contacts/bring/")
    file = {"name": filename, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("The file").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Look inside").click()


def bring(page: Page, filename: str, content: bytes) -> None:
    """Look into a file and bring its people in."""
    look_inside(page, filename, content)
    page.get_by_role("button", name="Bring them in").click(timeout=90_000)  # a large file is looked at first
