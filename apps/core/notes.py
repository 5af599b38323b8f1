"""Markdown in notes: emphasis, lists, quotations and links; never HTML, images or headings."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"}
SCHEMES = {"http", "https", "mailto", "tel"}


def as_html(text: str) -> SafeString:
    """Clean HTML of a note; its own line ends are kept as typed."""
    cleaned = nh3.clean(
        _reader().render(text),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 - the one place: cleaned against the short list above


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """Headings are off, because a note's "# 1 Main St" must not break the page's outline."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    return reader.disable(["image", "heading", "lheading", "html_block", "html_inline"])
