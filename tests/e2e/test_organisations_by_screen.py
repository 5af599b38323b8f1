"""Who is at an organisation now and was before; a photo; what is kept about Ana, on paper."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journeys import add_people, tell, visit
from tests.e2e.looking import meet

pytestmark = pytest.mark.xdist_group("site")


def test_now_and_before(walked: Page):
    page = walked
    add_people(page, "Ana Lima", "Ben Carter")
    was_at(page, "Ana Lima", as_what="hydrologist", Since="2021-03-01")
    was_at(page, "Ben Carter", as_what="keeper of maps", Since="2012-01-01", Until="2019-12-31")
    page.get_by_role("link", name="Tidewater Survey", exact=True).click()
    expect(section(page, "Who is there", "Ana Lima")).to_contain_text("hydrologist")
    expect(section(page, "Who was there before", "Ben Carter")).to_contain_text("2012–2019")
    expect(section(page, "Who was there before", "Ana Lima")).to_have_count(0)
    meet(page, "organisation")
    page.goto("/contacts/organisations/")
    expect(page.get_by_role("link", name="Tidewater Survey")).to_be_visible()
    meet(page, "organisations")


def was_at(page: Page, name: str, **fields: str) -> None:
    """On somebody's page: add where they are, as what, since and until when."""
    visit(page, name)
    page.get_by_role("link", name="Add where they are").click()
    page.get_by_label("Organisation").fill("Tidewater Survey")
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ").capitalize()).fill(value)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Tidewater Survey", exact=True)).to_be_visible()


def section(page: Page, title: str, name: str) -> Locator:
    """Somebody's row below that title."""
    below = page.locator(".entry", has=page.get_by_role("heading", name=title, exact=True))
    return below.locator(".person", has_text=name)


def test_a_photo_and_what_i_keep_about_ana_on_paper(walked: Page):
    page = walked
    add_people(page, "Ana Lima <ana@example.org>")
    visit(page, "Ana Lima")
    tell(page, What_to_remember="moved to Lisbon", What_they_enjoy="rowing before breakfast", City="Lisbon")
    page.get_by_role("link", name="Add a photo").click()
    file = {"name": "ana.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    page.get_by_label("A picture").set_input_files(file)  # type: ignore[arg-type]
    meet(page, "photo-form")
    page.get_by_role("button", name="Keep this picture").click()
    expect(page.locator(".opening img")).to_be_visible()
    expect(page.locator(".opening img")).not_to_have_js_property("naturalWidth", 0)  # it has come
    meet(page, "photo-person")

    page.get_by_role("link", name="What I keep about Ana").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What I keep about Ana")
    meet(page, "keep")
    on_paper(page)


def on_paper(page: Page) -> None:
    """Every fact is printed, and nothing of the screen around it."""
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    for fact in ("What I keep about Ana", "moved to Lisbon", "rowing before breakfast", "ana@example.org"):
        assert fact in text, text
    assert "Write down" not in text and "Change what you wrote" not in text, text
    paper = page.pdf()
    assert paper.startswith(b"%PDF") and pages_of(paper) == 1


def pages_of(paper: bytes) -> int:
    """How many sheets."""
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def jpeg() -> bytes:
    """A photo of nobody, larger than what is kept."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((900, 700)).convert("RGB").save(out, "JPEG")
    return out.getvalue()
