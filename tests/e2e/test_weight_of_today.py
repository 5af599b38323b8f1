"""What Today weighs on a first visit, what keeps it from being drawn, and whether anything on it jumps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DEMO, Site

pytestmark = pytest.mark.xdist_group("site")
AT_MOST = 120_000
"""Bytes over the wire, compressed as the site compresses them: page, styles, scripts, letters, icons."""
BLOCKING = 2
SHIFT = 0.01
"""Cumulative Layout Shift (web.dev/cls), of the whole visit."""
WATCH = """() => {
  window.shifted = 0;
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
  }).observe({type: 'layout-shift', buffered: true});
}"""


@pytest.mark.parametrize("width", ["phone", "wide"])
def test_first_visit_is_light_and_nothing_jumps(width: str, site: Site, opened, signed_in) -> None:
    page: Page = opened(site.url, width=width, storage_state=signed_in(DEMO))
    line = page.context.new_cdp_session(page)
    weights: list[float] = []
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
    page.add_init_script(f"({WATCH})()")
    page.goto("/", wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert 20_000 < sum(weights) <= AT_MOST, sorted(weights)
    blocking = page.evaluate(
        "() => performance.getEntriesByType('resource')"
        ".filter(each => each.renderBlockingStatus === 'blocking').map(each => each.name)"
    )
    assert len(blocking) <= BLOCKING, blocking
    wander(page)
    assert page.evaluate("() => window.shifted") <= SHIFT


def wander(page: Page) -> None:
    """Down the page and up again, and a press that changes it."""
    for _ in range(4):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(150)
    page.mouse.wheel(0, -4000)
    page.get_by_role("button", name=re.compile("^Not today")).first.click()
    expect(page.get_by_role("button", name=re.compile("Take (it )?back", re.I)).first).to_be_visible()
    page.get_by_role("button", name=re.compile("Take (it )?back", re.I)).first.click()
    page.wait_for_load_state("networkidle")
