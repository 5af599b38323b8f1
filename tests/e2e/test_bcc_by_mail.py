"""Bcc to log on the running site: an address from the settings, a mail by LMTP, a line in the book."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from smtplib import LMTP

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.intake import recorded_port
from tests.e2e.conftest import Site
from tests.e2e.journeys import add_people, sign_in, take_back, visit
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")


def test_a_mail_with_the_address_in_bcc_is_written_down_and_taken_back(walked: Page, site: Site):
    page = walked
    add_people(page, "Ana Lima")
    ana = with_address(page, "Ana Lima")
    page.goto("/settings/note/")
    section = page.locator("#bcc")
    meet(page, "bcc-none")
    section.get_by_role("button", name="Make my address").click()
    address = section.get_by_label("Address for bcc").input_value()
    expect(section.get_by_role("button", name="Copy the address")).to_be_visible()
    meet(page, "bcc")

    bring(site, member_of(page), ana, address)
    visit(page, "Ana Lima")
    expect(page.locator(".moment-touch .what")).to_have_text("Wrote")
    meet(page, "bcc-written-down")
    page.goto("/history/")
    expect(page.get_by_text("Wrote to Ana Lima", exact=True)).to_be_visible()

    take_back(page, "Wrote to Ana Lima")
    visit(page, "Ana Lima")
    expect(page.locator(".moment-touch")).to_have_count(0)

    page.goto("/settings/note/")
    section.get_by_role("button", name="End this address").click()
    expect(section.get_by_role("button", name="Make my address")).to_be_visible()
    with pytest.raises(AssertionError, match="550"):
        bring(site, member_of(page), ana, address)


def test_without_scripts_the_address_is_made_and_stands_there_to_be_copied(site: Site, opened, empty_books):
    page = opened(site.url, java_script_enabled=False)
    sign_in(page, next(empty_books))
    page.goto("/settings/note/")
    section = page.locator("#bcc")
    section.get_by_role("button", name="Make my address").click()
    expect(section.get_by_label("Address for bcc")).to_have_value(
        re.compile(r"^[a-z2-7]{26}@bcc\.localhost$")
    )
    expect(section.get_by_role("button", name="Copy the address")).to_be_hidden()
    section.get_by_role("button", name="Another address").click()
    expect(page.get_by_text("The one before takes no mail any more")).to_be_visible()


def with_address(page: Page, name: str) -> str:
    """Write down an e-mail address of theirs, as a member does."""
    visit(page, name)
    address = f"ana-{timezone.now():%H%M%S%f}@example.org"
    page.goto(f"{page.url.split('?')[0]}points/")
    page.get_by_label("Address or number").fill(address)
    page.get_by_role("button", name="Save").click()
    return address


def member_of(page: Page) -> str:
    """Under which address the member signed up."""
    page.goto("/settings/security/")
    return page.locator(".lines b").first.inner_text()


def bring(site: Site, sender: str, to: str, bcc: str) -> None:
    """What the member's mail server does with the copy."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"], mail["Message-ID"] = sender, to, stamp(), make_msgid()
    mail["Subject"] = "Lisbon"
    mail.set_content("Are there boxes left?")
    port = recorded_port(site.state)
    assert port
    with LMTP("127.0.0.1", port, timeout=60) as line:
        line.ehlo("mail.example.org")
        line.mail(sender)
        code, said = line.rcpt(bcc)
        assert code == 250, f"{code} {said.decode()}"
        assert line.data(mail.as_bytes())[0] == 250


def stamp() -> str:
    """Now, as a mail's Date says it."""
    return format_datetime(timezone.now())
