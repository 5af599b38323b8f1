"""Words that try to be more than words, and what a mail or a letter must be like whatever was typed."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

from django.conf import settings

HOSTILE = {
    "link": "Win http://x.example/now",
    "bare domain": "maya@evil.example www.evil.example evil.example evil\u3002example evil\uff0eexample",
    "header": "Evil\r\nBcc: all@evil.example\r\n\r\n<h1>Hello</h1>",
    "encoded header": "=?utf-8?q?Eve=0D=0ABcc=3A_all=40evil.example?=",
    "10,000 letters": "M" * 10_000,
    "10,000 words": "a " * 5_000,
    "right to left": "\u202egro.live\u202c \u2067Maya\u2069 \u200fנכון",
    "markup": "<b>Maya</b> <script>alert(1)</script>",
    "attribute": "\"'><img src=//evil.example/x.png onerror=alert(1)>",
    "script address": "javascript:alert(1) data:text/html,<script>alert(1)</script>",
    "template": "{{ 7|add:7 }} {% now 'Y' %} %(name)s %s ${x}",
    "zero width": "Ma\u200bya\u2060 \ufeffOr\u00adtega\u180e",
    "marks": "Z" + "\u0301" * 300,
    "separators": "Eve\u2028Bcc: x@evil.example\u2029\x85\x0b\x0cEve",
}
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "List-Id",
    "List-Unsubscribe-Post", "Reply-To", "MIME-Version", "Content-Type",
}  # fmt: skip
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONGEST_SUBJECT = 78
ACTIVE = {"script", "img", "iframe", "object", "embed", "form", "base", "link", "svg", "video", "input"}
REACHES = re.compile(r"https?://|www\.|\b[\w-]+\.example\b|evil[.\u3002\uff0e]example", re.IGNORECASE)


class Page(HTMLParser):
    """What a browser would find: addresses, active elements, handlers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def assert_whole(raw: bytes, recipient: str, *, answers_to: str = "") -> EmailMessage:
    """One message to one reader, with our headers only and the two parts we wrote; the message."""
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    message = message_from_bytes(raw, policy=policy.default)
    names = list(message.keys())
    assert len(names) == len(set(names))
    assert set(names) <= HEADERS, set(names) - HEADERS
    assert message.defects == []
    assert message["To"] == recipient
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert str(message["Reply-To"] or "") == answers_to
    assert len(message["Subject"]) <= LONGEST_SUBJECT
    assert not TURNING.search(message["Subject"])
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    return message


def assert_words_only(message: EmailMessage, *known: str) -> None:
    """Nothing in it can be followed but Kith's own addresses and those `known`; nothing is active."""
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    page = Page(html)
    assert not ACTIVE & set(page.tags)
    assert page.handlers == []
    for address in page.addresses:
        assert address.startswith((settings.PUBLIC_URL, "mailto:", "tel:")), address
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    for words in (text, shown, message["Subject"]):
        assert not TURNING.search(words)
        left = words
        for allowed in (*known, settings.PUBLIC_URL):
            left = left.replace(allowed, "")
        assert not REACHES.search(left), REACHES.search(left)


def assert_inert(html: str) -> None:
    """A letter's page: no address of anybody else's to press or to fetch, and no handler."""
    page = Page(html)
    assert page.handlers == []
    assert not {"img", "iframe", "object", "embed", "base"} & set(page.tags)
    for address in page.addresses:
        assert re.match(r"(/(?!/)|#|mailto:|" + re.escape(settings.PUBLIC_URL) + ")", address), address
