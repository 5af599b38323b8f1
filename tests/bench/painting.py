"""Interaction to next paint on Today (web.dev/inp): presses and keys in a real browser, the slowest told."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, sync_playwright

from tests.bench.rounds import Row
from tests.drill.scanner import free_port, web
from tests.e2e.journeys import PASSWORD, sign_in
from tests.e2e.looking import WIDTHS

DEMO = "demo@kith.example"
ALLOWED_MS = 100
ROUNDS = 4
WATCH = """() => {
  window.interactions = {};
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) {
      if (!each.interactionId) continue;
      const before = window.interactions[each.interactionId] || 0;
      window.interactions[each.interactionId] = Math.max(before, each.duration);
    }
  }).observe({type: 'event', durationThreshold: 16, buffered: true});
}"""


def rows() -> Iterator[Row]:
    """The slowest of some dozens of interactions, on a phone's screen and on a wide one."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the synchronous browser runs a loop
    port = free_port()
    settings.PUBLIC_URL = f"http://localhost:{port}"
    call_command("demo", "--password", PASSWORD, verbosity=0)
    path = os.environ.get("KITH_BROWSER") or shutil.which("chromium")
    with web(port), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for width in ("phone", "wide"):
            context = browser.new_context(base_url=settings.PUBLIC_URL, viewport=WIDTHS[width])
            page = context.new_page()
            sign_in(page, DEMO)
            page.add_init_script(f"({WATCH})()")
            took = [each for _ in range(ROUNDS) for each in a_visit(page)]
            assert took, "the browser told of no interaction"
            remark = f"slowest of {len(took)} interactions of 16 ms or more; {ROUNDS} visits"
            yield Row(
                f"interaction to next paint, Today, {width}", "ms", max(took), ALLOWED_MS, 1, remark=remark
            )
            context.close()
        browser.close()


def a_visit(page: Page) -> list[float]:
    """Durations of what a visit's presses and keys took until the next frame, each at least 16 ms."""
    page.goto("/", wait_until="networkidle")
    for summary in page.locator("main summary:visible").all()[:6]:
        summary.click()
    for name in ("Not today", "Done"):
        pressed(page, re.compile(f"^{name}"))
        pressed(page, re.compile("Take (it )?back", re.IGNORECASE))
    page.locator("body").press("?")
    page.keyboard.press("Escape")
    page.locator("body").press("/")
    page.keyboard.type("ana", delay=60)
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    return list(page.evaluate("() => Object.values(window.interactions)"))


def pressed(page: Page, name: re.Pattern[str]) -> None:
    """The first button of that name, and all that follows from it."""
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("networkidle")
