"""After a yes: Today says whose turn it is; thanked, met, told are said in a press and can be taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.journeys import WALKED
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("width", WALKED)
def test_what_waits_is_acted_on_from_today(site, opened, empty_books, width):
    email = next(empty_books)
    made = f"from tests.e2e.planting_introductions import what_waits as w; w('{email}')"
    request = site.manage("shell", "-v0", "-c", made).strip()
    page = opened(site.url, width=width, reduced_motion="reduce")
    sign_in(page, email)
    page.goto("/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Ben is glad to pass it on, and knows Eve well. Nothing to do;")
    expect(main).to_contain_text("Dana doesn’t know Noor. You can ask Rosa now.")
    expect(main).to_contain_text("Joan opened the door. A word of thanks?")
    meet(page, "today-waiting")
    say(page, "Thanked")
    page.get_by_role("button", name="Take back").first.click()
    page.goto("/")
    say(page, "Thanked")
    say(page, "Noted")
    expect(page.get_by_role("region", name="Eve Lindqvist")).to_have_count(0)
    from_the_introduction_to_the_telling(page, request)


def from_the_introduction_to_the_telling(page: Page, request: str) -> None:
    page.goto(request)
    main = page.get_by_role("main")
    meet(page, "request-introduced")
    say(page, "We have met")
    expect(main).to_contain_text("You have met. Joan would like to hear how it went.")
    meet(page, "request-met")
    say(page, "Told")
    expect(main).to_contain_text("You have met, and Joan knows how it went.")
    page.goto("/introductions/")
    meet(page, "introductions-in-all-states")


def say(page: Page, label: str) -> None:
    """The first button that is called so."""
    page.get_by_role("main").get_by_role("button", name=label).first.click()
