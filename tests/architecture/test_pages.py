"""Every page as its member sees it: all variables known, no forbidden word, nothing inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Member
from tests.architecture.test_access import ALL, CANARY, MINE, OPEN, kwargs_of
from tests.architecture.world import World, make_world
from tests.lasting import clear, lasting
from tests.making import make_member

UNKNOWN = "⟦unknown: %s⟧"
FORBIDDEN = re.compile(
    r"\b(leads|prospect|pipeline|funnel|conversion|deal|target|portal|sighting|dormant|overdue|score|streak)\b",
    re.IGNORECASE,
)
SPOKEN = {"alt", "title", "aria-label", "aria-description", "placeholder", "label"}
EXCLAIMING = re.compile(r"[A-Za-z]!(\s|$)")


class Visible(HTMLParser):
    """Collects what a reader sees or hears: text, alt, title, aria and placeholder texts."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.said.append(data)


def visible(html: str) -> str:
    """All that a page says, without markup."""
    reader = Visible()
    reader.feed(html)
    return re.sub(r"\s+", " ", " ".join(reader.said))


@pytest.fixture(autouse=True)
def loud(monkeypatch):
    """A variable that a view forgot to hand over is printed instead of swallowed."""
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", UNKNOWN)


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[dict[str, World]]:
    """Maya's book and another's, made once: hundreds of tests only look at them."""
    with lasting(django_db_blocker):
        full = make_world(make_member("maya@example.org", name="Maya Ortega"), CANARY)
        made = {"full": full, "other": make_world(make_member("other@example.org"), "else")}
        make_member("empty@example.org", name="Maya Ortega")
    yield made
    clear(django_db_blocker)


@pytest.fixture
def member(worlds, db) -> Member:
    return Member.objects.get(email="maya@example.org")


@pytest.fixture
def empty(worlds, db) -> Member:
    """With nobody in the book."""
    return Member.objects.get(email="empty@example.org")


def pages() -> list[str]:
    silent = {
        "stylesheet",
        "health_live",
        "health_ready",
        "health_nudges",
        "account_logout",
        "contacts:photo",
    }
    return sorted(ALL.keys() - silent)


CASES = [(name, True) for name in pages()] + [(name, False) for name in pages() if name in OPEN]


@pytest.mark.parametrize(("name", "signed_in"), CASES)
def test_page_says_only_what_it_should(name, signed_in, member, worlds, client_of):
    client = client_of(member) if signed_in else Client()
    answer = client.get(reverse(name, kwargs=kwargs_of(name, ALL[name], worlds["full"])), follow=True)
    assert answer.status_code in (200, 204, 404, 405, 410), answer.status_code
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return
    html = answer.content.decode()
    said = visible(html)
    assert "⟦unknown" not in html, re.findall(r"⟦unknown[^⟧]*⟧", html)
    assert FORBIDDEN.findall(said) == []
    assert EXCLAIMING.findall(said) == []


@pytest.mark.parametrize("name", sorted(((MINE | OPEN) & ALL.keys()) - {"stylesheet"}))
def test_empty_book_breaks_no_page(name, empty, worlds, client_of):
    url = reverse(name, kwargs=kwargs_of(name, ALL[name], worlds["other"]))
    answer = client_of(empty).get(url, follow=True)
    assert answer.status_code in (200, 404, 405, 410, 503), answer.status_code
    assert answer.streaming or "⟦unknown" not in answer.content.decode()
