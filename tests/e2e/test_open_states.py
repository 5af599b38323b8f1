"""Pages as they stand after a press: sheets and folds open, notices, what was found, what was pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DEMO
from tests.e2e.looking import dress, fits, look

pytestmark = pytest.mark.xdist_group("site")


def test_write_sheet(demo):
    demo.goto("/")
    demo.get_by_role("button", name="Write").nth(1).click()
    expect(demo.locator(".sheet:popover-open")).to_be_visible()
    look(demo, "state-write-sheet")


def test_done_folded(demo):
    demo.goto("/")
    demo.get_by_role("button", name="Done").first.click()
    expect(demo.get_by_role("button", name="Take back")).to_be_visible()
    look(demo, "state-done-folded")


def test_let_be_open(demo):
    demo.goto("/")
    demo.get_by_text("Not this person").first.click()
    expect(demo.get_by_role("button", name="Let ").first).to_be_visible()
    look(demo, "state-let-be-open")


def test_menu_open(demo):
    demo.goto("/settings/")
    demo.locator(".rail-me summary").click()
    expect(demo.get_by_role("button", name="Sign out")).to_be_visible()
    look(demo, "state-menu-open")


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_two_clicks_on_ones_name_open_the_menu_and_close_it(demo, width):
    """Nothing of the menu comes to lie under the pointer, signing out least of all."""
    dress(demo, width, "light")
    demo.goto("/settings/")
    demo.locator(".rail-me summary").dblclick()
    expect(demo.get_by_role("button", name="Sign out")).to_be_hidden()
    demo.reload()
    expect(demo.get_by_role("heading", level=1)).to_have_text("Settings")


def test_keys_open(demo):
    demo.goto("/settings/")
    demo.locator("h1").click()
    demo.keyboard.press("?")
    expect(demo.locator("#keys")).to_be_visible()
    look(demo, "state-keys-open")


def test_filters_open(demo, planted):
    demo.goto(f"/contacts/?circle={planted['circle']}")
    demo.get_by_text("Narrow, order, more").click()
    look(demo, "state-filters-open")


def test_nobody_found(demo):
    demo.goto("/contacts/?q=" + "nobodyatall" * 6)
    look(demo, "state-nobody-found")


def test_found_as_typed(demo):
    demo.goto("/contacts/")
    demo.get_by_role("searchbox").press_sequentially("lim")
    expect(demo.locator(".person")).to_have_count(1)
    look(demo, "state-found-as-typed")


def test_come_round(demo):
    demo.goto("/contacts/?show=due&sort=due")
    look(demo, "state-come-round")


def test_person(demo, planted):
    demo.goto(f"/contacts/{planted['natural']}/")
    for fold in demo.locator("summary:visible").all()[1:]:
        fold.click()
    look(demo, "state-person")


def test_person_who_died(demo, planted):
    demo.goto(f"/contacts/{planted['died']}/")
    look(demo, "state-person-who-died")


def test_person_let_be(demo, planted):
    demo.goto(f"/contacts/{planted['resting']}/")
    look(demo, "state-person-let-be")


def test_logged(demo, planted):
    demo.goto(f"/contacts/{planted['natural']}/")
    demo.get_by_role("button", name="Talked").first.click()
    expect(demo.get_by_role("button", name="Take back")).to_be_visible()
    look(demo, "state-logged")


@pytest.fixture(scope="module")
def note(site, seats):
    """Today's note, asked for and arrived in the mailbox."""
    page, _ = seats["demo"]
    page.goto("/nudges/")
    page.get_by_role("button", name="Send me one now").click()
    expect(page.locator("#notices")).to_contain_text("It is on its way")
    return site.mail_to(DEMO)


def test_notes_that_were_sent(demo, note):
    demo.goto("/nudges/")
    expect(demo.locator(".entry")).to_have_count(2)
    look(demo, "state-notes-sent")


def test_note_as_mail(demo, note):
    html = note.message.get_body(("html",)).get_content()
    demo.goto("about:blank")  # the mailbox shows it in a sandbox, where axe cannot run either
    demo.set_content(html)
    expect(demo.get_by_role("link", name="Done").first).to_be_visible()
    look(demo, "state-note-as-mail")


def test_longest_word_of_a_note_breaks_on_the_narrowest_phone(demo, note):
    demo.goto("about:blank")
    demo.set_content(note.message.get_body(("html",)).get_content())
    demo.evaluate("document.querySelectorAll('td.what p').forEach(p => (p.textContent = 'W'.repeat(200)))")
    dress(demo, "zoomed", "light")
    fits(demo)


def test_mailbox(demo, note):
    demo.goto("/mailbox/")
    expect(demo.get_by_role("link", name="morning note").first).to_be_visible()
    look(demo, "state-mailbox")


def test_message_in_the_mailbox(demo, note):
    demo.goto(f"/mailbox/{note.name}/")
    demo.get_by_text("Headers").click()
    demo.wait_for_load_state("networkidle")  # the frame too
    look(demo, "state-message-in-the-mailbox")


def test_first_session_on_its_way(newcomer):
    newcomer.goto("/welcome/")
    newcomer.get_by_label("Name 1").fill("Maximiliana Wolfeschlegelsteinhausenbergerdorff")
    newcomer.get_by_label("Name 2").fill("Tom")
    newcomer.get_by_role("button", name="These are the first").click()
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text("how often")
    look(newcomer, "state-first-who")
    newcomer.get_by_role("button", name="Go on").click()
    newcomer.get_by_role("button", name="Write").click()
    look(newcomer, "state-first-line")


def test_button_pressed(nobody, planted):
    nobody.goto(f"/n/{planted['not_today']}/")
    nobody.get_by_role("button", name="Not today").click()
    expect(nobody.get_by_text("Let it rest")).to_be_visible()
    look(nobody, "state-button-pressed")


def test_button_pressed_before(nobody, planted):
    nobody.goto(f"/n/{planted['not_today']}/")
    nobody.goto(f"/n/{planted['not_today']}/")
    look(nobody, "state-button-pressed-before")


def test_button_broken(nobody, planted):
    nobody.goto(f"/n/{planted['not_today'][:-4]}/")
    look(nobody, "state-button-broken")


def test_unsubscribe_broken(nobody, planted):
    nobody.goto(f"/u/{planted['unsubscribe'][:-4]}/")
    look(nobody, "state-unsubscribe-broken")


def test_unsubscribed(nobody, planted):
    nobody.goto(f"/u/{planted['unsubscribe']}/")
    nobody.get_by_role("button", name="Nothing from here").click()
    expect(nobody.get_by_role("heading", name="Nothing more from here")).to_be_visible()
    look(nobody, "state-unsubscribed")


def test_nothing_here(nobody):
    nobody.goto("/no/such/page/")
    look(nobody, "state-nothing-here")
