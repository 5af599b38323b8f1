"""Redirects stay home (S15)."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from apps.accounts.models import Member

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n//evil.example",
    "\t//evil.example",
    "\x00//evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https://evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "http://evil.example",
    "http:\\\\evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "mailto:a@evil.example",
    "//localhost:8000@evil.example",
    "http://localhost:8000@evil.example/",
    "http://localhost:8000:pw@evil.example/",
    "http://localhost.evil.example/",
    "http://evil.example/localhost:8000",
    "http://evil.example?localhost:8000",
    "http://evil.example#localhost:8000",
    "http://evil.example\\localhost:8000",
    "http://localhost:8001/",
    "http://127.0.0.1.evil.example/",
    "//evil.example/%2f..",
    "//evil%E3%80%82example",
    "//evil。example",
    "http://[::1]/",
    "http://[evil",
    "//%0d%0aevil.example",
    "%0d%0aLocation: https://evil.example",
    "/%0d%0aLocation:%20https://evil.example",
    "/x\r\nLocation: https://evil.example",
    "https://localhost:8000@evil.example",
    "///\\evil.example",
    "/" * 50 + "evil.example",
    "http://localhost:8000/" + "x" * 5000,
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(visitor, maya, url):
    form = {"login": maya.email, "password": "a long enough password", "next": url}
    answer = visitor().post("/accounts/login/", form)
    assert answer.status_code == 302
    goes = urlsplit(answer["Location"])
    assert (goes.scheme, goes.netloc) == ("", "")
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\"))
    assert "\n" not in answer["Location"]


@pytest.mark.parametrize("url", ELSEWHERE[:20])
def test_signing_out_and_asking_again_never_lead_elsewhere(client_of, maya, url):
    for path in ("/accounts/logout/", "/accounts/reauthenticate/"):
        client = client_of(maya)
        answer = client.post(path, {"next": url, "password": "a long enough password"})
        assert urlsplit(answer["Location"]).netloc == ""


def test_signing_in_leads_on_to_a_page_of_ours(visitor, maya: Member):
    form = {"login": maya.email, "password": "a long enough password", "next": "/settings/note/?a=b"}
    assert visitor().post("/accounts/login/", form)["Location"] == "/settings/note/?a=b"


def test_plain_http_is_elsewhere_in_production(visitor, maya, settings):
    settings.PUBLIC_URL, settings.PRODUCTION = "https://kith.example", True
    settings.ALLOWED_HOSTS = ["kith.example", "testserver"]
    form = {
        "login": maya.email,
        "password": "a long enough password",
        "next": "http://kith.example/settings/",
    }
    assert visitor().post("/accounts/login/", form)["Location"] == "/"
    form["next"] = "https://kith.example/settings/"
    assert visitor().post("/accounts/login/", form)["Location"] == "https://kith.example/settings/"
