"""Whatever bytes arrive in a form, the answer is a page, never a failure (S19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.accounts.conftest import CONFIRM, PASSWORD, a_page_old_enough, sign_up
from tests.accounts.test_settings import HOURS, NOTE, PROFILE
from tests.making import make_member

pytestmark = pytest.mark.django_db
SIGN_UP = {"email": "a@example.org", "password1": PASSWORD, "name": "A", "subject": "", "time_zone": "UTC"}
SIGN_UP |= {"language": "en", "country": "PT", "next": "/", "began": ""}
OPEN = {
    "/accounts/signup/": SIGN_UP,
    "/accounts/login/": {"login": "maya@example.org", "password": PASSWORD, "next": "/"},
    "/accounts/password/reset/": {"email": "maya@example.org", "next": "/"},
    CONFIRM: {"code": "1", "action": "resend"},
    "/accounts/password/reset/confirm/": {"code": "1"},
    "/accounts/password/reset/complete/": {"password1": PASSWORD},
}
SIGNED_IN = {
    "/settings/": PROFILE,
    "/settings/note/": NOTE,
    "/settings/hours/": HOURS,
    "/settings/leaving/": {"password": PASSWORD},
    "/accounts/password/change/": {"oldpassword": PASSWORD, "password1": PASSWORD},
    "/accounts/email/": {
        "email": "new@example.org",
        "action_add": "",
        "action_remove": "",
        "action_send": "",
    },
    "/accounts/reauthenticate/": {"password": "a long enough password", "next": "/"},
}
FORMS = OPEN | SIGNED_IN
URLENCODED = "application/x-www-form-urlencoded"
NASTY = [
    b"\x00",
    b"a\x00b@example.org",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # a lone surrogate, as UTF-8 does not allow it
    str(2**63).encode(),
    b"-" + str(2**63).encode(),
    b"9" * 5000,
    "\u202eevil\u202c\u200f\u0645".encode(),
    "e\u0301".encode() * 20_000,
    "\U0001f469\u200d\U0001f680".encode(),
    b"\r\nBcc: all@example.org",
    b"a\x0b@example.org",
    b"%s%n{{7*7}}{%x%}",
    b"' or 1=1 --",
    b"x" * 1_000_000,
    b"NaN",
    b"1e400",
    b"24:00:00.999999999",
    b"00:00",
    b"a@" + b"x." * 200 + b"org",
    "ana@ÿ.example".encode(),
    "\u212a@example.org".encode(),
]
fields = st.sampled_from([(path, name) for path, form in FORMS.items() for name in form])
values = (
    st.sampled_from(NASTY) | st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode())
)


def body(form: dict[str, object], name: str, value: bytes) -> bytes:
    parts = []
    for key, given_value in form.items():
        each = given_value if isinstance(given_value, list) else [given_value]
        parts += [f"{key}={quote_from_bytes(str(one).encode())}" for one in each if key != name]
    return "&".join([*parts, f"{name}={quote_from_bytes(value)}"]).encode()


@dataclass
class Browsers:
    """One of a visitor in the middle of signing up and of a new password, one of a member."""

    outside: Client
    inside: Client
    waiting: dict[str, Any]

    def of(self, path: str) -> Client:
        """The browser for that form; the visitor's as if no code had been tried yet."""
        if path in SIGNED_IN:
            return self.inside
        session = self.outside.session
        session.update(self.waiting)
        session["account_password_reset_verification"]["code_confirmed"] = "complete" in path
        if path not in (CONFIRM, "/accounts/password/reset/confirm/"):
            session.pop("account_login", None)
        session.save()
        return self.outside


@pytest.fixture
def browsers(visitor, settings) -> Browsers:
    """Both, with no limit on tries."""
    settings.ACCOUNT_RATE_LIMITS = False
    maya, outside, inside = make_member(), visitor(), visitor()
    outside.post("/accounts/password/reset/", {"email": maya.email})
    sign_up(outside, "waiting@example.org")
    inside.force_login(maya, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Browsers(outside, inside, dict(outside.session.items()))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(where=fields, value=values, is_htmx=st.booleans())
def test_any_bytes_in_any_field_get_an_answer(browsers, where, value, is_htmx):
    path, name = where
    form = dict(FORMS[path])
    if "began" in form:
        form["began"] = a_page_old_enough()
    header = {"HTTP_HX_REQUEST": "true"} if is_htmx else {}
    answer = browsers.of(path).post(path, body(form, name, value), content_type=URLENCODED, **header)
    assert answer.status_code in (200, 302, 400, 422), (path, name, value[:80])
    if answer.status_code == 302:
        assert answer["Location"].startswith("/")


@pytest.mark.parametrize("path", list(OPEN))
def test_form_under_test_is_really_open(browsers, path):
    assert browsers.of(path).get(path).status_code == 200


@pytest.mark.parametrize("path", list(FORMS))
def test_nasty_queries_and_bodies_of_another_kind_get_an_answer(browsers, path):
    for value in NASTY:
        query = quote_from_bytes(value[:2000])
        answer = browsers.of(path).get(f"{path}?next={query}&email={query}")
        assert answer.status_code in (200, 302), value[:80]
    for content_type in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        for method in ("POST", "PUT"):
            answer = browsers.of(path).generic(method, path, b"\x00{not this", content_type=content_type)
            assert answer.status_code < 500, (content_type, method)
