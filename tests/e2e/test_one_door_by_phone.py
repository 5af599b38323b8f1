"""Scenarios 11, 13 and 22 with several people: a member, friends with phones, and whoever is asked for.

Nothing is planted but the passing of days: the last day of a question is put to yesterday, and the site's own
beat and worker end it.
"""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys import add_people, visit
from tests.e2e.looking import meet
from tests.e2e.test_target_by_phone import code_mailed

pytestmark = pytest.mark.xdist_group("site")
PASSED = """
from datetime import timedelta
from django.db.models import F
from apps.core.models import Link
from apps.introductions.models import Door, IntroductionRequest
doors, ago = Door.objects.filter(request={pk}), timedelta(days=11)
IntroductionRequest.objects.filter(pk={pk}).update(closes_on=F("closes_on") - ago)
doors.filter(ended_at=None).update(closes_on=F("closes_on") - ago)
links = [*doors.values_list("link", flat=True), *doors.values_list("target_link", flat=True)]
Link.objects.filter(pk__in=links).update(ends_at=F("ends_at") - ago)
"""
KNOWS_WELL = re.compile("^Yes, I know .* well")
CLOSED = "Closed without an introduction. Kith does not say whether it was a no or no answer."


def test_scenario_11_by_private_link(site, opened, walked: Page):
    maya, ben = walked, opened(site.url, width="phone")
    add_people(maya, "Ben Silva")
    begin = time.monotonic()
    ben.goto(asked(maya, compose(maya, "Eve Lindqvist"), "Ben Silva", by=0))
    ben.get_by_role("button", name=KNOWS_WELL).click()
    onward = ben.locator("#note").input_value().split()[-1]
    assert time.monotonic() - begin < 60  # a machine's patience; whoever reads has twenty seconds

    eve, address = opened(site.url, width="phone"), f"eve-{time.time_ns()}@example.net"
    eve.goto(onward)
    eve.get_by_text("Yes: introduce us by e-mail").click()
    eve.get_by_label("Your e-mail address").fill(address)
    eve.get_by_role("button", name="Send me the code").click()
    eve.get_by_label("The six digits").fill(code_mailed(site, address))
    eve.get_by_role("button", name="Go on").click()
    expect(eve.get_by_role("heading", name="You are introduced")).to_be_visible()

    to_eve = site.mail_to(address, after=1).message
    to_maya = site.mail_to(to_eve["Reply-To"].strip("<>").split("<")[-1]).message
    assert address in to_maya["Reply-To"]
    visit(maya, "Eve Lindqvist")
    expect(maya.get_by_role("main")).to_contain_text("Ben")
    maya.goto("/")
    expect(maya.get_by_role("main")).to_contain_text("thank", ignore_case=True)
    meet(maya, "scenario-11-thank")
    ben.reload()
    expect(ben.get_by_role("main")).not_to_contain_text(address)


def test_scenario_13_one_door_at_a_time(site, opened, walked: Page):
    maya, ben, carl = walked, opened(site.url, width="phone"), opened(site.url, width="phone")
    add_people(maya, "Ben Silva", "Carl Weber")
    request = compose(maya, "Eve Lindqvist")
    to_ben = asked(maya, request, "Ben Silva", "Carl Weber", by=0)
    expect(maya.get_by_role("button", name="I have sent it")).to_have_count(0)  # one has the question
    expect(maya.get_by_role("button", name="Make the page for Carl")).to_have_count(0)

    ben.goto(to_ben)
    ben.get_by_role("button", name="I’d rather not").click()
    maya.goto("/")
    expect(maya.get_by_role("main")).to_contain_text("You can ask Carl now")
    meet(maya, "scenario-13-next")
    to_carl = sent(maya, request, "Carl")
    carl.goto(to_carl)
    expect(carl.get_by_role("heading", name=re.compile("Would you pass on a note"))).to_be_visible()

    site.manage("shell", "-v0", "-c", PASSED.format(pk=key(request)))
    ended(maya, request, "Carl")
    assert carl.request.get(to_carl).status == 410


def test_scenario_22_a_no_reads_like_silence(site, opened, walked: Page):
    maya, ben, eve = walked, opened(site.url, width="phone"), opened(site.url, width="phone")
    add_people(maya, "Ben Silva", "Carl Weber")
    told = {}
    for whom, friend, answers in (("Eve Lindqvist", "Ben Silva", True), ("Ida Holm", "Carl Weber", False)):
        request, first = compose(maya, whom), whom.split()[0]
        ben.goto(asked(maya, request, friend, by=0))
        ben.get_by_role("button", name=KNOWS_WELL).click()
        onward = ben.locator("#note").input_value().split()[-1]
        if answers:
            eve.goto(onward)
            eve.get_by_role("button", name="Never").click()
            expect(eve.get_by_role("main")).to_contain_text("told to nobody")
        maya.goto(request)
        waits = maya.get_by_role("main").inner_text()
        site.manage("shell", "-v0", "-c", PASSED.format(pk=key(request)))
        closed(maya, request)
        told[whom] = [
            words.replace(whom, "X").replace(first, "X").replace(friend, "F").replace(friend.split()[0], "F")
            for words in (waits, maya.get_by_role("main").inner_text())
        ]
    no, silence = told.values()
    assert no == silence
    assert CLOSED in no[1]
    meet(maya, "scenario-22-closed")


def compose(page: Page, whom: str) -> str:
    """The path of a request for somebody, written on its form."""
    page.goto("/introductions/new/")
    page.get_by_label("Whom you would like to meet").fill(whom)
    page.get_by_label("Who they are").fill("who buys for outdoor shops")
    page.get_by_label("Why").fill("I would like to learn how small makers get seen.")
    page.get_by_label("The note to pass on").fill("A friend of mine would like to ask you something.")
    page.get_by_label("Your name, as they will read it").fill("Maya Ortega")
    page.get_by_role("button", name="Keep it and choose friends").click()
    page.wait_for_url("**/friends/")
    return re.sub(r"^https?://[^/]+|friends/$", "", page.url)


def asked(page: Page, request: str, *friends: str, by: int) -> str:
    """The letter's address of the friend at that place, who has the question from now on."""
    for friend in friends:
        page.goto(f"{request}friends/")
        page.get_by_label("Name", exact=True).fill(friend)
        page.get_by_role("button", name="Add", exact=True).click()
    return sent(page, request, friends[by].split()[0])


def sent(page: Page, request: str, called: str) -> str:
    """Make the page for this friend and say that it was sent; its address."""
    page.goto(request)
    page.get_by_role("button", name=re.compile(f"Make the page for {called}|Ask anyway")).click()
    letter = page.locator("#words").inner_text().split()[-1]
    page.get_by_role("button", name="I have sent it").click()
    expect(page.locator("#address")).to_have_value(letter)
    return letter


def key(request: str) -> str:
    """The number in a request's path."""
    return request.rstrip("/").split("/")[-1]


def ended(page: Page, request: str, called: str) -> None:
    """The site's own clock has ended what that friend did not answer."""
    for _try in range(60):
        page.goto(request)
        if page.locator("#address").count() == 0:
            expect(page.get_by_role("main")).to_contain_text(called)
            return
        time.sleep(1)
    raise AssertionError("the calendar did not end it within a minute")


def closed(page: Page, request: str) -> None:
    """The site's own clock has closed it."""
    for _try in range(60):
        page.goto(request)
        if "Closed without an introduction" in page.get_by_role("main").inner_text():
            return
        time.sleep(1)
    raise AssertionError("the calendar did not close it within a minute")
