"""Steps that several journeys share: signing up with the code from the mailbox, signing in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Site

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
