"""The pages of the letter to whoever was asked for, in a real browser: axe, width, weight."""

from __future__ import annotations

import contextvars
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, sync_playwright

from apps.core.outbox import Outbox
from tests.conftest import NOW
from tests.e2e.conftest import FLAGS
from tests.e2e.looking import WIDTHS, accessible, fits
from tests.introductions.making import make_passed_on
from tests.making import make_contact

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
SCREENS = Path(settings.BASE_DIR) / "var" / "screens"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("KITH_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def letter(maya, monkeypatch) -> str:
    """The path of Eve's letter."""
    monkeypatch.setattr("apps.introductions.views.opening.timezone.now", lambda: NOW + timedelta(hours=1))
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    return reverse("letter", args=[make_passed_on(maya, contact=eve).target_link.token])


class Reader:
    """A browser whose requests the site answers without a network; `weight` counts the bytes."""

    def __init__(self, browser: Browser, number: int, **look: object) -> None:
        self.client, self.weight = Client(REMOTE_ADDR=f"192.3.0.{number}"), 0
        self.around = contextvars.copy_context()  # the handler's own has another connection to the database
        context = browser.new_context(**look)  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        asked, parts = route.request, urlsplit(route.request.url)
        assert parts.netloc == "testserver", asked.url
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if asked.method == "POST":
            sent = {"data": asked.post_data or "", "content_type": asked.headers.get("content-type", "")}
            answer = self.around.run(self.client.post, path, follow=True, **sent)
        else:
            answer = self.around.run(self.client.get, path, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
        self.weight += len(content)
        route.fulfill(status=answer.status_code, headers=dict(answer.headers.items()), body=content)

    def looks(self, name: str, scheme: str, width: str) -> None:
        accessible(self.page)
        fits(self.page)
        if os.environ.get("KITH_SCREENS"):
            SCREENS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENS / f"target-{name}-{width}-{scheme}.png", full_page=True)


LOOKS = [("wide", "light"), ("phone", "light"), ("phone", "dark"), ("zoomed", "light")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_letter_can_be_read(letter, browser, width, scheme):
    reader = Reader(browser, LOOKS.index((width, scheme)) + 1, viewport=WIDTHS[width], color_scheme=scheme)
    page = reader.page
    page.goto(HOST + letter)
    assert reader.weight <= 60 * 1024
    reader.looks("letter", scheme, width)
    page.get_by_text("Yes: introduce us by e-mail").click()
    reader.looks("address", scheme, width)
    page.get_by_role("button", name="Never").click()
    page.get_by_text("Be left alone by every member").click()
    reader.looks("kept", scheme, width)
    page.get_by_role("link", name="What this page stores").click()
    reader.looks("stored", scheme, width)
    page.get_by_role("link", name="Back to the letter").click()
    page.get_by_text("Yes: introduce us by e-mail").click()
    page.get_by_label("Your e-mail address").fill("eve@example.net")
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("The six digits").fill("12")
    page.get_by_role("button", name="Go on").click()
    reader.looks("code", scheme, width)
    page.get_by_label("The six digits").fill(Outbox.objects.latest("pk").secret["code"])
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="You are introduced").wait_for()
    reader.looks("introduced", scheme, width)


def test_yes_by_writing_shows_the_address(letter, browser):
    reader = Reader(browser, 9, viewport=WIDTHS["phone"])
    reader.page.goto(HOST + letter)
    reader.page.get_by_role("button", name="give me the address").click()
    reader.page.get_by_role("heading", name="Here is where Maya reads mail").wait_for()
    reader.looks("agreed", "light", "phone")
