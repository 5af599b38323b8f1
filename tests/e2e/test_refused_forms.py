"""Forms that were refused, with what was typed; and a file on its way."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import PASSWORD
from tests.e2e.looking import look
from tests.e2e.planting import ROUGH_FILE

pytestmark = pytest.mark.xdist_group("site")


def send_anyway(page: Page, button: str) -> None:
    """Past what the browser itself would refuse, to hear what Kith says."""
    page.evaluate("() => { for (const form of document.forms) form.noValidate = true; }")
    page.get_by_role("button", name=button).click()


def test_log_refused(demo, planted):
    demo.goto(f"/contacts/{planted['natural']}/log/")
    demo.get_by_label("When").fill("2090-01-01")
    demo.get_by_label("Who else was there").fill("Somebody Unknown, Ruth Adler")
    send_anyway(demo, "Write it down")
    expect(demo.get_by_role("alert")).to_be_visible()
    expect(demo.get_by_label("Who else was there")).to_have_value("Somebody Unknown, Ruth Adler")
    look(demo, "state-log-refused")


def test_edit_refused(demo, planted):
    demo.goto(f"/contacts/{planted['natural']}/edit/")
    demo.get_by_label("Name", exact=True).fill(" ")
    demo.get_by_role("button", name="Save").click()
    expect(demo.get_by_role("alert")).to_be_visible()
    look(demo, "state-edit-refused")


def test_names_asked_again(demo):
    demo.goto("/contacts/new/")
    demo.get_by_label("Names, one on each line").fill("Ana Lima\nSomebody New")
    demo.get_by_role("button", name="Add", exact=True).click()
    expect(demo.locator("[aria-invalid], .form-errors").first).to_be_visible()
    look(demo, "state-names-asked-again")


def test_settings_refused(demo):
    demo.goto("/settings/")
    demo.get_by_label("Time zone").fill("Atlantis/Deep")
    demo.get_by_role("button", name="Save").click()
    expect(demo.get_by_role("alert")).to_be_visible()
    look(demo, "state-settings-refused")


def test_hours_moved(demo):
    demo.goto("/settings/note/")
    demo.get_by_label("At", exact=True).fill("10:00")
    demo.get_by_role("button", name="Save").click()
    expect(demo.locator(".look").first).to_be_visible()
    look(demo, "state-hours-moved")


def test_no_contact_file(demo):
    demo.goto("/contacts/bring/")
    file = {"name": "holiday.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 not people"}
    demo.get_by_label("The file").set_input_files(file)
    demo.get_by_role("button", name="Look inside").click()
    expect(demo.get_by_role("alert")).to_be_visible()
    look(demo, "state-no-contact-file")


DIFFERENT = """BEGIN:VCARD
VERSION:3.0
FN:Ana Lima
EMAIL:someone.else@example.org
ADR:;;;Coimbra;;;
NOTE:A note that says something else than the one in the book
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Somebody New
EMAIL:new@example.org
END:VCARD
"""


def test_file_looked_at(demo):
    demo.goto("/contacts/bring/")
    file = {"name": "phone.vcf", "mimeType": "text/vcard", "buffer": ROUGH_FILE.encode()}
    demo.get_by_label("The file").set_input_files(file)
    demo.get_by_role("button", name="Look inside").click()
    expect(demo.get_by_role("heading", name="What is in it")).to_be_visible()
    look(demo, "state-file-looked-at")


def look_inside(page, name, text):
    page.goto("/contacts/bring/")
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Look inside").click()


def test_file_that_differs(demo):
    """Ana is in the demo's book, with another address and city; Ruth by her address under another name."""
    look_inside(demo, "phone.vcf", DIFFERENT)
    expect(demo.get_by_role("radio", name="the same person").first).to_be_visible()
    look(demo, "state-file-that-differs")
    demo.get_by_role("button", name="Take the file’s everywhere").click()
    demo.get_by_role("button", name="Remember these choices").click()
    expect(demo.get_by_role("heading", name="What is in it")).to_be_visible()


def test_columns_asked_and_refused(demo):
    look_inside(demo, "club.csv", "Whom;Where;When\nAna Lima;Porto;2024-05-01\nBo Berg;Oslo;2024-06-02\n")
    expect(demo.get_by_role("heading", name="What the columns are")).to_be_visible()
    for box in demo.get_by_role("combobox").all():
        box.select_option("text")
    demo.get_by_role("button", name="Look inside").click()
    expect(demo.get_by_role("alert")).to_be_visible()
    look(demo, "state-columns-refused")


def test_file_under_way(demo, planted):
    address = f"**/contacts/bring/{planted['under_way']}/"
    demo.route(address, without_refresh)  # the page comes anew every other second: not while it is looked at
    demo.goto(f"/contacts/bring/{planted['under_way']}/")
    look(demo, "state-file-under-way")
    demo.unroute(address)


def without_refresh(route):
    answer = route.fetch()
    kept = {name: value for name, value in answer.headers.items() if name != "refresh"}
    route.fulfill(response=answer, headers=kept)


def test_file_report_refused(demo, planted):
    demo.goto(f"/contacts/bring/{planted['batch']}/?outcome=skipped")
    look(demo, "state-file-report-refused")


def test_first_names_refused(newcomer):
    newcomer.goto("/welcome/")
    newcomer.get_by_role("button", name="These are the first").click()
    expect(newcomer.get_by_text("One name is enough")).to_be_visible()
    look(newcomer, "state-first-names-refused")


def test_sign_up_refused(nobody):
    nobody.goto("/accounts/signup/")
    nobody.get_by_label("E-mail").fill("maya@example.org")
    nobody.get_by_label("Password", exact=True).fill("short")
    nobody.get_by_role("button", name="Send me the code").click()
    expect(nobody.get_by_role("alert")).to_be_visible()
    look(nobody, "state-sign-up-refused")


def test_sign_in_refused(nobody):
    nobody.goto("/accounts/login/")
    nobody.get_by_label("E-mail").fill("nobody@example.org")
    nobody.get_by_label("Password", exact=True).fill("not a password of mine")
    nobody.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(nobody.get_by_role("alert")).to_be_visible()
    look(nobody, "state-sign-in-refused")


def test_code_refused(site, opened):
    page = opened(site.url, reduced_motion="reduce")
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill(f"refused-{time.time_ns()}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("The code").fill("1234-5678")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("The code")).to_have_value("1234-5678")
    look(page, "state-code-refused")


def test_code_of_a_reset_refused(site, opened):
    page = opened(site.url, reduced_motion="reduce")
    page.goto("/accounts/password/reset/")
    page.get_by_label("E-mail").fill("nobody-at-all@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code").fill("1234-5678")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "state-reset-code-refused")
