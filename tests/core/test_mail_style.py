"""Style put on elements from memory is the style that css-inline puts there."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.template.loader import get_template

from apps.core.mail_style import Sheet, inlined, inliner
from tests.core.posting import with_trial_templates


class Styles(HTMLParser):
    """Name, class and style of every element, in order; tbody, which css-inline writes, is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag not in {"tbody", "html", "head", "meta", "title", "style"}:
            self.found.append((tag, had.get("class"), had.get("style")))


@pytest.fixture
def document(settings) -> str:
    settings.TEMPLATES = with_trial_templates()
    return get_template("mail/trial/note.html").render({"name": "Ana", "public_url": "https://kith.example"})


def test_every_element_is_styled_as_css_inline_would(document):
    assert Styles(inlined(document)).found == Styles(inliner.inline(document)).found


def test_at_rules_stay_and_other_rules_go(document):
    sheet = inlined(document).partition("<style>")[2].partition("</style>")[0]
    assert "prefers-color-scheme: dark" in sheet
    assert "max-width: 400px" in sheet
    assert sheet.count("{") == sheet.count("}")
    assert "border-collapse" not in sheet


def test_layout_needs_no_slow_way(document):
    assert Sheet(document.partition("<style>")[2].partition("</style>")[0]).is_plain


@pytest.mark.parametrize("rule", ["td p {color: red}", "td > p {color: red}", "p:first-child {color: red}"])
def test_sheet_with_nested_rules_takes_the_slow_way(rule):
    html = f"<html><head><style>{rule}</style></head><body><table><tr><td><p>x</p></td></tr></table></body>"
    assert 'style="color: red' in inlined(html)


def test_text_that_looks_like_a_tag_is_left_alone():
    html = (
        '<html><head><style>p {color: red}</style></head><body><p title="a &gt; b">1 &lt;p&gt; 2</p></body>'
    )
    assert '<p title="a &gt; b" style="color: red;">1 &lt;p&gt; 2</p>' in inlined(html)
