"""Pages as they stand after a press: sheets and folds open, refused forms, notices, a file on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import look
from tests.e2e.planting import ROUGH_FILE

pytestmark = pytest.mark.xdist_group("site")
Opening = Callable[[Page, dict[str, Any]], None]
STATES: dict[str, tuple[str, Opening]] = {}


def of(who: str) -> Callable[[Opening], Opening]:
    """This state is looked at as the demo member, the empty member or nobody."""

    def keep(opening: Opening) -> Opening:
        STATES[opening.__name__.replace("_", "-")] = who, opening
        return opening

    return keep


def send_anyway(page: Page, button: str) -> None:
    """Past what the browser itself would refuse, to hear what Kith says."""
    page.evaluate("() => { for (const form of document.forms) form.noValidate = true; }")
    page.get_by_role("button", name=button).click()


@of("demo")
def write_sheet(page, planted):
    page.goto("/")
    page.get_by_role("button", name="Write").nth(1).click()
    expect(page.locator(".sheet:popover-open")).to_be_visible()


@of("demo")
def done_folded(page, planted):
    page.goto("/")
    page.get_by_role("button", name="Done").first.click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()


@of("demo")
def let_be_open(page, planted):
    page.goto("/")
    page.get_by_text("Not this person").first.click()
    expect(page.get_by_role("button", name="Let ").first).to_be_visible()


@of("demo")
def menu_open(page, planted):
    page.goto("/settings/")
    page.locator(".rail-me summary").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@of("demo")
def keys_open(page, planted):
    page.goto("/settings/")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


@of("demo")
def filters_open(page, planted):
    page.goto(f"/contacts/?circle={planted['circle']}")
    page.get_by_text("Circles, order, and more").click()


@of("demo")
def nobody_found(page, planted):
    page.goto("/contacts/?q=" + "nobodyatall" * 6)


@of("demo")
def found_as_typed(page, planted):
    page.goto("/contacts/")
    page.get_by_role("searchbox").press_sequentially("lim")
    expect(page.locator(".person")).to_have_count(1)


@of("demo")
def come_round(page, planted):
    page.goto("/contacts/?show=due&sort=due")


@of("demo")
def person(page, planted):
    page.goto(f"/contacts/{planted['natural']}/")
    for fold in page.locator("summary:visible").all()[1:]:
        fold.click()


@of("demo")
def person_who_died(page, planted):
    page.goto(f"/contacts/{planted['died']}/")


@of("demo")
def person_let_be(page, planted):
    page.goto(f"/contacts/{planted['resting']}/")


@of("demo")
def logged(page, planted):
    page.goto(f"/contacts/{planted['natural']}/")
    page.get_by_role("button", name="Talked").first.click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()


@of("demo")
def log_refused(page, planted):
    page.goto(f"/contacts/{planted['natural']}/log/")
    page.get_by_label("When").fill("2090-01-01")
    page.get_by_label("Who else was there").fill("Somebody Unknown, Ruth Adler")
    send_anyway(page, "Write it down")
    expect(page.get_by_role("alert")).to_be_visible()


@of("demo")
def edit_refused(page, planted):
    page.goto(f"/contacts/{planted['natural']}/edit/")
    page.get_by_label("Name", exact=True).fill(" ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


@of("demo")
def names_asked_again(page, planted):
    page.goto("/contacts/new/")
    page.get_by_label("Names, one on each line").fill("Ana Lima\nSomebody New")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[aria-invalid], .form-errors").first).to_be_visible()


@of("demo")
def settings_refused(page, planted):
    page.goto("/settings/")
    page.get_by_label("Time zone").fill("Atlantis/Deep")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


@of("demo")
def hours_moved(page, planted):
    page.goto("/settings/note/")
    page.get_by_label("At", exact=True).fill("10:00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".look").first).to_be_visible()


@of("demo")
def note_asked_for(page, planted):
    page.goto("/nudges/")
    page.get_by_role("button", name="Send me one now").click()
    expect(page.get_by_text("It is on its way")).to_be_visible()
    page.wait_for_timeout(1000)
    page.goto("/nudges/")


@of("demo")
def note_as_mail(page, planted):
    page.goto("/mailbox/")
    page.get_by_role("link", name="morning note").first.click()
    page.goto(page.locator("iframe").get_attribute("src"))
    expect(page.get_by_role("link", name="Done").first).to_be_visible()


@of("demo")
def no_contact_file(page, planted):
    page.goto("/contacts/bring/")
    file = {"name": "holiday.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 not people"}
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Look inside").click()
    expect(page.get_by_role("alert")).to_be_visible()


@of("demo")
def file_looked_at(page, planted):
    page.goto("/contacts/bring/")
    file = {"name": "phone.vcf", "mimeType": "text/vcard", "buffer": ROUGH_FILE.encode()}
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Look inside").click()
    expect(page.get_by_role("heading", name="What is in it")).to_be_visible()


@of("demo")
def file_under_way(page, planted):
    page.goto(f"/contacts/bring/{planted['under_way']}/")


@of("demo")
def file_report_refused(page, planted):
    page.goto(f"/contacts/bring/{planted['batch']}/?outcome=skipped")


@of("empty")
def first_names_refused(page, planted):
    page.goto("/welcome/")
    page.get_by_role("button", name="These are the first").click()
    expect(page.get_by_text("One name is enough")).to_be_visible()


@of("empty")
def first_who(page, planted):
    page.goto("/welcome/")
    page.get_by_label("Name 1").fill("Maximiliana Wolfeschlegelsteinhausenbergerdorff")
    page.get_by_label("Name 2").fill("Tom")
    page.get_by_role("button", name="These are the first").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("how often")


@of("empty")
def first_line(page, planted):
    page.goto("/welcome/first/")
    page.get_by_role("button", name="Write").click()


@of("nobody")
def sign_up_refused(page, planted):
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill("maya@example.org")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("alert")).to_be_visible()


@of("nobody")
def sign_in_refused(page, planted):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("not a password of mine")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


@of("nobody")
def button_pressed(page, planted):
    page.goto(f"/n/{planted['not_today']}/")
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("Let it rest")).to_be_visible()


@of("nobody")
def button_pressed_before(page, planted):
    page.goto(f"/n/{planted['not_today']}/")
    page.goto(f"/n/{planted['not_today']}/")


@of("nobody")
def button_broken(page, planted):
    page.goto(f"/n/{planted['not_today'][:-4]}/")


@of("nobody")
def unsubscribe_broken(page, planted):
    page.goto(f"/u/{planted['unsubscribe'][:-4]}/")


@of("nobody")
def unsubscribed(page, planted):
    page.goto(f"/u/{planted['unsubscribe']}/")
    page.get_by_role("button", name="Nothing from here").click()
    expect(page.get_by_role("heading", name="Nothing more from here")).to_be_visible()


@of("nobody")
def nothing_here(page, planted):
    page.goto("/no/such/page/")


@pytest.mark.parametrize("name", STATES)
def test_state_is_whole(name, seats, planted):
    who, opening = STATES[name]
    page, complaints = seats[who]
    complaints.heard.clear()
    page.set_viewport_size({"width": 1280, "height": 900})
    opening(page, planted)
    look(page, f"state-{name}")
    complaints.none()
