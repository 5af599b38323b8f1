"""Scenario 21: sign-up, five names, who they are, a first line, *Write*; then the note, acted on.

Everything is real: web, beat, worker, outbox, SMTP, mailbox, browser.
"""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys import NAMES, WALKED, Clicks, sign_up

pytestmark = pytest.mark.xdist_group("site")
BUTTON = re.compile(r"http://localhost:\d+/n/\S+")


@pytest.mark.parametrize("width", WALKED)
def test_from_sign_up_to_a_note_acted_on(site, opened, screen, width):
    email, started = f"first-{width}-{int(time.time())}@example.org", time.monotonic()
    page = opened(site.url, width=width, timezone_id="Europe/Lisbon")
    sign_up(page, site, email)
    person = Clicks(page)

    for number, name in enumerate(NAMES, 1):
        person.type(f"Name {number}", name)
    screen(page, f"welcome-names-{width}-light")
    person.press("These are the first")
    page.get_by_role("group", name="Who is Ruth Adler to you?").get_by_text("Worked with").click()
    page.get_by_role("group", name="How often feels right for Tom Reyes?").get_by_text("every month").click()
    person.pressed += 2
    screen(page, f"welcome-who-{width}-light")
    person.press("Go on")
    expect(page.get_by_text("Ruth Adler").first).to_be_visible()
    person.press("Write")
    ways = page.locator("a[href^='mailto:'], a[href^='sms:']")
    expect(ways.first).to_be_visible()
    assert "body=" in ways.first.get_attribute("href")  # the first line goes along
    screen(page, f"welcome-first-{width}-light")
    page.keyboard.press("Escape")
    person.press("Yes")
    say_a_goal(person, screen, width)
    person.press("Write to me then")
    expect(page).to_have_url(site.url + "/")

    assert person.pressed <= 14 and person.typed <= 6
    assert time.monotonic() - started < 300
    expect(page.get_by_role("heading", name="Tom Reyes")).to_have_count(0)  # comes round tomorrow
    assert json_stats(site, email)["interaction"] == 1

    bring_the_morning(site, email)
    act_on_the_note(site, page, email)
    screen(page, f"button-said-{width}-light")


def say_a_goal(person, screen, width):
    """A first goal in one line; who does not want clients is not asked about an employer."""
    page = person.page
    person.type("I'd like to be at home among", "outdoor shops")
    expect(page.get_by_role("radio", name="Outdoor, sports and bicycle shops")).to_be_checked()
    expect(page.get_by_label("Whom does your employer serve?")).to_be_hidden()
    page.get_by_text("clients of my own").click()
    person.pressed += 1
    expect(page.get_by_label("Whom does your employer serve?")).to_be_visible()
    screen(page, f"welcome-goal-{width}-light")
    person.press("That is it")
    expect(page.get_by_role("heading", level=1)).to_have_text("When may Kith write to you?")


def act_on_the_note(site, page, email):
    """The note that really came names somebody; *Done* works once, and the second time says so."""
    note = site.mail_to(email, after=1, seconds=90)
    text = note.message.get_body(("plain",)).get_content()
    assert note.message["Subject"].startswith("Your morning note, ")
    named = sorted(
        (name for name in NAMES if name.upper() in text.upper()), key=lambda n: text.upper().index(n.upper())
    )
    assert named, text

    buttons = dict(links(text))
    page.goto(buttons["Done"])
    expect(page.get_by_role("heading")).to_contain_text(named[0].split()[0])
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("main")).to_contain_text(named[0])
    assert json_stats(site, email)["interaction"] == 2
    page.goto(buttons["Done"])
    assert json_stats(site, email)["interaction"] == 2  # works once; the second time says so


def links(text: str) -> list[tuple[str, str]]:
    """(label, address) of the buttons in a note's text, the first of each label."""
    found = re.findall(r"(Done|Not today): (http\S+)", text)
    return list(reversed(found))


def json_stats(site, email):
    """Counts of the member's rows."""
    import json

    return json.loads(site.manage("stats", email))


def bring_the_morning(site, email):
    """It is tomorrow morning for this member: the real planner finds the hour come, by itself."""
    site.manage(
        "shell",
        "-c",
        "from datetime import timedelta; from django.utils import timezone; "
        "from apps.accounts.models import Member; from apps.contacts.models import Contact; "
        f"m = Member.objects.get(email='{email}'); n = timezone.now(); "
        "Contact.objects.filter(owner=m, last_touch_on=None).update(first_due_on=m.day(n)); "
        "Contact.objects.recompute(list(Contact.objects.filter(owner=m).values_list('pk', flat=True))); "
        "Member.objects.filter(pk=m.pk).update(next_digest_at=n - timedelta(seconds=5), note_days=127, "
        "quiet_from=None, quiet_until=None, works_days=0)",
    )
